// Emitted by schema/emit.ts from src/fleet/fleet-schema.ts: run `npm run schema`, do not edit.
"use strict";
export const validate = validate21;
export default validate21;
const schema6 = {"additionalProperties":false,"$id":"omniclaw.fleet","title":"OmniClaw fleet file","type":"object","required":["gateways"],"properties":{"$schema":{"type":"string"},"defaults":{"additionalProperties":false,"type":"object","properties":{"runtime":{"default":"omniclaw","type":"string","enum":["omniclaw","openclaw","command"]},"program":{"$ref":"#/$defs/ProgramDeclaration"},"port":{"default":"auto","anyOf":[{"minimum":1,"maximum":65535,"type":"integer"},{"const":"auto","type":"string"}]},"bind":{"title":"\"loopback\", \"lan\" or an IP address","pattern":"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$","default":"loopback","type":"string"},"auth":{"$ref":"#/$defs/AuthDeclaration"},"stateDir":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"configPath":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"workspace":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"browser":{"$ref":"#/$defs/BrowserDeclaration"},"canvasHost":{"$ref":"#/$defs/CanvasHostDeclaration"},"channels":{"default":{},"type":"object","additionalProperties":{}},"agents":{"default":{},"type":"object","additionalProperties":{}},"config":{"default":{},"type":"object","additionalProperties":{}},"service":{"$ref":"#/$defs/ServiceDeclaration"},"state":{"default":"running","type":"string","enum":["running","stopped","absent"]},"protect":{"default":false,"type":"boolean"},"labels":{"default":{},"type":"object","additionalProperties":{"type":"string"}},"ignore":{"default":[],"type":"array","items":{"additionalProperties":false,"type":"object","required":["rule"],"properties":{"rule":{"type":"string"},"reason":{"type":"string"}}}}}},"gateways":{"type":"object","additionalProperties":{"additionalProperties":false,"type":"object","properties":{"runtime":{"default":"omniclaw","type":"string","enum":["omniclaw","openclaw","command"]},"program":{"$ref":"#/$defs/ProgramDeclaration"},"port":{"default":"auto","anyOf":[{"minimum":1,"maximum":65535,"type":"integer"},{"const":"auto","type":"string"}]},"bind":{"title":"\"loopback\", \"lan\" or an IP address","pattern":"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$","default":"loopback","type":"string"},"auth":{"$ref":"#/$defs/AuthDeclaration"},"stateDir":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"configPath":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"workspace":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"browser":{"$ref":"#/$defs/BrowserDeclaration"},"canvasHost":{"$ref":"#/$defs/CanvasHostDeclaration"},"channels":{"default":{},"type":"object","additionalProperties":{}},"agents":{"default":{},"type":"object","additionalProperties":{}},"config":{"default":{},"type":"object","additionalProperties":{}},"service":{"$ref":"#/$defs/ServiceDeclaration"},"state":{"default":"running","type":"string","enum":["running","stopped","absent"]},"protect":{"default":false,"type":"boolean"},"renamedFrom":{"minLength":1,"type":"string"},"rescues":{"minLength":1,"type":"string"},"labels":{"default":{},"type":"object","additionalProperties":{"type":"string"}},"ignore":{"default":[],"type":"array","items":{"additionalProperties":false,"type":"object","required":["rule"],"properties":{"rule":{"type":"string"},"reason":{"type":"string"}}}}}}}},"$defs":{"AuthDeclaration":{"additionalProperties":false,"type":"object","properties":{"mode":{"default":"token","type":"string","enum":["token","none"]},"token":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}]}}},"BrowserDeclaration":{"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpPortRange":{"$ref":"#/$defs/PortRange"},"cdpUrl":{"type":"string"},"profiles":{"default":{},"type":"object","additionalProperties":{"$ref":"#/$defs/BrowserProfileDeclaration"}}}},"BrowserProfileDeclaration":{"additionalProperties":false,"type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpUrl":{"type":"string"},"userDataDir":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"}}},"CanvasHostDeclaration":{"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"port":{"minimum":1,"maximum":65535,"type":"integer"}}},"PortRange":{"additionalProperties":false,"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"type":"integer"},"last":{"minimum":1,"maximum":65535,"type":"integer"}}},"ProgramDeclaration":{"additionalProperties":false,"type":"object","properties":{"version":{"title":"a release such as \"2026.9.6\"","pattern":"^\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$","type":"string"},"path":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"node":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"command":{"minItems":1,"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"type":"string"}},"health":{"title":"a path such as \"/healthz\"","pattern":"^/[!-~]{0,200}$","default":"/healthz","type":"string"}}},"SecretReference":{"anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}}}}]},"ServiceDeclaration":{"additionalProperties":false,"type":"object","properties":{"driver":{"default":"auto","type":"string","enum":["auto","supervisor","systemd","launchd","external"]},"env":{"default":{},"propertyNames":{"title":"a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)","pattern":"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"},"type":"object","additionalProperties":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}]}},"limits":{"additionalProperties":false,"default":{},"type":"object","properties":{"memoryMiB":{"minimum":64,"type":"integer"},"cpuPercent":{"minimum":1,"type":"integer"},"tasks":{"minimum":1,"type":"integer"}}},"hardening":{"default":"default","type":"string","enum":["default","none"]}}}}};
const func2 = Object.prototype.hasOwnProperty;
const schema7 = {"additionalProperties":false,"type":"object","properties":{"version":{"title":"a release such as \"2026.9.6\"","pattern":"^\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$","type":"string"},"path":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"node":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"},"command":{"minItems":1,"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"type":"string"}},"health":{"title":"a path such as \"/healthz\"","pattern":"^/[!-~]{0,200}$","default":"/healthz","type":"string"}}};
const pattern0 = new RegExp("^\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$", "u");
const pattern1 = new RegExp("^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$", "u");
const pattern3 = new RegExp("^[^\\u0000]*$", "u");
const pattern4 = new RegExp("^/[!-~]{0,200}$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "version") || (key0 === "path")) || (key0 === "node")) || (key0 === "command")) || (key0 === "health"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.version !== undefined){
let data0 = data.version;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err1 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/pattern",keyword:"pattern",params:{pattern: "^\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$"},message:"must match pattern \""+"^\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$"+"\""};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.path !== undefined){
let data1 = data.path;
if(typeof data1 === "string"){
if(data1.length > 4096){
const err3 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern1.test(data1)){
const err4 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.node !== undefined){
let data2 = data.node;
if(typeof data2 === "string"){
if(data2.length > 4096){
const err6 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!pattern1.test(data2)){
const err7 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/node",schemaPath:"#/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.command !== undefined){
let data3 = data.command;
if(Array.isArray(data3)){
if(data3.length < 1){
const err9 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(data4.length < 1){
const err10 = {instancePath:instancePath+"/command/" + i0,schemaPath:"#/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern3.test(data4)){
const err11 = {instancePath:instancePath+"/command/" + i0,schemaPath:"#/properties/command/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000]*$"},message:"must match pattern \""+"^[^\\u0000]*$"+"\""};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/command/" + i0,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.health !== undefined){
let data5 = data.health;
if(typeof data5 === "string"){
if(!pattern4.test(data5)){
const err14 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/pattern",keyword:"pattern",params:{pattern: "^/[!-~]{0,200}$"},message:"must match pattern \""+"^/[!-~]{0,200}$"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/health",schemaPath:"#/properties/health/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"additionalProperties":false,"type":"object","properties":{"mode":{"default":"token","type":"string","enum":["token","none"]},"token":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}]}}};
const schema9 = {"anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}}}}]};
const pattern6 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.$env === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "$env"},message:"must have required property '"+"$env"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "$env")){
const err1 = {instancePath,schemaPath:"#/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.$env !== undefined){
let data0 = data.$env;
if(typeof data0 === "string"){
if(!pattern6.test(data0)){
const err2 = {instancePath:instancePath+"/$env",schemaPath:"#/anyOf/0/properties/%24env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/$env",schemaPath:"#/anyOf/0/properties/%24env/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.$file === undefined){
const err5 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "$file"},message:"must have required property '"+"$file"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data){
if(!(key1 === "$file")){
const err6 = {instancePath,schemaPath:"#/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.$file !== undefined){
let data1 = data.$file;
if(typeof data1 === "string"){
if(data1.length < 1){
const err7 = {instancePath:instancePath+"/$file",schemaPath:"#/anyOf/1/properties/%24file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern3.test(data1)){
const err8 = {instancePath:instancePath+"/$file",schemaPath:"#/anyOf/1/properties/%24file/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000]*$"},message:"must match pattern \""+"^[^\\u0000]*$"+"\""};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/$file",schemaPath:"#/anyOf/1/properties/%24file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs6 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs11 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.$command === undefined){
const err11 = {instancePath,schemaPath:"#/anyOf/2/required",keyword:"required",params:{missingProperty: "$command"},message:"must have required property '"+"$command"+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key2 in data){
if(!(key2 === "$command")){
const err12 = {instancePath,schemaPath:"#/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.$command !== undefined){
let data2 = data.$command;
if(Array.isArray(data2)){
if(data2.length < 1){
const err13 = {instancePath:instancePath+"/$command",schemaPath:"#/anyOf/2/properties/%24command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(!pattern3.test(data3)){
const err14 = {instancePath:instancePath+"/$command/" + i0,schemaPath:"#/anyOf/2/properties/%24command/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000]*$"},message:"must match pattern \""+"^[^\\u0000]*$"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/$command/" + i0,schemaPath:"#/anyOf/2/properties/%24command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/$command",schemaPath:"#/anyOf/2/properties/%24command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid0 = _errs11 === errors;
valid0 = valid0 || _valid0;
}
}
if(!valid0){
const err18 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate25.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "mode") || (key0 === "token"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.mode !== undefined){
let data0 = data.mode;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!((data0 === "token") || (data0 === "none"))){
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema8.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.token !== undefined){
let data1 = data.token;
const _errs5 = errors;
let valid1 = false;
const _errs6 = errors;
if(!(validate25(data1, {instancePath:instancePath+"/token",parentData:data,parentDataProperty:"token",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var _valid0 = _errs6 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs7 = errors;
if(typeof data1 === "string"){
if(!pattern3.test(data1)){
const err3 = {instancePath:instancePath+"/token",schemaPath:"#/properties/token/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000]*$"},message:"must match pattern \""+"^[^\\u0000]*$"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/token",schemaPath:"#/properties/token/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err5 = {instancePath:instancePath+"/token",schemaPath:"#/properties/token/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const schema10 = {"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpPortRange":{"$ref":"#/$defs/PortRange"},"cdpUrl":{"type":"string"},"profiles":{"default":{},"type":"object","additionalProperties":{"$ref":"#/$defs/BrowserProfileDeclaration"}}}};
const schema11 = {"additionalProperties":false,"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"type":"integer"},"last":{"minimum":1,"maximum":65535,"type":"integer"}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.first === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "first"},message:"must have required property '"+"first"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.last === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "last"},message:"must have required property '"+"last"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "first") || (key0 === "last"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.first !== undefined){
let data0 = data.first;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err3 = {instancePath:instancePath+"/first",schemaPath:"#/properties/first/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 65535 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/first",schemaPath:"#/properties/first/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err5 = {instancePath:instancePath+"/first",schemaPath:"#/properties/first/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
if(data.last !== undefined){
let data1 = data.last;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err6 = {instancePath:instancePath+"/last",schemaPath:"#/properties/last/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err7 = {instancePath:instancePath+"/last",schemaPath:"#/properties/last/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err8 = {instancePath:instancePath+"/last",schemaPath:"#/properties/last/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}

const schema12 = {"additionalProperties":false,"type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpUrl":{"type":"string"},"userDataDir":{"title":"a path without \"$\", and \"~\" only as \"~\" or \"~/...\"","pattern":"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$","maxLength":4096,"type":"string"}}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "cdpPort") || (key0 === "cdpUrl")) || (key0 === "userDataDir"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.cdpPort !== undefined){
let data0 = data.cdpPort;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/cdpPort",schemaPath:"#/properties/cdpPort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 65535 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/cdpPort",schemaPath:"#/properties/cdpPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/cdpPort",schemaPath:"#/properties/cdpPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.cdpUrl !== undefined){
if(typeof data.cdpUrl !== "string"){
const err4 = {instancePath:instancePath+"/cdpUrl",schemaPath:"#/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.userDataDir !== undefined){
let data2 = data.userDataDir;
if(typeof data2 === "string"){
if(data2.length > 4096){
const err5 = {instancePath:instancePath+"/userDataDir",schemaPath:"#/properties/userDataDir/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern1.test(data2)){
const err6 = {instancePath:instancePath+"/userDataDir",schemaPath:"#/properties/userDataDir/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/userDataDir",schemaPath:"#/properties/userDataDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "enabled") || (key0 === "controlPort")) || (key0 === "cdpPortRange")) || (key0 === "cdpUrl")) || (key0 === "profiles"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(typeof data.enabled !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.controlPort !== undefined){
let data1 = data.controlPort;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/controlPort",schemaPath:"#/properties/controlPort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err3 = {instancePath:instancePath+"/controlPort",schemaPath:"#/properties/controlPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/controlPort",schemaPath:"#/properties/controlPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.cdpPortRange !== undefined){
if(!(validate29(data.cdpPortRange, {instancePath:instancePath+"/cdpPortRange",parentData:data,parentDataProperty:"cdpPortRange",rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.cdpUrl !== undefined){
if(typeof data.cdpUrl !== "string"){
const err5 = {instancePath:instancePath+"/cdpUrl",schemaPath:"#/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.profiles !== undefined){
let data4 = data.profiles;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 in data4){
if(!(validate31(data4[key1], {instancePath:instancePath+"/profiles/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key1,rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
}
else {
const err6 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}

const schema13 = {"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"port":{"minimum":1,"maximum":65535,"type":"integer"}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "enabled") || (key0 === "port"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.enabled !== undefined){
if(typeof data.enabled !== "boolean"){
const err1 = {instancePath:instancePath+"/enabled",schemaPath:"#/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.port !== undefined){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err3 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

const schema14 = {"additionalProperties":false,"type":"object","properties":{"driver":{"default":"auto","type":"string","enum":["auto","supervisor","systemd","launchd","external"]},"env":{"default":{},"propertyNames":{"title":"a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)","pattern":"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"},"type":"object","additionalProperties":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}]}},"limits":{"additionalProperties":false,"default":{},"type":"object","properties":{"memoryMiB":{"minimum":64,"type":"integer"},"cpuPercent":{"minimum":1,"type":"integer"},"tasks":{"minimum":1,"type":"integer"}}},"hardening":{"default":"default","type":"string","enum":["default","none"]}}};
const pattern14 = new RegExp("^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "driver") || (key0 === "env")) || (key0 === "limits")) || (key0 === "hardening"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.driver !== undefined){
let data0 = data.driver;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/driver",schemaPath:"#/properties/driver/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!(((((data0 === "auto") || (data0 === "supervisor")) || (data0 === "systemd")) || (data0 === "launchd")) || (data0 === "external"))){
const err2 = {instancePath:instancePath+"/driver",schemaPath:"#/properties/driver/enum",keyword:"enum",params:{allowedValues: schema14.properties.driver.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.env !== undefined){
let data1 = data.env;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
const _errs6 = errors;
if(typeof key1 === "string"){
if(!pattern14.test(key1)){
const err3 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",propertyName:key1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var valid1 = _errs6 === errors;
if(!valid1){
const err4 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
for(const key2 in data1){
let data2 = data1[key2];
const _errs9 = errors;
let valid3 = false;
const _errs10 = errors;
if(!(validate25(data2, {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data1,parentDataProperty:key2,rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var _valid0 = _errs10 === errors;
valid3 = valid3 || _valid0;
if(!valid3){
const _errs11 = errors;
if(typeof data2 === "string"){
if(!pattern3.test(data2)){
const err5 = {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000]*$"},message:"must match pattern \""+"^[^\\u0000]*$"+"\""};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid0 = _errs11 === errors;
valid3 = valid3 || _valid0;
}
if(!valid3){
const err7 = {instancePath:instancePath+"/env/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err8 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.limits !== undefined){
let data3 = data.limits;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key3 in data3){
if(!(((key3 === "memoryMiB") || (key3 === "cpuPercent")) || (key3 === "tasks"))){
const err9 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data3.memoryMiB !== undefined){
let data4 = data3.memoryMiB;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err10 = {instancePath:instancePath+"/limits/memoryMiB",schemaPath:"#/properties/limits/properties/memoryMiB/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 64 || isNaN(data4)){
const err11 = {instancePath:instancePath+"/limits/memoryMiB",schemaPath:"#/properties/limits/properties/memoryMiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data3.cpuPercent !== undefined){
let data5 = data3.cpuPercent;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err12 = {instancePath:instancePath+"/limits/cpuPercent",schemaPath:"#/properties/limits/properties/cpuPercent/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
const err13 = {instancePath:instancePath+"/limits/cpuPercent",schemaPath:"#/properties/limits/properties/cpuPercent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
if(data3.tasks !== undefined){
let data6 = data3.tasks;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err14 = {instancePath:instancePath+"/limits/tasks",schemaPath:"#/properties/limits/properties/tasks/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 1 || isNaN(data6)){
const err15 = {instancePath:instancePath+"/limits/tasks",schemaPath:"#/properties/limits/properties/tasks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.hardening !== undefined){
let data7 = data.hardening;
if(typeof data7 !== "string"){
const err17 = {instancePath:instancePath+"/hardening",schemaPath:"#/properties/hardening/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!((data7 === "default") || (data7 === "none"))){
const err18 = {instancePath:instancePath+"/hardening",schemaPath:"#/properties/hardening/enum",keyword:"enum",params:{allowedValues: schema14.properties.hardening.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate36.errors = vErrors;
return errors === 0;
}

const pattern5 = new RegExp("^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="omniclaw.fleet" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.gateways === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "gateways"},message:"must have required property '"+"gateways"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "$schema") || (key0 === "defaults")) || (key0 === "gateways"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err2 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.defaults !== undefined){
let data1 = data.defaults;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(!(func2.call(schema6.properties.defaults.properties, key1))){
const err3 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data1.runtime !== undefined){
let data2 = data1.runtime;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!(((data2 === "omniclaw") || (data2 === "openclaw")) || (data2 === "command"))){
const err5 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/enum",keyword:"enum",params:{allowedValues: schema6.properties.defaults.properties.runtime.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data1.program !== undefined){
if(!(validate22(data1.program, {instancePath:instancePath+"/defaults/program",parentData:data1,parentDataProperty:"program",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data1.port !== undefined){
let data4 = data1.port;
const _errs11 = errors;
let valid2 = false;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err6 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 65535 || isNaN(data4)){
const err7 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err8 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs12 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const _errs14 = errors;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if("auto" !== data4){
const err10 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/1/const",keyword:"const",params:{allowedValue: "auto"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs14 === errors;
valid2 = valid2 || _valid0;
}
if(!valid2){
const err11 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
}
}
if(data1.bind !== undefined){
let data5 = data1.bind;
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
const err12 = {instancePath:instancePath+"/defaults/bind",schemaPath:"#/properties/defaults/properties/bind/pattern",keyword:"pattern",params:{pattern: "^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$"},message:"must match pattern \""+"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$"+"\""};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/defaults/bind",schemaPath:"#/properties/defaults/properties/bind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data1.auth !== undefined){
if(!(validate24(data1.auth, {instancePath:instancePath+"/defaults/auth",parentData:data1,parentDataProperty:"auth",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data1.stateDir !== undefined){
let data7 = data1.stateDir;
if(typeof data7 === "string"){
if(data7.length > 4096){
const err14 = {instancePath:instancePath+"/defaults/stateDir",schemaPath:"#/properties/defaults/properties/stateDir/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern1.test(data7)){
const err15 = {instancePath:instancePath+"/defaults/stateDir",schemaPath:"#/properties/defaults/properties/stateDir/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/defaults/stateDir",schemaPath:"#/properties/defaults/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data1.configPath !== undefined){
let data8 = data1.configPath;
if(typeof data8 === "string"){
if(data8.length > 4096){
const err17 = {instancePath:instancePath+"/defaults/configPath",schemaPath:"#/properties/defaults/properties/configPath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!pattern1.test(data8)){
const err18 = {instancePath:instancePath+"/defaults/configPath",schemaPath:"#/properties/defaults/properties/configPath/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/defaults/configPath",schemaPath:"#/properties/defaults/properties/configPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data1.workspace !== undefined){
let data9 = data1.workspace;
if(typeof data9 === "string"){
if(data9.length > 4096){
const err20 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(!pattern1.test(data9)){
const err21 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data1.browser !== undefined){
if(!(validate28(data1.browser, {instancePath:instancePath+"/defaults/browser",parentData:data1,parentDataProperty:"browser",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data1.canvasHost !== undefined){
if(!(validate34(data1.canvasHost, {instancePath:instancePath+"/defaults/canvasHost",parentData:data1,parentDataProperty:"canvasHost",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data1.channels !== undefined){
let data12 = data1.channels;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
}
else {
const err23 = {instancePath:instancePath+"/defaults/channels",schemaPath:"#/properties/defaults/properties/channels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data1.agents !== undefined){
let data13 = data1.agents;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
}
else {
const err24 = {instancePath:instancePath+"/defaults/agents",schemaPath:"#/properties/defaults/properties/agents/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data1.config !== undefined){
let data14 = data1.config;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
}
else {
const err25 = {instancePath:instancePath+"/defaults/config",schemaPath:"#/properties/defaults/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data1.service !== undefined){
if(!(validate36(data1.service, {instancePath:instancePath+"/defaults/service",parentData:data1,parentDataProperty:"service",rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
if(data1.state !== undefined){
let data16 = data1.state;
if(typeof data16 !== "string"){
const err26 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!(((data16 === "running") || (data16 === "stopped")) || (data16 === "absent"))){
const err27 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/enum",keyword:"enum",params:{allowedValues: schema6.properties.defaults.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data1.protect !== undefined){
if(typeof data1.protect !== "boolean"){
const err28 = {instancePath:instancePath+"/defaults/protect",schemaPath:"#/properties/defaults/properties/protect/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data1.labels !== undefined){
let data18 = data1.labels;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key2 in data18){
if(typeof data18[key2] !== "string"){
const err29 = {instancePath:instancePath+"/defaults/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/defaults/labels",schemaPath:"#/properties/defaults/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data1.ignore !== undefined){
let data20 = data1.ignore;
if(Array.isArray(data20)){
const len0 = data20.length;
for(let i0=0; i0<len0; i0++){
let data21 = data20[i0];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.rule === undefined){
const err31 = {instancePath:instancePath+"/defaults/ignore/" + i0,schemaPath:"#/properties/defaults/properties/ignore/items/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
for(const key3 in data21){
if(!((key3 === "rule") || (key3 === "reason"))){
const err32 = {instancePath:instancePath+"/defaults/ignore/" + i0,schemaPath:"#/properties/defaults/properties/ignore/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data21.rule !== undefined){
if(typeof data21.rule !== "string"){
const err33 = {instancePath:instancePath+"/defaults/ignore/" + i0+"/rule",schemaPath:"#/properties/defaults/properties/ignore/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data21.reason !== undefined){
if(typeof data21.reason !== "string"){
const err34 = {instancePath:instancePath+"/defaults/ignore/" + i0+"/reason",schemaPath:"#/properties/defaults/properties/ignore/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/defaults/ignore/" + i0,schemaPath:"#/properties/defaults/properties/ignore/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/defaults/ignore",schemaPath:"#/properties/defaults/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.gateways !== undefined){
let data24 = data.gateways;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
for(const key4 in data24){
let data25 = data24[key4];
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key5 in data25){
if(!(func2.call(schema6.properties.gateways.additionalProperties.properties, key5))){
const err38 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data25.runtime !== undefined){
let data26 = data25.runtime;
if(typeof data26 !== "string"){
const err39 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(!(((data26 === "omniclaw") || (data26 === "openclaw")) || (data26 === "command"))){
const err40 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/enum",keyword:"enum",params:{allowedValues: schema6.properties.gateways.additionalProperties.properties.runtime.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data25.program !== undefined){
if(!(validate22(data25.program, {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/program",parentData:data25,parentDataProperty:"program",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data25.port !== undefined){
let data28 = data25.port;
const _errs65 = errors;
let valid9 = false;
const _errs66 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err41 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 65535 || isNaN(data28)){
const err42 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err43 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
var _valid1 = _errs66 === errors;
valid9 = valid9 || _valid1;
if(!valid9){
const _errs68 = errors;
if(typeof data28 !== "string"){
const err44 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if("auto" !== data28){
const err45 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/1/const",keyword:"const",params:{allowedValue: "auto"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
var _valid1 = _errs68 === errors;
valid9 = valid9 || _valid1;
}
if(!valid9){
const err46 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
else {
errors = _errs65;
if(vErrors !== null){
if(_errs65){
vErrors.length = _errs65;
}
else {
vErrors = null;
}
}
}
}
if(data25.bind !== undefined){
let data29 = data25.bind;
if(typeof data29 === "string"){
if(!pattern5.test(data29)){
const err47 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/bind",schemaPath:"#/properties/gateways/additionalProperties/properties/bind/pattern",keyword:"pattern",params:{pattern: "^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$"},message:"must match pattern \""+"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$"+"\""};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/bind",schemaPath:"#/properties/gateways/additionalProperties/properties/bind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data25.auth !== undefined){
if(!(validate24(data25.auth, {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth",parentData:data25,parentDataProperty:"auth",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data25.stateDir !== undefined){
let data31 = data25.stateDir;
if(typeof data31 === "string"){
if(data31.length > 4096){
const err49 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/stateDir",schemaPath:"#/properties/gateways/additionalProperties/properties/stateDir/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(!pattern1.test(data31)){
const err50 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/stateDir",schemaPath:"#/properties/gateways/additionalProperties/properties/stateDir/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/stateDir",schemaPath:"#/properties/gateways/additionalProperties/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data25.configPath !== undefined){
let data32 = data25.configPath;
if(typeof data32 === "string"){
if(data32.length > 4096){
const err52 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/configPath",schemaPath:"#/properties/gateways/additionalProperties/properties/configPath/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(!pattern1.test(data32)){
const err53 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/configPath",schemaPath:"#/properties/gateways/additionalProperties/properties/configPath/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/configPath",schemaPath:"#/properties/gateways/additionalProperties/properties/configPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data25.workspace !== undefined){
let data33 = data25.workspace;
if(typeof data33 === "string"){
if(data33.length > 4096){
const err55 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/workspace",schemaPath:"#/properties/gateways/additionalProperties/properties/workspace/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!pattern1.test(data33)){
const err56 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/workspace",schemaPath:"#/properties/gateways/additionalProperties/properties/workspace/pattern",keyword:"pattern",params:{pattern: "^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"},message:"must match pattern \""+"^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$"+"\""};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/workspace",schemaPath:"#/properties/gateways/additionalProperties/properties/workspace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data25.browser !== undefined){
if(!(validate28(data25.browser, {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser",parentData:data25,parentDataProperty:"browser",rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
if(data25.canvasHost !== undefined){
if(!(validate34(data25.canvasHost, {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost",parentData:data25,parentDataProperty:"canvasHost",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data25.channels !== undefined){
let data36 = data25.channels;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
}
else {
const err58 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/channels",schemaPath:"#/properties/gateways/additionalProperties/properties/channels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data25.agents !== undefined){
let data37 = data25.agents;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
}
else {
const err59 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/agents",schemaPath:"#/properties/gateways/additionalProperties/properties/agents/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data25.config !== undefined){
let data38 = data25.config;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
}
else {
const err60 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/config",schemaPath:"#/properties/gateways/additionalProperties/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data25.service !== undefined){
if(!(validate36(data25.service, {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/service",parentData:data25,parentDataProperty:"service",rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
if(data25.state !== undefined){
let data40 = data25.state;
if(typeof data40 !== "string"){
const err61 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(!(((data40 === "running") || (data40 === "stopped")) || (data40 === "absent"))){
const err62 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/enum",keyword:"enum",params:{allowedValues: schema6.properties.gateways.additionalProperties.properties.state.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data25.protect !== undefined){
if(typeof data25.protect !== "boolean"){
const err63 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/protect",schemaPath:"#/properties/gateways/additionalProperties/properties/protect/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data25.renamedFrom !== undefined){
let data42 = data25.renamedFrom;
if(typeof data42 === "string"){
if(data42.length < 1){
const err64 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/renamedFrom",schemaPath:"#/properties/gateways/additionalProperties/properties/renamedFrom/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/renamedFrom",schemaPath:"#/properties/gateways/additionalProperties/properties/renamedFrom/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data25.rescues !== undefined){
let data43 = data25.rescues;
if(typeof data43 === "string"){
if(data43.length < 1){
const err66 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/rescues",schemaPath:"#/properties/gateways/additionalProperties/properties/rescues/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/rescues",schemaPath:"#/properties/gateways/additionalProperties/properties/rescues/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data25.labels !== undefined){
let data44 = data25.labels;
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
for(const key6 in data44){
if(typeof data44[key6] !== "string"){
const err68 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/labels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/labels",schemaPath:"#/properties/gateways/additionalProperties/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data25.ignore !== undefined){
let data46 = data25.ignore;
if(Array.isArray(data46)){
const len1 = data46.length;
for(let i1=0; i1<len1; i1++){
let data47 = data46[i1];
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
if(data47.rule === undefined){
const err70 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/ignore/" + i1,schemaPath:"#/properties/gateways/additionalProperties/properties/ignore/items/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
for(const key7 in data47){
if(!((key7 === "rule") || (key7 === "reason"))){
const err71 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/ignore/" + i1,schemaPath:"#/properties/gateways/additionalProperties/properties/ignore/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data47.rule !== undefined){
if(typeof data47.rule !== "string"){
const err72 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/ignore/" + i1+"/rule",schemaPath:"#/properties/gateways/additionalProperties/properties/ignore/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data47.reason !== undefined){
if(typeof data47.reason !== "string"){
const err73 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/ignore/" + i1+"/reason",schemaPath:"#/properties/gateways/additionalProperties/properties/ignore/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/ignore/" + i1,schemaPath:"#/properties/gateways/additionalProperties/properties/ignore/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/ignore",schemaPath:"#/properties/gateways/additionalProperties/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/gateways/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
else {
const err77 = {instancePath:instancePath+"/gateways",schemaPath:"#/properties/gateways/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
}
else {
const err78 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

const text = "{\"additionalProperties\":false,\"$id\":\"omniclaw.fleet\",\"title\":\"OmniClaw fleet file\",\"description\":\"Every AI gateway of one host.\",\"type\":\"object\",\"required\":[\"gateways\"],\"properties\":{\"$schema\":{\"description\":\"Path or address of this schema, for editors.\",\"examples\":[\"./node_modules/omniclaw/schema/fleet.schema.json\"],\"type\":\"string\"},\"defaults\":{\"additionalProperties\":false,\"description\":\"Values for every gateway that does not set its own.\",\"examples\":[{\"labels\":{\"host\":\"home-server\"}}],\"type\":\"object\",\"properties\":{\"runtime\":{\"default\":\"omniclaw\",\"description\":\"Which gateway program runs. `command`: any that a command line starts and that answers over HTTP.\",\"examples\":[\"openclaw\"],\"type\":\"string\",\"enum\":[\"omniclaw\",\"openclaw\",\"command\"]},\"program\":{\"$ref\":\"#/$defs/ProgramDeclaration\"},\"port\":{\"default\":\"auto\",\"examples\":[18789,\"auto\"],\"description\":\"Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.\",\"anyOf\":[{\"minimum\":1,\"maximum\":65535,\"description\":\"A base port.\",\"examples\":[18789],\"type\":\"integer\"},{\"const\":\"auto\",\"type\":\"string\"}]},\"bind\":{\"title\":\"\\\"loopback\\\", \\\"lan\\\" or an IP address\",\"pattern\":\"^(?:loopback|lan|\\\\d{1,3}(?:\\\\.\\\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$\",\"default\":\"loopback\",\"description\":\"Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.\",\"examples\":[\"loopback\",\"lan\",\"192.168.1.10\"],\"type\":\"string\"},\"auth\":{\"$ref\":\"#/$defs/AuthDeclaration\"},\"stateDir\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"State folder. Default: `~/.omniclaw`, with the profile as suffix.\",\"examples\":[\"~/.omniclaw-main\"],\"type\":\"string\"},\"configPath\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Config file. Default: `omniclaw.json` in the state folder.\",\"examples\":[\"~/.omniclaw-main/omniclaw.json\"],\"type\":\"string\"},\"workspace\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Workspace folder of the agents. Default: inside the state folder.\",\"examples\":[\"~/family-workspace\"],\"type\":\"string\"},\"browser\":{\"$ref\":\"#/$defs/BrowserDeclaration\"},\"canvasHost\":{\"$ref\":\"#/$defs/CanvasHostDeclaration\"},\"channels\":{\"description\":\"Messaging channels by name; secrets as references.\",\"default\":{},\"examples\":[{\"telegram\":{\"botToken\":{\"$env\":\"RESCUE_BOT_TOKEN\"}}}],\"type\":\"object\",\"additionalProperties\":{}},\"agents\":{\"description\":\"Agent settings, passed to the gateway.\",\"default\":{},\"examples\":[{\"defaults\":{\"model\":\"small\"}}],\"type\":\"object\",\"additionalProperties\":{}},\"config\":{\"description\":\"Anything else of the gateway config, merged into it as it is.\",\"default\":{},\"examples\":[{\"logging\":{\"level\":\"info\"}}],\"type\":\"object\",\"additionalProperties\":{}},\"service\":{\"$ref\":\"#/$defs/ServiceDeclaration\"},\"state\":{\"default\":\"running\",\"description\":\"`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.\",\"examples\":[\"stopped\"],\"type\":\"string\",\"enum\":[\"running\",\"stopped\",\"absent\"]},\"protect\":{\"default\":false,\"description\":\"Refuse changes that would delete or replace this gateway.\",\"examples\":[true],\"type\":\"boolean\"},\"labels\":{\"description\":\"Free text for people and for filters.\",\"default\":{},\"examples\":[{\"host\":\"home-server\"}],\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},\"ignore\":{\"description\":\"Findings about this gateway that are known and accepted.\",\"default\":[],\"examples\":[[{\"rule\":\"OC105\",\"reason\":\"the port is reserved\"}]],\"type\":\"array\",\"items\":{\"additionalProperties\":false,\"description\":\"One accepted finding.\",\"examples\":[{\"rule\":\"OC105\",\"reason\":\"the port is reserved\"}],\"type\":\"object\",\"required\":[\"rule\"],\"properties\":{\"rule\":{\"description\":\"Code of the rule.\",\"examples\":[\"OC105\"],\"type\":\"string\"},\"reason\":{\"description\":\"Why the finding is accepted. Without a reason the ignore is itself a finding.\",\"examples\":[\"reserved with ip_local_reserved_ports\"],\"type\":\"string\"}}}}}},\"gateways\":{\"description\":\"Every gateway of the host by profile name; `default` is the one without a profile.\",\"examples\":[{\"main\":{\"port\":18789},\"rescue\":{\"port\":19789,\"rescues\":\"main\"}}],\"type\":\"object\",\"additionalProperties\":{\"additionalProperties\":false,\"description\":\"One gateway.\",\"examples\":[{\"port\":18789}],\"type\":\"object\",\"properties\":{\"runtime\":{\"default\":\"omniclaw\",\"description\":\"Which gateway program runs. `command`: any that a command line starts and that answers over HTTP.\",\"examples\":[\"openclaw\"],\"type\":\"string\",\"enum\":[\"omniclaw\",\"openclaw\",\"command\"]},\"program\":{\"$ref\":\"#/$defs/ProgramDeclaration\"},\"port\":{\"default\":\"auto\",\"examples\":[18789,\"auto\"],\"description\":\"Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.\",\"anyOf\":[{\"minimum\":1,\"maximum\":65535,\"description\":\"A base port.\",\"examples\":[18789],\"type\":\"integer\"},{\"const\":\"auto\",\"type\":\"string\"}]},\"bind\":{\"title\":\"\\\"loopback\\\", \\\"lan\\\" or an IP address\",\"pattern\":\"^(?:loopback|lan|\\\\d{1,3}(?:\\\\.\\\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$\",\"default\":\"loopback\",\"description\":\"Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.\",\"examples\":[\"loopback\",\"lan\",\"192.168.1.10\"],\"type\":\"string\"},\"auth\":{\"$ref\":\"#/$defs/AuthDeclaration\"},\"stateDir\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"State folder. Default: `~/.omniclaw`, with the profile as suffix.\",\"examples\":[\"~/.omniclaw-main\"],\"type\":\"string\"},\"configPath\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Config file. Default: `omniclaw.json` in the state folder.\",\"examples\":[\"~/.omniclaw-main/omniclaw.json\"],\"type\":\"string\"},\"workspace\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Workspace folder of the agents. Default: inside the state folder.\",\"examples\":[\"~/family-workspace\"],\"type\":\"string\"},\"browser\":{\"$ref\":\"#/$defs/BrowserDeclaration\"},\"canvasHost\":{\"$ref\":\"#/$defs/CanvasHostDeclaration\"},\"channels\":{\"description\":\"Messaging channels by name; secrets as references.\",\"default\":{},\"examples\":[{\"telegram\":{\"botToken\":{\"$env\":\"RESCUE_BOT_TOKEN\"}}}],\"type\":\"object\",\"additionalProperties\":{}},\"agents\":{\"description\":\"Agent settings, passed to the gateway.\",\"default\":{},\"examples\":[{\"defaults\":{\"model\":\"small\"}}],\"type\":\"object\",\"additionalProperties\":{}},\"config\":{\"description\":\"Anything else of the gateway config, merged into it as it is.\",\"default\":{},\"examples\":[{\"logging\":{\"level\":\"info\"}}],\"type\":\"object\",\"additionalProperties\":{}},\"service\":{\"$ref\":\"#/$defs/ServiceDeclaration\"},\"state\":{\"default\":\"running\",\"description\":\"`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.\",\"examples\":[\"stopped\"],\"type\":\"string\",\"enum\":[\"running\",\"stopped\",\"absent\"]},\"protect\":{\"default\":false,\"description\":\"Refuse changes that would delete or replace this gateway.\",\"examples\":[true],\"type\":\"boolean\"},\"renamedFrom\":{\"minLength\":1,\"description\":\"Name that this gateway had before. Its state folder moves with everything in it, and its old service goes. Default: none.\",\"examples\":[\"work\"],\"type\":\"string\"},\"rescues\":{\"minLength\":1,\"description\":\"Name of the gateway that this one watches and repairs. Default: none.\",\"examples\":[\"main\"],\"type\":\"string\"},\"labels\":{\"description\":\"Free text for people and for filters.\",\"default\":{},\"examples\":[{\"host\":\"home-server\"}],\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}},\"ignore\":{\"description\":\"Findings about this gateway that are known and accepted.\",\"default\":[],\"examples\":[[{\"rule\":\"OC105\",\"reason\":\"the port is reserved\"}]],\"type\":\"array\",\"items\":{\"additionalProperties\":false,\"description\":\"One accepted finding.\",\"examples\":[{\"rule\":\"OC105\",\"reason\":\"the port is reserved\"}],\"type\":\"object\",\"required\":[\"rule\"],\"properties\":{\"rule\":{\"description\":\"Code of the rule.\",\"examples\":[\"OC105\"],\"type\":\"string\"},\"reason\":{\"description\":\"Why the finding is accepted. Without a reason the ignore is itself a finding.\",\"examples\":[\"reserved with ip_local_reserved_ports\"],\"type\":\"string\"}}}}}}}},\"$defs\":{\"AuthDeclaration\":{\"additionalProperties\":false,\"description\":\"Authentication of clients.\",\"examples\":[{\"token\":{\"$env\":\"MAIN_TOKEN\"}}],\"type\":\"object\",\"properties\":{\"mode\":{\"default\":\"token\",\"description\":\"How clients prove themselves. `none` is refused beyond loopback.\",\"examples\":[\"token\"],\"type\":\"string\",\"enum\":[\"token\",\"none\"]},\"token\":{\"description\":\"Shared token. Default: a random one, made once and kept in the gateway config.\",\"examples\":[{\"$env\":\"MAIN_TOKEN\"}],\"anyOf\":[{\"$ref\":\"#/$defs/SecretReference\"},{\"title\":\"a text without NUL characters\",\"pattern\":\"^[^\\\\u0000]*$\",\"type\":\"string\"}]}}},\"BrowserDeclaration\":{\"additionalProperties\":false,\"description\":\"Browser control.\",\"examples\":[{\"enabled\":false}],\"type\":\"object\",\"properties\":{\"enabled\":{\"default\":true,\"description\":\"Whether the gateway controls browsers. When off it claims no browser port.\",\"examples\":[false],\"type\":\"boolean\"},\"controlPort\":{\"minimum\":1,\"maximum\":65535,\"description\":\"Port of the browser control service. Default: base + 2.\",\"examples\":[18791],\"type\":\"integer\"},\"cdpPortRange\":{\"$ref\":\"#/$defs/PortRange\"},\"cdpUrl\":{\"description\":\"Endpoint that every browser profile without its own uses. Never the same on two gateways. Default: none.\",\"examples\":[\"https://chrome.example.net:9222\"],\"type\":\"string\"},\"profiles\":{\"description\":\"Browser profiles by name.\",\"default\":{},\"examples\":[{\"work\":{\"cdpPort\":18805}}],\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#/$defs/BrowserProfileDeclaration\"}}}},\"BrowserProfileDeclaration\":{\"additionalProperties\":false,\"description\":\"One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).\",\"examples\":[{\"cdpPort\":18805}],\"type\":\"object\",\"properties\":{\"cdpPort\":{\"minimum\":1,\"maximum\":65535,\"description\":\"Port of the Chrome DevTools Protocol of a browser that the gateway starts. Default: none.\",\"examples\":[18805],\"type\":\"integer\"},\"cdpUrl\":{\"description\":\"Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port. Default: none.\",\"examples\":[\"http://10.0.0.42:9222\"],\"type\":\"string\"},\"userDataDir\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Folder that the browser keeps its logins in. Default: inside the state folder. Never the same for two browsers.\",\"examples\":[\"~/browsers/work\"],\"type\":\"string\"}}},\"CanvasHostDeclaration\":{\"additionalProperties\":false,\"description\":\"The canvas host.\",\"examples\":[{\"enabled\":false}],\"type\":\"object\",\"properties\":{\"enabled\":{\"default\":true,\"description\":\"Whether the gateway serves a canvas. When off it claims no canvas port.\",\"examples\":[false],\"type\":\"boolean\"},\"port\":{\"minimum\":1,\"maximum\":65535,\"description\":\"Port of the canvas host. Default: base + 4.\",\"examples\":[18793],\"type\":\"integer\"}}},\"PortRange\":{\"additionalProperties\":false,\"description\":\"A range of TCP ports, both ends included. Default: the 100 ports from control port + 9.\",\"examples\":[{\"first\":18800,\"last\":18899}],\"type\":\"object\",\"required\":[\"first\",\"last\"],\"properties\":{\"first\":{\"minimum\":1,\"maximum\":65535,\"description\":\"First port of the range.\",\"examples\":[18800],\"type\":\"integer\"},\"last\":{\"minimum\":1,\"maximum\":65535,\"description\":\"Last port of the range, included.\",\"examples\":[18899],\"type\":\"integer\"}}},\"ProgramDeclaration\":{\"additionalProperties\":false,\"description\":\"Which program the gateway is, where that is not our own. Default: the one that is installed.\",\"examples\":[{\"version\":\"2026.9.6\"}],\"type\":\"object\",\"properties\":{\"version\":{\"title\":\"a release such as \\\"2026.9.6\\\"\",\"pattern\":\"^\\\\d{1,6}(?:\\\\.\\\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$\",\"description\":\"Release of the gateway program, which apply installs beside the others. Another one is an upgrade, taken back when it does not become ready. Default: the program that is installed on this host.\",\"examples\":[\"2026.9.6\"],\"type\":\"string\"},\"path\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Program of the gateway, or its script, when it is installed elsewhere. Default: found on this host.\",\"examples\":[\"/opt/openclaw/openclaw.mjs\"],\"type\":\"string\"},\"node\":{\"title\":\"a path without \\\"$\\\", and \\\"~\\\" only as \\\"~\\\" or \\\"~/...\\\"\",\"pattern\":\"^(?:~(?:/[^$\\\\u0000-\\\\u001f]*)?|[^~$\\\\u0000-\\\\u001f][^$\\\\u0000-\\\\u001f]*)$\",\"maxLength\":4096,\"description\":\"Node that runs its script. Default: the Node that runs OmniClaw.\",\"examples\":[\"/opt/node-24/bin/node\"],\"type\":\"string\"},\"command\":{\"minItems\":1,\"description\":\"Command line of runtime `command`, the absolute path of the program first. `{port}` and `{stateDir}` stand for those of the gateway. Default: none.\",\"examples\":[[\"/opt/gateway/bin/serve\",\"--port\",\"{port}\"]],\"type\":\"array\",\"items\":{\"title\":\"a text without NUL characters\",\"pattern\":\"^[^\\\\u0000]*$\",\"minLength\":1,\"type\":\"string\"}},\"health\":{\"title\":\"a path such as \\\"/healthz\\\"\",\"pattern\":\"^/[!-~]{0,200}$\",\"default\":\"/healthz\",\"description\":\"Path on which runtime `command` answers with a status from 200 to 299 when it is ready.\",\"examples\":[\"/health\"],\"type\":\"string\"}}},\"SecretReference\":{\"description\":\"Where a secret comes from. The secret itself never stands in the fleet file.\",\"examples\":[{\"$env\":\"RESCUE_BOT_TOKEN\"}],\"anyOf\":[{\"additionalProperties\":false,\"type\":\"object\",\"required\":[\"$env\"],\"properties\":{\"$env\":{\"pattern\":\"^[A-Za-z_][A-Za-z0-9_]*$\",\"description\":\"Name of the environment variable.\",\"examples\":[\"RESCUE_BOT_TOKEN\"],\"type\":\"string\"}}},{\"additionalProperties\":false,\"type\":\"object\",\"required\":[\"$file\"],\"properties\":{\"$file\":{\"title\":\"a text without NUL characters\",\"pattern\":\"^[^\\\\u0000]*$\",\"minLength\":1,\"description\":\"Path of a file whose content is the secret.\",\"examples\":[\"~/.secrets/bot-token\"],\"type\":\"string\"}}},{\"additionalProperties\":false,\"type\":\"object\",\"required\":[\"$command\"],\"properties\":{\"$command\":{\"minItems\":1,\"description\":\"Program and arguments whose standard output is the secret. Run without a shell.\",\"examples\":[[\"pass\",\"show\",\"bots/rescue\"]],\"type\":\"array\",\"items\":{\"title\":\"a text without NUL characters\",\"pattern\":\"^[^\\\\u0000]*$\",\"type\":\"string\"}}}}]},\"ServiceDeclaration\":{\"additionalProperties\":false,\"description\":\"How the gateway is run.\",\"examples\":[{\"driver\":\"supervisor\"}],\"type\":\"object\",\"properties\":{\"driver\":{\"default\":\"auto\",\"description\":\"What runs the gateway. `auto` takes the service manager of the host, or the embedded supervisor.\",\"examples\":[\"supervisor\"],\"type\":\"string\",\"enum\":[\"auto\",\"supervisor\",\"systemd\",\"launchd\",\"external\"]},\"env\":{\"description\":\"Environment of the service, beside the variables OmniClaw sets.\",\"default\":{},\"examples\":[{\"TZ\":\"Europe/Vienna\"}],\"propertyNames\":{\"title\":\"a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)\",\"pattern\":\"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$\"},\"type\":\"object\",\"additionalProperties\":{\"description\":\"Value, or where it comes from.\",\"examples\":[{\"$env\":\"MAIN_TOKEN\"}],\"anyOf\":[{\"$ref\":\"#/$defs/SecretReference\"},{\"title\":\"a text without NUL characters\",\"pattern\":\"^[^\\\\u0000]*$\",\"type\":\"string\"}]}},\"limits\":{\"additionalProperties\":false,\"description\":\"Resource limits, where the driver can set them.\",\"default\":{},\"examples\":[{\"memoryMiB\":512}],\"type\":\"object\",\"properties\":{\"memoryMiB\":{\"minimum\":64,\"description\":\"Memory limit in MiB. Default: none.\",\"examples\":[512],\"type\":\"integer\"},\"cpuPercent\":{\"minimum\":1,\"description\":\"CPU limit in percent of one core. Default: none.\",\"examples\":[150],\"type\":\"integer\"},\"tasks\":{\"minimum\":1,\"description\":\"Limit on processes and threads. Default: none.\",\"examples\":[500],\"type\":\"integer\"}}},\"hardening\":{\"default\":\"default\",\"description\":\"The sandbox of the service, where the driver has one.\",\"examples\":[\"none\"],\"type\":\"string\",\"enum\":[\"default\",\"none\"]}}}}}";
let parsed;
export function fleetSchema() {
  parsed ??= JSON.parse(text);
  return parsed;
}
