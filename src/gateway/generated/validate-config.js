// Emitted by schema/emit.ts from src/fleet/gateway-config-schema.ts: run `npm run schema`, do not edit.
"use strict";
export const validate = validate21;
export default validate21;
const schema6 = {"additionalProperties":true,"$id":"omniclaw.gateway-config","title":"OmniClaw gateway config","type":"object","properties":{"$schema":{"type":"string"},"$include":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},"gateway":{"$ref":"#/$defs/GatewaySection"},"browser":{"$ref":"#/$defs/BrowserSection"},"canvasHost":{"$ref":"#/$defs/CanvasSection"},"agents":{"$ref":"#/$defs/AgentsSection"},"channels":{"type":"object","additionalProperties":{}},"env":{"propertyNames":{"title":"a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)","pattern":"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"},"type":"object","additionalProperties":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"type":"string"}]}},"rescue":{"additionalProperties":true,"type":"object","properties":{"of":{"minLength":1,"type":"string"}}}},"$defs":{"AgentsSection":{"additionalProperties":true,"type":"object","properties":{"defaults":{"additionalProperties":true,"type":"object","properties":{"workspace":{"minLength":1,"type":"string"}}}}},"BrowserProfileSection":{"additionalProperties":false,"type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpUrl":{"minLength":1,"type":"string"},"userDataDir":{"minLength":1,"type":"string"}}},"BrowserSection":{"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpPortRange":{"$ref":"#/$defs/PortRange"},"cdpUrl":{"minLength":1,"type":"string"},"executablePath":{"minLength":1,"type":"string"},"headless":{"type":"boolean"},"args":{"type":"array","items":{"type":"string"}},"profiles":{"type":"object","additionalProperties":{"$ref":"#/$defs/BrowserProfileSection"}}}},"CanvasSection":{"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"port":{"minimum":1,"maximum":65535,"type":"integer"},"root":{"minLength":1,"type":"string"},"liveReload":{"default":true,"type":"boolean"}}},"GatewaySection":{"additionalProperties":false,"type":"object","properties":{"port":{"minimum":1,"maximum":65535,"type":"integer"},"bind":{"title":"\"loopback\", \"lan\" or an IP address","pattern":"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$","default":"loopback","type":"string"},"auth":{"additionalProperties":false,"type":"object","properties":{"mode":{"default":"token","type":"string","enum":["token","none"]},"token":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"type":"string"}]}}},"reload":{"default":"hot","type":"string","enum":["hot","off"]}}},"PortRange":{"additionalProperties":false,"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"type":"integer"},"last":{"minimum":1,"maximum":65535,"type":"integer"}}},"SecretReference":{"anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}}}}]}}};
const schema7 = {"additionalProperties":false,"type":"object","properties":{"port":{"minimum":1,"maximum":65535,"type":"integer"},"bind":{"title":"\"loopback\", \"lan\" or an IP address","pattern":"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$","default":"loopback","type":"string"},"auth":{"additionalProperties":false,"type":"object","properties":{"mode":{"default":"token","type":"string","enum":["token","none"]},"token":{"anyOf":[{"$ref":"#/$defs/SecretReference"},{"type":"string"}]}}},"reload":{"default":"hot","type":"string","enum":["hot","off"]}}};
const pattern0 = new RegExp("^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$", "u");
const schema8 = {"anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}}}}]};
const pattern1 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const pattern2 = new RegExp("^[^\\u0000]*$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!pattern1.test(data0)){
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
if(!pattern2.test(data1)){
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
if(!pattern2.test(data3)){
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
validate23.errors = vErrors;
return errors === 0;
}


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "port") || (key0 === "bind")) || (key0 === "auth")) || (key0 === "reload"))){
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
if(data.port !== undefined){
let data0 = data.port;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
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
const err2 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0 < 1 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.bind !== undefined){
let data1 = data.bind;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err4 = {instancePath:instancePath+"/bind",schemaPath:"#/properties/bind/pattern",keyword:"pattern",params:{pattern: "^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$"},message:"must match pattern \""+"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$"+"\""};
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
const err5 = {instancePath:instancePath+"/bind",schemaPath:"#/properties/bind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.auth !== undefined){
let data2 = data.auth;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(!((key1 === "mode") || (key1 === "token"))){
const err6 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data2.mode !== undefined){
let data3 = data2.mode;
if(typeof data3 !== "string"){
const err7 = {instancePath:instancePath+"/auth/mode",schemaPath:"#/properties/auth/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!((data3 === "token") || (data3 === "none"))){
const err8 = {instancePath:instancePath+"/auth/mode",schemaPath:"#/properties/auth/properties/mode/enum",keyword:"enum",params:{allowedValues: schema7.properties.auth.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data2.token !== undefined){
let data4 = data2.token;
const _errs12 = errors;
let valid2 = false;
const _errs13 = errors;
if(!(validate23(data4, {instancePath:instancePath+"/auth/token",parentData:data2,parentDataProperty:"token",rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var _valid0 = _errs13 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const _errs14 = errors;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/auth/token",schemaPath:"#/properties/auth/properties/token/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid0 = _errs14 === errors;
valid2 = valid2 || _valid0;
}
if(!valid2){
const err10 = {instancePath:instancePath+"/auth/token",schemaPath:"#/properties/auth/properties/token/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err11 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.reload !== undefined){
let data5 = data.reload;
if(typeof data5 !== "string"){
const err12 = {instancePath:instancePath+"/reload",schemaPath:"#/properties/reload/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!((data5 === "hot") || (data5 === "off"))){
const err13 = {instancePath:instancePath+"/reload",schemaPath:"#/properties/reload/enum",keyword:"enum",params:{allowedValues: schema7.properties.reload.enum},message:"must be equal to one of the allowed values"};
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
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema9 = {"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpPortRange":{"$ref":"#/$defs/PortRange"},"cdpUrl":{"minLength":1,"type":"string"},"executablePath":{"minLength":1,"type":"string"},"headless":{"type":"boolean"},"args":{"type":"array","items":{"type":"string"}},"profiles":{"type":"object","additionalProperties":{"$ref":"#/$defs/BrowserProfileSection"}}}};
const schema10 = {"additionalProperties":false,"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"type":"integer"},"last":{"minimum":1,"maximum":65535,"type":"integer"}}};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate27.errors = vErrors;
return errors === 0;
}

const schema11 = {"additionalProperties":false,"type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"type":"integer"},"cdpUrl":{"minLength":1,"type":"string"},"userDataDir":{"minLength":1,"type":"string"}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
let data1 = data.cdpUrl;
if(typeof data1 === "string"){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/cdpUrl",schemaPath:"#/properties/cdpUrl/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
if(data.userDataDir !== undefined){
let data2 = data.userDataDir;
if(typeof data2 === "string"){
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/userDataDir",schemaPath:"#/properties/userDataDir/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
validate29.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "enabled") || (key0 === "controlPort")) || (key0 === "cdpPortRange")) || (key0 === "cdpUrl")) || (key0 === "executablePath")) || (key0 === "headless")) || (key0 === "args")) || (key0 === "profiles"))){
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
if(!(validate27(data.cdpPortRange, {instancePath:instancePath+"/cdpPortRange",parentData:data,parentDataProperty:"cdpPortRange",rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
if(data.cdpUrl !== undefined){
let data3 = data.cdpUrl;
if(typeof data3 === "string"){
if(data3.length < 1){
const err5 = {instancePath:instancePath+"/cdpUrl",schemaPath:"#/properties/cdpUrl/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err6 = {instancePath:instancePath+"/cdpUrl",schemaPath:"#/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.executablePath !== undefined){
let data4 = data.executablePath;
if(typeof data4 === "string"){
if(data4.length < 1){
const err7 = {instancePath:instancePath+"/executablePath",schemaPath:"#/properties/executablePath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err8 = {instancePath:instancePath+"/executablePath",schemaPath:"#/properties/executablePath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.headless !== undefined){
if(typeof data.headless !== "boolean"){
const err9 = {instancePath:instancePath+"/headless",schemaPath:"#/properties/headless/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.args !== undefined){
let data6 = data.args;
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
if(typeof data6[i0] !== "string"){
const err10 = {instancePath:instancePath+"/args/" + i0,schemaPath:"#/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/args",schemaPath:"#/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.profiles !== undefined){
let data8 = data.profiles;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key1 in data8){
if(!(validate29(data8[key1], {instancePath:instancePath+"/profiles/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key1,rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
}
else {
const err12 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema12 = {"additionalProperties":false,"type":"object","properties":{"enabled":{"default":true,"type":"boolean"},"port":{"minimum":1,"maximum":65535,"type":"integer"},"root":{"minLength":1,"type":"string"},"liveReload":{"default":true,"type":"boolean"}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "enabled") || (key0 === "port")) || (key0 === "root")) || (key0 === "liveReload"))){
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
if(data.root !== undefined){
let data2 = data.root;
if(typeof data2 === "string"){
if(data2.length < 1){
const err5 = {instancePath:instancePath+"/root",schemaPath:"#/properties/root/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err6 = {instancePath:instancePath+"/root",schemaPath:"#/properties/root/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.liveReload !== undefined){
if(typeof data.liveReload !== "boolean"){
const err7 = {instancePath:instancePath+"/liveReload",schemaPath:"#/properties/liveReload/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
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
validate32.errors = vErrors;
return errors === 0;
}

const schema13 = {"additionalProperties":true,"type":"object","properties":{"defaults":{"additionalProperties":true,"type":"object","properties":{"workspace":{"minLength":1,"type":"string"}}}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.defaults !== undefined){
let data0 = data.defaults;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.workspace !== undefined){
let data1 = data0.workspace;
if(typeof data1 === "string"){
if(data1.length < 1){
const err0 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

const pattern4 = new RegExp("^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="omniclaw.gateway-config" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err0 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.$include !== undefined){
let data1 = data.$include;
const _errs5 = errors;
let valid1 = false;
const _errs6 = errors;
if(typeof data1 !== "string"){
const err1 = {instancePath:instancePath+"/$include",schemaPath:"#/properties/%24include/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs6 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs8 = errors;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(typeof data1[i0] !== "string"){
const err2 = {instancePath:instancePath+"/$include/" + i0,schemaPath:"#/properties/%24include/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/$include",schemaPath:"#/properties/%24include/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err4 = {instancePath:instancePath+"/$include",schemaPath:"#/properties/%24include/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
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
if(data.gateway !== undefined){
if(!(validate22(data.gateway, {instancePath:instancePath+"/gateway",parentData:data,parentDataProperty:"gateway",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.browser !== undefined){
if(!(validate26(data.browser, {instancePath:instancePath+"/browser",parentData:data,parentDataProperty:"browser",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.canvasHost !== undefined){
if(!(validate32(data.canvasHost, {instancePath:instancePath+"/canvasHost",parentData:data,parentDataProperty:"canvasHost",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.agents !== undefined){
if(!(validate34(data.agents, {instancePath:instancePath+"/agents",parentData:data,parentDataProperty:"agents",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.channels !== undefined){
let data7 = data.channels;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
}
else {
const err5 = {instancePath:instancePath+"/channels",schemaPath:"#/properties/channels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.env !== undefined){
let data8 = data.env;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key0 in data8){
const _errs21 = errors;
if(typeof key0 === "string"){
if(!pattern4.test(key0)){
const err6 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"+"\"",propertyName:key0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var valid4 = _errs21 === errors;
if(!valid4){
const err7 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key0},message:"property name must be valid"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
for(const key1 in data8){
let data9 = data8[key1];
const _errs24 = errors;
let valid6 = false;
const _errs25 = errors;
if(!(validate23(data9, {instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key1,rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var _valid1 = _errs25 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const _errs26 = errors;
if(typeof data9 !== "string"){
const err8 = {instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var _valid1 = _errs26 === errors;
valid6 = valid6 || _valid1;
}
if(!valid6){
const err9 = {instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
errors = _errs24;
if(vErrors !== null){
if(_errs24){
vErrors.length = _errs24;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err10 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.rescue !== undefined){
let data10 = data.rescue;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.of !== undefined){
let data11 = data10.of;
if(typeof data11 === "string"){
if(data11.length < 1){
const err11 = {instancePath:instancePath+"/rescue/of",schemaPath:"#/properties/rescue/properties/of/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err12 = {instancePath:instancePath+"/rescue/of",schemaPath:"#/properties/rescue/properties/of/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err13 = {instancePath:instancePath+"/rescue",schemaPath:"#/properties/rescue/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err14 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

export const configSchema = {"additionalProperties":true,"$id":"omniclaw.gateway-config","title":"OmniClaw gateway config","description":"One gateway.","type":"object","properties":{"$schema":{"description":"Path or address of this schema, for editors.","type":"string"},"$include":{"description":"Files whose content is merged in below this one, relative to it. Allowed in every object.","anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},"gateway":{"$ref":"#/$defs/GatewaySection"},"browser":{"$ref":"#/$defs/BrowserSection"},"canvasHost":{"$ref":"#/$defs/CanvasSection"},"agents":{"$ref":"#/$defs/AgentsSection"},"channels":{"description":"Messaging channels by name.","type":"object","additionalProperties":{}},"env":{"description":"Variables for programs that the gateway starts. Cannot be set over the network.","propertyNames":{"title":"a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)","pattern":"^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$"},"type":"object","additionalProperties":{"description":"Value, or where it comes from.","anyOf":[{"$ref":"#/$defs/SecretReference"},{"type":"string"}]}},"rescue":{"additionalProperties":true,"description":"Rescue of another gateway.","type":"object","properties":{"of":{"minLength":1,"description":"Profile that this gateway watches.","type":"string"}}}},"$defs":{"AgentsSection":{"additionalProperties":true,"description":"Agents.","type":"object","properties":{"defaults":{"additionalProperties":true,"description":"Settings of every agent.","type":"object","properties":{"workspace":{"minLength":1,"description":"Folder that agents work in. Default: inside the state folder.","type":"string"}}}}},"BrowserProfileSection":{"additionalProperties":false,"description":"One browser: `cdpPort` (started here) or `cdpUrl` (running elsewhere), or neither for the next free port.","type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"description":"Port of the Chrome DevTools Protocol of a browser that the gateway starts.","type":"integer"},"cdpUrl":{"minLength":1,"description":"Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.","type":"string"},"userDataDir":{"minLength":1,"description":"Folder that the browser keeps its logins in. Default: inside the state folder.","type":"string"}}},"BrowserSection":{"additionalProperties":false,"description":"Browser control.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway controls browsers.","type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"description":"Port of the browser control service. Default: base + 2.","type":"integer"},"cdpPortRange":{"$ref":"#/$defs/PortRange"},"cdpUrl":{"minLength":1,"description":"Endpoint that every browser profile without its own uses.","type":"string"},"executablePath":{"minLength":1,"description":"The browser to start. Default: the first one found. Cannot be set over the network.","type":"string"},"headless":{"description":"Whether browsers show no window. Default: when there is no display.","type":"boolean"},"args":{"description":"Further arguments of the browser. Cannot be set over the network.","type":"array","items":{"type":"string"}},"profiles":{"description":"Browser profiles by name.","type":"object","additionalProperties":{"$ref":"#/$defs/BrowserProfileSection"}}}},"CanvasSection":{"additionalProperties":false,"description":"The canvas host.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway serves a canvas.","type":"boolean"},"port":{"minimum":1,"maximum":65535,"description":"Port of the canvas host. Default: base + 4.","type":"integer"},"root":{"minLength":1,"description":"Folder that is served. Default: `canvas` in the state folder.","type":"string"},"liveReload":{"default":true,"description":"Whether open pages follow changes of their files.","type":"boolean"}}},"GatewaySection":{"additionalProperties":false,"description":"The gateway itself.","type":"object","properties":{"port":{"minimum":1,"maximum":65535,"description":"Base port, at most 65425. The browser control service, the canvas host and the browsers take ports above it.","type":"integer"},"bind":{"title":"\"loopback\", \"lan\" or an IP address","pattern":"^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$","default":"loopback","description":"Where the base port listens. Loopback is always included.","type":"string"},"auth":{"additionalProperties":false,"description":"How clients prove themselves.","type":"object","properties":{"mode":{"default":"token","description":"`none` is refused beyond loopback, and allows no administration.","type":"string","enum":["token","none"]},"token":{"description":"Shared token. Default: the file `gateway.token` in the state folder, made at the first start.","anyOf":[{"$ref":"#/$defs/SecretReference"},{"type":"string"}]}}},"reload":{"default":"hot","description":"`hot`: a change of this file takes effect at once, where the table of reloads says so. `off`: only at the next start.","type":"string","enum":["hot","off"]}}},"PortRange":{"additionalProperties":false,"description":"A range of TCP ports, both ends included. Default: the 100 ports from control port + 9.","examples":[{"first":18800,"last":18899}],"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","examples":[18800],"type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","examples":[18899],"type":"integer"}}},"SecretReference":{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","examples":[{"$env":"RESCUE_BOT_TOKEN"}],"anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","examples":["RESCUE_BOT_TOKEN"],"type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","minLength":1,"description":"Path of a file whose content is the secret.","examples":["~/.secrets/bot-token"],"type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","examples":[["pass","show","bots/rescue"]],"type":"array","items":{"title":"a text without NUL characters","pattern":"^[^\\u0000]*$","type":"string"}}}}]}}};
