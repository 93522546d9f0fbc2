// Emitted by schema/emit.ts from src/fleet/fleet-schema.ts: run `npm run schema`, do not edit.
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"additionalProperties":false,"$id":"omniclaw.fleet","title":"OmniClaw fleet file","description":"Every AI gateway of one host.","type":"object","required":["gateways"],"properties":{"$schema":{"description":"Path or address of this schema, for editors.","type":"string"},"defaults":{"additionalProperties":false,"description":"Values for every gateway that does not set its own.","type":"object","properties":{"runtime":{"default":"omniclaw","description":"Which gateway program runs.","anyOf":[{"const":"omniclaw","type":"string"},{"const":"openclaw","type":"string"}]},"port":{"default":"auto","description":"Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.","anyOf":[{"minimum":1,"maximum":65535,"description":"A base port.","examples":[18789],"type":"integer"},{"const":"auto","type":"string"}]},"bind":{"default":"loopback","description":"Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.","examples":["loopback","lan","192.168.1.10"],"type":"string"},"auth":{"additionalProperties":false,"description":"Authentication of clients.","type":"object","properties":{"mode":{"default":"token","description":"How clients prove themselves. `none` is refused beyond loopback.","anyOf":[{"const":"token","type":"string"},{"const":"none","type":"string"}]},"token":{"description":"Shared token. Default: a random one, made once and kept in the gateway config.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}}},"stateDir":{"minLength":1,"description":"State folder. Default: `~/.omniclaw`, with the profile as suffix.","type":"string"},"configPath":{"minLength":1,"description":"Config file. Default: `omniclaw.json` in the state folder.","type":"string"},"workspace":{"minLength":1,"description":"Workspace folder of the agents. Default: inside the state folder.","type":"string"},"browser":{"additionalProperties":false,"description":"Browser control.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway controls browsers. When off it claims no browser port.","type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"description":"Port of the browser control service. Default: base + 2.","type":"integer"},"cdpPortRange":{"additionalProperties":false,"description":"A range of TCP ports, both ends included.","type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","type":"integer"}}},"cdpUrl":{"description":"Endpoint that every browser profile without its own uses. Never the same on two gateways.","type":"string"},"profiles":{"description":"Browser profiles by name.","type":"object","additionalProperties":{"additionalProperties":false,"description":"One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).","type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"description":"Port of the Chrome DevTools Protocol of a browser that the gateway starts.","examples":[18805],"type":"integer"},"cdpUrl":{"description":"Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.","examples":["http://10.0.0.42:9222"],"type":"string"}}}}}},"canvasHost":{"additionalProperties":false,"description":"The canvas host.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway serves a canvas. When off it claims no canvas port.","type":"boolean"},"port":{"minimum":1,"maximum":65535,"description":"Port of the canvas host. Default: base + 4.","type":"integer"}}},"channels":{"description":"Messaging channels by name; secrets as references.","type":"object","additionalProperties":{}},"agents":{"description":"Agent settings, passed to the gateway.","type":"object","additionalProperties":{}},"config":{"description":"Anything else of the gateway config, merged into it as it is.","type":"object","additionalProperties":{}},"service":{"additionalProperties":false,"description":"How the gateway is run.","type":"object","properties":{"driver":{"default":"auto","description":"What runs the gateway. `auto` takes the service manager of the host, or the embedded supervisor.","anyOf":[{"const":"auto","type":"string"},{"const":"supervisor","type":"string"},{"const":"systemd","type":"string"},{"const":"launchd","type":"string"},{"const":"external","type":"string"}]},"env":{"description":"Environment of the service, beside the variables OmniClaw sets.","type":"object","additionalProperties":{"description":"Value, or where it comes from.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}},"limits":{"additionalProperties":false,"description":"Resource limits, where the driver can set them.","type":"object","properties":{"memoryMiB":{"minimum":64,"description":"Memory limit in MiB.","type":"integer"},"cpuPercent":{"minimum":1,"description":"CPU limit in percent of one core.","type":"integer"},"tasks":{"minimum":1,"description":"Limit on processes and threads.","type":"integer"}}},"hardening":{"default":"default","description":"The sandbox of the service, where the driver has one.","anyOf":[{"const":"default","type":"string"},{"const":"none","type":"string"}]}}},"state":{"default":"running","description":"`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.","anyOf":[{"const":"running","type":"string"},{"const":"stopped","type":"string"},{"const":"absent","type":"string"}]},"protect":{"default":false,"description":"Refuse changes that would delete or replace this gateway.","type":"boolean"},"labels":{"description":"Free text for people and for filters.","type":"object","additionalProperties":{"type":"string"}}}},"gateways":{"description":"Every gateway of the host by profile name; `default` is the one without a profile.","type":"object","additionalProperties":{"additionalProperties":false,"description":"One gateway.","type":"object","properties":{"runtime":{"default":"omniclaw","description":"Which gateway program runs.","anyOf":[{"const":"omniclaw","type":"string"},{"const":"openclaw","type":"string"}]},"port":{"default":"auto","description":"Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.","anyOf":[{"minimum":1,"maximum":65535,"description":"A base port.","examples":[18789],"type":"integer"},{"const":"auto","type":"string"}]},"bind":{"default":"loopback","description":"Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.","examples":["loopback","lan","192.168.1.10"],"type":"string"},"auth":{"additionalProperties":false,"description":"Authentication of clients.","type":"object","properties":{"mode":{"default":"token","description":"How clients prove themselves. `none` is refused beyond loopback.","anyOf":[{"const":"token","type":"string"},{"const":"none","type":"string"}]},"token":{"description":"Shared token. Default: a random one, made once and kept in the gateway config.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}}},"stateDir":{"minLength":1,"description":"State folder. Default: `~/.omniclaw`, with the profile as suffix.","type":"string"},"configPath":{"minLength":1,"description":"Config file. Default: `omniclaw.json` in the state folder.","type":"string"},"workspace":{"minLength":1,"description":"Workspace folder of the agents. Default: inside the state folder.","type":"string"},"browser":{"additionalProperties":false,"description":"Browser control.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway controls browsers. When off it claims no browser port.","type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"description":"Port of the browser control service. Default: base + 2.","type":"integer"},"cdpPortRange":{"additionalProperties":false,"description":"A range of TCP ports, both ends included.","type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","type":"integer"}}},"cdpUrl":{"description":"Endpoint that every browser profile without its own uses. Never the same on two gateways.","type":"string"},"profiles":{"description":"Browser profiles by name.","type":"object","additionalProperties":{"additionalProperties":false,"description":"One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).","type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"description":"Port of the Chrome DevTools Protocol of a browser that the gateway starts.","examples":[18805],"type":"integer"},"cdpUrl":{"description":"Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.","examples":["http://10.0.0.42:9222"],"type":"string"}}}}}},"canvasHost":{"additionalProperties":false,"description":"The canvas host.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway serves a canvas. When off it claims no canvas port.","type":"boolean"},"port":{"minimum":1,"maximum":65535,"description":"Port of the canvas host. Default: base + 4.","type":"integer"}}},"channels":{"description":"Messaging channels by name; secrets as references.","type":"object","additionalProperties":{}},"agents":{"description":"Agent settings, passed to the gateway.","type":"object","additionalProperties":{}},"config":{"description":"Anything else of the gateway config, merged into it as it is.","type":"object","additionalProperties":{}},"service":{"additionalProperties":false,"description":"How the gateway is run.","type":"object","properties":{"driver":{"default":"auto","description":"What runs the gateway. `auto` takes the service manager of the host, or the embedded supervisor.","anyOf":[{"const":"auto","type":"string"},{"const":"supervisor","type":"string"},{"const":"systemd","type":"string"},{"const":"launchd","type":"string"},{"const":"external","type":"string"}]},"env":{"description":"Environment of the service, beside the variables OmniClaw sets.","type":"object","additionalProperties":{"description":"Value, or where it comes from.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}},"limits":{"additionalProperties":false,"description":"Resource limits, where the driver can set them.","type":"object","properties":{"memoryMiB":{"minimum":64,"description":"Memory limit in MiB.","type":"integer"},"cpuPercent":{"minimum":1,"description":"CPU limit in percent of one core.","type":"integer"},"tasks":{"minimum":1,"description":"Limit on processes and threads.","type":"integer"}}},"hardening":{"default":"default","description":"The sandbox of the service, where the driver has one.","anyOf":[{"const":"default","type":"string"},{"const":"none","type":"string"}]}}},"state":{"default":"running","description":"`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.","anyOf":[{"const":"running","type":"string"},{"const":"stopped","type":"string"},{"const":"absent","type":"string"}]},"protect":{"default":false,"description":"Refuse changes that would delete or replace this gateway.","type":"boolean"},"rescues":{"minLength":1,"description":"Name of the gateway that this one watches and repairs.","examples":["main"],"type":"string"},"labels":{"description":"Free text for people and for filters.","type":"object","additionalProperties":{"type":"string"}}}}}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(func2.call(schema11.properties.defaults.properties, key1))){
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
const _errs8 = errors;
let valid2 = false;
const _errs9 = errors;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("omniclaw" !== data2){
const err5 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/anyOf/0/const",keyword:"const",params:{allowedValue: "omniclaw"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs9 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const _errs11 = errors;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if("openclaw" !== data2){
const err7 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/anyOf/1/const",keyword:"const",params:{allowedValue: "openclaw"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid0 = _errs11 === errors;
valid2 = valid2 || _valid0;
}
if(!valid2){
const err8 = {instancePath:instancePath+"/defaults/runtime",schemaPath:"#/properties/defaults/properties/runtime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
errors = _errs8;
if(vErrors !== null){
if(_errs8){
vErrors.length = _errs8;
}
else {
vErrors = null;
}
}
}
}
if(data1.port !== undefined){
let data3 = data1.port;
const _errs14 = errors;
let valid3 = false;
const _errs15 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err9 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 65535 || isNaN(data3)){
const err10 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err11 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
var _valid1 = _errs15 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
const _errs17 = errors;
if(typeof data3 !== "string"){
const err12 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if("auto" !== data3){
const err13 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf/1/const",keyword:"const",params:{allowedValue: "auto"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid1 = _errs17 === errors;
valid3 = valid3 || _valid1;
}
if(!valid3){
const err14 = {instancePath:instancePath+"/defaults/port",schemaPath:"#/properties/defaults/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
}
if(data1.bind !== undefined){
if(typeof data1.bind !== "string"){
const err15 = {instancePath:instancePath+"/defaults/bind",schemaPath:"#/properties/defaults/properties/bind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data1.auth !== undefined){
let data5 = data1.auth;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(!((key2 === "mode") || (key2 === "token"))){
const err16 = {instancePath:instancePath+"/defaults/auth",schemaPath:"#/properties/defaults/properties/auth/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data5.mode !== undefined){
let data6 = data5.mode;
const _errs25 = errors;
let valid5 = false;
const _errs26 = errors;
if(typeof data6 !== "string"){
const err17 = {instancePath:instancePath+"/defaults/auth/mode",schemaPath:"#/properties/defaults/properties/auth/properties/mode/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if("token" !== data6){
const err18 = {instancePath:instancePath+"/defaults/auth/mode",schemaPath:"#/properties/defaults/properties/auth/properties/mode/anyOf/0/const",keyword:"const",params:{allowedValue: "token"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var _valid2 = _errs26 === errors;
valid5 = valid5 || _valid2;
if(!valid5){
const _errs28 = errors;
if(typeof data6 !== "string"){
const err19 = {instancePath:instancePath+"/defaults/auth/mode",schemaPath:"#/properties/defaults/properties/auth/properties/mode/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if("none" !== data6){
const err20 = {instancePath:instancePath+"/defaults/auth/mode",schemaPath:"#/properties/defaults/properties/auth/properties/mode/anyOf/1/const",keyword:"const",params:{allowedValue: "none"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid2 = _errs28 === errors;
valid5 = valid5 || _valid2;
}
if(!valid5){
const err21 = {instancePath:instancePath+"/defaults/auth/mode",schemaPath:"#/properties/defaults/properties/auth/properties/mode/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
}
if(data5.token !== undefined){
let data7 = data5.token;
const _errs31 = errors;
let valid6 = false;
const _errs32 = errors;
const _errs33 = errors;
let valid7 = false;
const _errs34 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.$env === undefined){
const err22 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/0/required",keyword:"required",params:{missingProperty: "$env"},message:"must have required property '"+"$env"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key3 in data7){
if(!(key3 === "$env")){
const err23 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data7.$env !== undefined){
let data8 = data7.$env;
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
const err24 = {instancePath:instancePath+"/defaults/auth/token/$env",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/0/properties/%24env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/defaults/auth/token/$env",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/0/properties/%24env/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var _valid4 = _errs34 === errors;
valid7 = valid7 || _valid4;
if(!valid7){
const _errs39 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.$file === undefined){
const err27 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/1/required",keyword:"required",params:{missingProperty: "$file"},message:"must have required property '"+"$file"+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key4 in data7){
if(!(key4 === "$file")){
const err28 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data7.$file !== undefined){
let data9 = data7.$file;
if(typeof data9 === "string"){
if(data9.length < 1){
const err29 = {instancePath:instancePath+"/defaults/auth/token/$file",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/1/properties/%24file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/defaults/auth/token/$file",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/1/properties/%24file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid4 = _errs39 === errors;
valid7 = valid7 || _valid4;
if(!valid7){
const _errs44 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.$command === undefined){
const err32 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/2/required",keyword:"required",params:{missingProperty: "$command"},message:"must have required property '"+"$command"+"'"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key5 in data7){
if(!(key5 === "$command")){
const err33 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data7.$command !== undefined){
let data10 = data7.$command;
if(Array.isArray(data10)){
if(data10.length < 1){
const err34 = {instancePath:instancePath+"/defaults/auth/token/$command",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/2/properties/%24command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
const err35 = {instancePath:instancePath+"/defaults/auth/token/$command/" + i0,schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/2/properties/%24command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err36 = {instancePath:instancePath+"/defaults/auth/token/$command",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/2/properties/%24command/type",keyword:"type",params:{type: "array"},message:"must be array"};
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
const err37 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
var _valid4 = _errs44 === errors;
valid7 = valid7 || _valid4;
}
}
if(!valid7){
const err38 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/0/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
else {
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
}
var _valid3 = _errs32 === errors;
valid6 = valid6 || _valid3;
if(!valid6){
const _errs51 = errors;
if(typeof data7 !== "string"){
const err39 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
var _valid3 = _errs51 === errors;
valid6 = valid6 || _valid3;
}
if(!valid6){
const err40 = {instancePath:instancePath+"/defaults/auth/token",schemaPath:"#/properties/defaults/properties/auth/properties/token/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
else {
errors = _errs31;
if(vErrors !== null){
if(_errs31){
vErrors.length = _errs31;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err41 = {instancePath:instancePath+"/defaults/auth",schemaPath:"#/properties/defaults/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data1.stateDir !== undefined){
let data12 = data1.stateDir;
if(typeof data12 === "string"){
if(data12.length < 1){
const err42 = {instancePath:instancePath+"/defaults/stateDir",schemaPath:"#/properties/defaults/properties/stateDir/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/defaults/stateDir",schemaPath:"#/properties/defaults/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data1.configPath !== undefined){
let data13 = data1.configPath;
if(typeof data13 === "string"){
if(data13.length < 1){
const err44 = {instancePath:instancePath+"/defaults/configPath",schemaPath:"#/properties/defaults/properties/configPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/defaults/configPath",schemaPath:"#/properties/defaults/properties/configPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data1.workspace !== undefined){
let data14 = data1.workspace;
if(typeof data14 === "string"){
if(data14.length < 1){
const err46 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/defaults/workspace",schemaPath:"#/properties/defaults/properties/workspace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data1.browser !== undefined){
let data15 = data1.browser;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key6 in data15){
if(!(((((key6 === "enabled") || (key6 === "controlPort")) || (key6 === "cdpPortRange")) || (key6 === "cdpUrl")) || (key6 === "profiles"))){
const err48 = {instancePath:instancePath+"/defaults/browser",schemaPath:"#/properties/defaults/properties/browser/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data15.enabled !== undefined){
if(typeof data15.enabled !== "boolean"){
const err49 = {instancePath:instancePath+"/defaults/browser/enabled",schemaPath:"#/properties/defaults/properties/browser/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data15.controlPort !== undefined){
let data17 = data15.controlPort;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err50 = {instancePath:instancePath+"/defaults/browser/controlPort",schemaPath:"#/properties/defaults/properties/browser/properties/controlPort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 65535 || isNaN(data17)){
const err51 = {instancePath:instancePath+"/defaults/browser/controlPort",schemaPath:"#/properties/defaults/properties/browser/properties/controlPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data17 < 1 || isNaN(data17)){
const err52 = {instancePath:instancePath+"/defaults/browser/controlPort",schemaPath:"#/properties/defaults/properties/browser/properties/controlPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data15.cdpPortRange !== undefined){
let data18 = data15.cdpPortRange;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.first === undefined){
const err53 = {instancePath:instancePath+"/defaults/browser/cdpPortRange",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/required",keyword:"required",params:{missingProperty: "first"},message:"must have required property '"+"first"+"'"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data18.last === undefined){
const err54 = {instancePath:instancePath+"/defaults/browser/cdpPortRange",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/required",keyword:"required",params:{missingProperty: "last"},message:"must have required property '"+"last"+"'"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
for(const key7 in data18){
if(!((key7 === "first") || (key7 === "last"))){
const err55 = {instancePath:instancePath+"/defaults/browser/cdpPortRange",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data18.first !== undefined){
let data19 = data18.first;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err56 = {instancePath:instancePath+"/defaults/browser/cdpPortRange/first",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/properties/first/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 65535 || isNaN(data19)){
const err57 = {instancePath:instancePath+"/defaults/browser/cdpPortRange/first",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/properties/first/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err58 = {instancePath:instancePath+"/defaults/browser/cdpPortRange/first",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/properties/first/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
if(data18.last !== undefined){
let data20 = data18.last;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err59 = {instancePath:instancePath+"/defaults/browser/cdpPortRange/last",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/properties/last/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 65535 || isNaN(data20)){
const err60 = {instancePath:instancePath+"/defaults/browser/cdpPortRange/last",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/properties/last/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data20 < 1 || isNaN(data20)){
const err61 = {instancePath:instancePath+"/defaults/browser/cdpPortRange/last",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/properties/last/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
}
else {
const err62 = {instancePath:instancePath+"/defaults/browser/cdpPortRange",schemaPath:"#/properties/defaults/properties/browser/properties/cdpPortRange/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data15.cdpUrl !== undefined){
if(typeof data15.cdpUrl !== "string"){
const err63 = {instancePath:instancePath+"/defaults/browser/cdpUrl",schemaPath:"#/properties/defaults/properties/browser/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data15.profiles !== undefined){
let data22 = data15.profiles;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key8 in data22){
let data23 = data22[key8];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key9 in data23){
if(!((key9 === "cdpPort") || (key9 === "cdpUrl"))){
const err64 = {instancePath:instancePath+"/defaults/browser/profiles/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/browser/properties/profiles/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data23.cdpPort !== undefined){
let data24 = data23.cdpPort;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err65 = {instancePath:instancePath+"/defaults/browser/profiles/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",schemaPath:"#/properties/defaults/properties/browser/properties/profiles/additionalProperties/properties/cdpPort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 65535 || isNaN(data24)){
const err66 = {instancePath:instancePath+"/defaults/browser/profiles/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",schemaPath:"#/properties/defaults/properties/browser/properties/profiles/additionalProperties/properties/cdpPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data24 < 1 || isNaN(data24)){
const err67 = {instancePath:instancePath+"/defaults/browser/profiles/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",schemaPath:"#/properties/defaults/properties/browser/properties/profiles/additionalProperties/properties/cdpPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
if(data23.cdpUrl !== undefined){
if(typeof data23.cdpUrl !== "string"){
const err68 = {instancePath:instancePath+"/defaults/browser/profiles/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpUrl",schemaPath:"#/properties/defaults/properties/browser/properties/profiles/additionalProperties/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err69 = {instancePath:instancePath+"/defaults/browser/profiles/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/browser/properties/profiles/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/defaults/browser/profiles",schemaPath:"#/properties/defaults/properties/browser/properties/profiles/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/defaults/browser",schemaPath:"#/properties/defaults/properties/browser/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data1.canvasHost !== undefined){
let data26 = data1.canvasHost;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key10 in data26){
if(!((key10 === "enabled") || (key10 === "port"))){
const err72 = {instancePath:instancePath+"/defaults/canvasHost",schemaPath:"#/properties/defaults/properties/canvasHost/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data26.enabled !== undefined){
if(typeof data26.enabled !== "boolean"){
const err73 = {instancePath:instancePath+"/defaults/canvasHost/enabled",schemaPath:"#/properties/defaults/properties/canvasHost/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data26.port !== undefined){
let data28 = data26.port;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err74 = {instancePath:instancePath+"/defaults/canvasHost/port",schemaPath:"#/properties/defaults/properties/canvasHost/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 65535 || isNaN(data28)){
const err75 = {instancePath:instancePath+"/defaults/canvasHost/port",schemaPath:"#/properties/defaults/properties/canvasHost/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err76 = {instancePath:instancePath+"/defaults/canvasHost/port",schemaPath:"#/properties/defaults/properties/canvasHost/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
else {
const err77 = {instancePath:instancePath+"/defaults/canvasHost",schemaPath:"#/properties/defaults/properties/canvasHost/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data1.channels !== undefined){
let data29 = data1.channels;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
}
else {
const err78 = {instancePath:instancePath+"/defaults/channels",schemaPath:"#/properties/defaults/properties/channels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data1.agents !== undefined){
let data30 = data1.agents;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
}
else {
const err79 = {instancePath:instancePath+"/defaults/agents",schemaPath:"#/properties/defaults/properties/agents/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data1.config !== undefined){
let data31 = data1.config;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
}
else {
const err80 = {instancePath:instancePath+"/defaults/config",schemaPath:"#/properties/defaults/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data1.service !== undefined){
let data32 = data1.service;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
for(const key11 in data32){
if(!((((key11 === "driver") || (key11 === "env")) || (key11 === "limits")) || (key11 === "hardening"))){
const err81 = {instancePath:instancePath+"/defaults/service",schemaPath:"#/properties/defaults/properties/service/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data32.driver !== undefined){
let data33 = data32.driver;
const _errs105 = errors;
let valid19 = false;
const _errs106 = errors;
if(typeof data33 !== "string"){
const err82 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if("auto" !== data33){
const err83 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/0/const",keyword:"const",params:{allowedValue: "auto"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
var _valid5 = _errs106 === errors;
valid19 = valid19 || _valid5;
if(!valid19){
const _errs108 = errors;
if(typeof data33 !== "string"){
const err84 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if("supervisor" !== data33){
const err85 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/1/const",keyword:"const",params:{allowedValue: "supervisor"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
var _valid5 = _errs108 === errors;
valid19 = valid19 || _valid5;
if(!valid19){
const _errs110 = errors;
if(typeof data33 !== "string"){
const err86 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if("systemd" !== data33){
const err87 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/2/const",keyword:"const",params:{allowedValue: "systemd"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
var _valid5 = _errs110 === errors;
valid19 = valid19 || _valid5;
if(!valid19){
const _errs112 = errors;
if(typeof data33 !== "string"){
const err88 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/3/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if("launchd" !== data33){
const err89 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/3/const",keyword:"const",params:{allowedValue: "launchd"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
var _valid5 = _errs112 === errors;
valid19 = valid19 || _valid5;
if(!valid19){
const _errs114 = errors;
if(typeof data33 !== "string"){
const err90 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if("external" !== data33){
const err91 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf/4/const",keyword:"const",params:{allowedValue: "external"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
var _valid5 = _errs114 === errors;
valid19 = valid19 || _valid5;
}
}
}
}
if(!valid19){
const err92 = {instancePath:instancePath+"/defaults/service/driver",schemaPath:"#/properties/defaults/properties/service/properties/driver/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
else {
errors = _errs105;
if(vErrors !== null){
if(_errs105){
vErrors.length = _errs105;
}
else {
vErrors = null;
}
}
}
}
if(data32.env !== undefined){
let data34 = data32.env;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key12 in data34){
let data35 = data34[key12];
const _errs120 = errors;
let valid21 = false;
const _errs121 = errors;
const _errs122 = errors;
let valid22 = false;
const _errs123 = errors;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.$env === undefined){
const err93 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/required",keyword:"required",params:{missingProperty: "$env"},message:"must have required property '"+"$env"+"'"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
for(const key13 in data35){
if(!(key13 === "$env")){
const err94 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data35.$env !== undefined){
let data36 = data35.$env;
if(typeof data36 === "string"){
if(!pattern0.test(data36)){
const err95 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$env",schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/properties/%24env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$env",schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/properties/%24env/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
var _valid7 = _errs123 === errors;
valid22 = valid22 || _valid7;
if(!valid22){
const _errs128 = errors;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.$file === undefined){
const err98 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/required",keyword:"required",params:{missingProperty: "$file"},message:"must have required property '"+"$file"+"'"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
for(const key14 in data35){
if(!(key14 === "$file")){
const err99 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data35.$file !== undefined){
let data37 = data35.$file;
if(typeof data37 === "string"){
if(data37.length < 1){
const err100 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$file",schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/properties/%24file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
else {
const err101 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$file",schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/properties/%24file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
else {
const err102 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
var _valid7 = _errs128 === errors;
valid22 = valid22 || _valid7;
if(!valid22){
const _errs133 = errors;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.$command === undefined){
const err103 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/required",keyword:"required",params:{missingProperty: "$command"},message:"must have required property '"+"$command"+"'"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key15 in data35){
if(!(key15 === "$command")){
const err104 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data35.$command !== undefined){
let data38 = data35.$command;
if(Array.isArray(data38)){
if(data38.length < 1){
const err105 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$command",schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/properties/%24command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
const len1 = data38.length;
for(let i1=0; i1<len1; i1++){
if(typeof data38[i1] !== "string"){
const err106 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$command/" + i1,schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/properties/%24command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
}
else {
const err107 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1")+"/$command",schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/properties/%24command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
var _valid7 = _errs133 === errors;
valid22 = valid22 || _valid7;
}
}
if(!valid22){
const err109 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/0/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
else {
errors = _errs122;
if(vErrors !== null){
if(_errs122){
vErrors.length = _errs122;
}
else {
vErrors = null;
}
}
}
var _valid6 = _errs121 === errors;
valid21 = valid21 || _valid6;
if(!valid21){
const _errs140 = errors;
if(typeof data35 !== "string"){
const err110 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
var _valid6 = _errs140 === errors;
valid21 = valid21 || _valid6;
}
if(!valid21){
const err111 = {instancePath:instancePath+"/defaults/service/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/service/properties/env/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
else {
errors = _errs120;
if(vErrors !== null){
if(_errs120){
vErrors.length = _errs120;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err112 = {instancePath:instancePath+"/defaults/service/env",schemaPath:"#/properties/defaults/properties/service/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data32.limits !== undefined){
let data40 = data32.limits;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
for(const key16 in data40){
if(!(((key16 === "memoryMiB") || (key16 === "cpuPercent")) || (key16 === "tasks"))){
const err113 = {instancePath:instancePath+"/defaults/service/limits",schemaPath:"#/properties/defaults/properties/service/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data40.memoryMiB !== undefined){
let data41 = data40.memoryMiB;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err114 = {instancePath:instancePath+"/defaults/service/limits/memoryMiB",schemaPath:"#/properties/defaults/properties/service/properties/limits/properties/memoryMiB/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 < 64 || isNaN(data41)){
const err115 = {instancePath:instancePath+"/defaults/service/limits/memoryMiB",schemaPath:"#/properties/defaults/properties/service/properties/limits/properties/memoryMiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
if(data40.cpuPercent !== undefined){
let data42 = data40.cpuPercent;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err116 = {instancePath:instancePath+"/defaults/service/limits/cpuPercent",schemaPath:"#/properties/defaults/properties/service/properties/limits/properties/cpuPercent/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 < 1 || isNaN(data42)){
const err117 = {instancePath:instancePath+"/defaults/service/limits/cpuPercent",schemaPath:"#/properties/defaults/properties/service/properties/limits/properties/cpuPercent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
if(data40.tasks !== undefined){
let data43 = data40.tasks;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err118 = {instancePath:instancePath+"/defaults/service/limits/tasks",schemaPath:"#/properties/defaults/properties/service/properties/limits/properties/tasks/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 < 1 || isNaN(data43)){
const err119 = {instancePath:instancePath+"/defaults/service/limits/tasks",schemaPath:"#/properties/defaults/properties/service/properties/limits/properties/tasks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
}
else {
const err120 = {instancePath:instancePath+"/defaults/service/limits",schemaPath:"#/properties/defaults/properties/service/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data32.hardening !== undefined){
let data44 = data32.hardening;
const _errs152 = errors;
let valid29 = false;
const _errs153 = errors;
if(typeof data44 !== "string"){
const err121 = {instancePath:instancePath+"/defaults/service/hardening",schemaPath:"#/properties/defaults/properties/service/properties/hardening/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if("default" !== data44){
const err122 = {instancePath:instancePath+"/defaults/service/hardening",schemaPath:"#/properties/defaults/properties/service/properties/hardening/anyOf/0/const",keyword:"const",params:{allowedValue: "default"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
var _valid8 = _errs153 === errors;
valid29 = valid29 || _valid8;
if(!valid29){
const _errs155 = errors;
if(typeof data44 !== "string"){
const err123 = {instancePath:instancePath+"/defaults/service/hardening",schemaPath:"#/properties/defaults/properties/service/properties/hardening/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if("none" !== data44){
const err124 = {instancePath:instancePath+"/defaults/service/hardening",schemaPath:"#/properties/defaults/properties/service/properties/hardening/anyOf/1/const",keyword:"const",params:{allowedValue: "none"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
var _valid8 = _errs155 === errors;
valid29 = valid29 || _valid8;
}
if(!valid29){
const err125 = {instancePath:instancePath+"/defaults/service/hardening",schemaPath:"#/properties/defaults/properties/service/properties/hardening/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
else {
errors = _errs152;
if(vErrors !== null){
if(_errs152){
vErrors.length = _errs152;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err126 = {instancePath:instancePath+"/defaults/service",schemaPath:"#/properties/defaults/properties/service/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data1.state !== undefined){
let data45 = data1.state;
const _errs158 = errors;
let valid30 = false;
const _errs159 = errors;
if(typeof data45 !== "string"){
const err127 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if("running" !== data45){
const err128 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf/0/const",keyword:"const",params:{allowedValue: "running"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
var _valid9 = _errs159 === errors;
valid30 = valid30 || _valid9;
if(!valid30){
const _errs161 = errors;
if(typeof data45 !== "string"){
const err129 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if("stopped" !== data45){
const err130 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf/1/const",keyword:"const",params:{allowedValue: "stopped"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
var _valid9 = _errs161 === errors;
valid30 = valid30 || _valid9;
if(!valid30){
const _errs163 = errors;
if(typeof data45 !== "string"){
const err131 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf/2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if("absent" !== data45){
const err132 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf/2/const",keyword:"const",params:{allowedValue: "absent"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
var _valid9 = _errs163 === errors;
valid30 = valid30 || _valid9;
}
}
if(!valid30){
const err133 = {instancePath:instancePath+"/defaults/state",schemaPath:"#/properties/defaults/properties/state/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
else {
errors = _errs158;
if(vErrors !== null){
if(_errs158){
vErrors.length = _errs158;
}
else {
vErrors = null;
}
}
}
}
if(data1.protect !== undefined){
if(typeof data1.protect !== "boolean"){
const err134 = {instancePath:instancePath+"/defaults/protect",schemaPath:"#/properties/defaults/properties/protect/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data1.labels !== undefined){
let data47 = data1.labels;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key17 in data47){
if(typeof data47[key17] !== "string"){
const err135 = {instancePath:instancePath+"/defaults/labels/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/defaults/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
}
else {
const err136 = {instancePath:instancePath+"/defaults/labels",schemaPath:"#/properties/defaults/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
}
else {
const err137 = {instancePath:instancePath+"/defaults",schemaPath:"#/properties/defaults/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data.gateways !== undefined){
let data49 = data.gateways;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
for(const key18 in data49){
let data50 = data49[key18];
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
for(const key19 in data50){
if(!(func2.call(schema11.properties.gateways.additionalProperties.properties, key19))){
const err138 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data50.runtime !== undefined){
let data51 = data50.runtime;
const _errs179 = errors;
let valid34 = false;
const _errs180 = errors;
if(typeof data51 !== "string"){
const err139 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if("omniclaw" !== data51){
const err140 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/anyOf/0/const",keyword:"const",params:{allowedValue: "omniclaw"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
var _valid10 = _errs180 === errors;
valid34 = valid34 || _valid10;
if(!valid34){
const _errs182 = errors;
if(typeof data51 !== "string"){
const err141 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if("openclaw" !== data51){
const err142 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/anyOf/1/const",keyword:"const",params:{allowedValue: "openclaw"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
var _valid10 = _errs182 === errors;
valid34 = valid34 || _valid10;
}
if(!valid34){
const err143 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/runtime",schemaPath:"#/properties/gateways/additionalProperties/properties/runtime/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
else {
errors = _errs179;
if(vErrors !== null){
if(_errs179){
vErrors.length = _errs179;
}
else {
vErrors = null;
}
}
}
}
if(data50.port !== undefined){
let data52 = data50.port;
const _errs185 = errors;
let valid35 = false;
const _errs186 = errors;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
const err144 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 > 65535 || isNaN(data52)){
const err145 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
if(data52 < 1 || isNaN(data52)){
const err146 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
var _valid11 = _errs186 === errors;
valid35 = valid35 || _valid11;
if(!valid35){
const _errs188 = errors;
if(typeof data52 !== "string"){
const err147 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if("auto" !== data52){
const err148 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf/1/const",keyword:"const",params:{allowedValue: "auto"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
var _valid11 = _errs188 === errors;
valid35 = valid35 || _valid11;
}
if(!valid35){
const err149 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/properties/gateways/additionalProperties/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
else {
errors = _errs185;
if(vErrors !== null){
if(_errs185){
vErrors.length = _errs185;
}
else {
vErrors = null;
}
}
}
}
if(data50.bind !== undefined){
if(typeof data50.bind !== "string"){
const err150 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/bind",schemaPath:"#/properties/gateways/additionalProperties/properties/bind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data50.auth !== undefined){
let data54 = data50.auth;
if(data54 && typeof data54 == "object" && !Array.isArray(data54)){
for(const key20 in data54){
if(!((key20 === "mode") || (key20 === "token"))){
const err151 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data54.mode !== undefined){
let data55 = data54.mode;
const _errs196 = errors;
let valid37 = false;
const _errs197 = errors;
if(typeof data55 !== "string"){
const err152 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/mode",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/mode/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if("token" !== data55){
const err153 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/mode",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/mode/anyOf/0/const",keyword:"const",params:{allowedValue: "token"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
var _valid12 = _errs197 === errors;
valid37 = valid37 || _valid12;
if(!valid37){
const _errs199 = errors;
if(typeof data55 !== "string"){
const err154 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/mode",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/mode/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if("none" !== data55){
const err155 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/mode",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/mode/anyOf/1/const",keyword:"const",params:{allowedValue: "none"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
var _valid12 = _errs199 === errors;
valid37 = valid37 || _valid12;
}
if(!valid37){
const err156 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/mode",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/mode/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
else {
errors = _errs196;
if(vErrors !== null){
if(_errs196){
vErrors.length = _errs196;
}
else {
vErrors = null;
}
}
}
}
if(data54.token !== undefined){
let data56 = data54.token;
const _errs202 = errors;
let valid38 = false;
const _errs203 = errors;
const _errs204 = errors;
let valid39 = false;
const _errs205 = errors;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.$env === undefined){
const err157 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/0/required",keyword:"required",params:{missingProperty: "$env"},message:"must have required property '"+"$env"+"'"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
for(const key21 in data56){
if(!(key21 === "$env")){
const err158 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data56.$env !== undefined){
let data57 = data56.$env;
if(typeof data57 === "string"){
if(!pattern0.test(data57)){
const err159 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$env",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/0/properties/%24env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
else {
const err160 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$env",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/0/properties/%24env/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
else {
const err161 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
var _valid14 = _errs205 === errors;
valid39 = valid39 || _valid14;
if(!valid39){
const _errs210 = errors;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.$file === undefined){
const err162 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/1/required",keyword:"required",params:{missingProperty: "$file"},message:"must have required property '"+"$file"+"'"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
for(const key22 in data56){
if(!(key22 === "$file")){
const err163 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data56.$file !== undefined){
let data58 = data56.$file;
if(typeof data58 === "string"){
if(data58.length < 1){
const err164 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$file",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/1/properties/%24file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
else {
const err165 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$file",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/1/properties/%24file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
}
else {
const err166 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
var _valid14 = _errs210 === errors;
valid39 = valid39 || _valid14;
if(!valid39){
const _errs215 = errors;
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.$command === undefined){
const err167 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/2/required",keyword:"required",params:{missingProperty: "$command"},message:"must have required property '"+"$command"+"'"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
for(const key23 in data56){
if(!(key23 === "$command")){
const err168 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data56.$command !== undefined){
let data59 = data56.$command;
if(Array.isArray(data59)){
if(data59.length < 1){
const err169 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$command",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/2/properties/%24command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
const len2 = data59.length;
for(let i2=0; i2<len2; i2++){
if(typeof data59[i2] !== "string"){
const err170 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$command/" + i2,schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/2/properties/%24command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
else {
const err171 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token/$command",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/2/properties/%24command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
}
else {
const err172 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
var _valid14 = _errs215 === errors;
valid39 = valid39 || _valid14;
}
}
if(!valid39){
const err173 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/0/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
else {
errors = _errs204;
if(vErrors !== null){
if(_errs204){
vErrors.length = _errs204;
}
else {
vErrors = null;
}
}
}
var _valid13 = _errs203 === errors;
valid38 = valid38 || _valid13;
if(!valid38){
const _errs222 = errors;
if(typeof data56 !== "string"){
const err174 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
var _valid13 = _errs222 === errors;
valid38 = valid38 || _valid13;
}
if(!valid38){
const err175 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth/token",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/properties/token/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
else {
errors = _errs202;
if(vErrors !== null){
if(_errs202){
vErrors.length = _errs202;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err176 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/auth",schemaPath:"#/properties/gateways/additionalProperties/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data50.stateDir !== undefined){
let data61 = data50.stateDir;
if(typeof data61 === "string"){
if(data61.length < 1){
const err177 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/stateDir",schemaPath:"#/properties/gateways/additionalProperties/properties/stateDir/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
else {
const err178 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/stateDir",schemaPath:"#/properties/gateways/additionalProperties/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data50.configPath !== undefined){
let data62 = data50.configPath;
if(typeof data62 === "string"){
if(data62.length < 1){
const err179 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/configPath",schemaPath:"#/properties/gateways/additionalProperties/properties/configPath/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
else {
const err180 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/configPath",schemaPath:"#/properties/gateways/additionalProperties/properties/configPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data50.workspace !== undefined){
let data63 = data50.workspace;
if(typeof data63 === "string"){
if(data63.length < 1){
const err181 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/workspace",schemaPath:"#/properties/gateways/additionalProperties/properties/workspace/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
else {
const err182 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/workspace",schemaPath:"#/properties/gateways/additionalProperties/properties/workspace/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data50.browser !== undefined){
let data64 = data50.browser;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
for(const key24 in data64){
if(!(((((key24 === "enabled") || (key24 === "controlPort")) || (key24 === "cdpPortRange")) || (key24 === "cdpUrl")) || (key24 === "profiles"))){
const err183 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data64.enabled !== undefined){
if(typeof data64.enabled !== "boolean"){
const err184 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/enabled",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data64.controlPort !== undefined){
let data66 = data64.controlPort;
if(!(((typeof data66 == "number") && (!(data66 % 1) && !isNaN(data66))) && (isFinite(data66)))){
const err185 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/controlPort",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/controlPort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
if((typeof data66 == "number") && (isFinite(data66))){
if(data66 > 65535 || isNaN(data66)){
const err186 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/controlPort",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/controlPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(data66 < 1 || isNaN(data66)){
const err187 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/controlPort",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/controlPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
}
if(data64.cdpPortRange !== undefined){
let data67 = data64.cdpPortRange;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.first === undefined){
const err188 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/required",keyword:"required",params:{missingProperty: "first"},message:"must have required property '"+"first"+"'"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
if(data67.last === undefined){
const err189 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/required",keyword:"required",params:{missingProperty: "last"},message:"must have required property '"+"last"+"'"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
for(const key25 in data67){
if(!((key25 === "first") || (key25 === "last"))){
const err190 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data67.first !== undefined){
let data68 = data67.first;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
const err191 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange/first",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/properties/first/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 65535 || isNaN(data68)){
const err192 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange/first",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/properties/first/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
if(data68 < 1 || isNaN(data68)){
const err193 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange/first",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/properties/first/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
}
if(data67.last !== undefined){
let data69 = data67.last;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
const err194 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange/last",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/properties/last/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 65535 || isNaN(data69)){
const err195 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange/last",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/properties/last/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
if(data69 < 1 || isNaN(data69)){
const err196 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange/last",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/properties/last/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
}
}
else {
const err197 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpPortRange",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpPortRange/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data64.cdpUrl !== undefined){
if(typeof data64.cdpUrl !== "string"){
const err198 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/cdpUrl",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data64.profiles !== undefined){
let data71 = data64.profiles;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
for(const key26 in data71){
let data72 = data71[key26];
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
for(const key27 in data72){
if(!((key27 === "cdpPort") || (key27 === "cdpUrl"))){
const err199 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles/" + key26.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data72.cdpPort !== undefined){
let data73 = data72.cdpPort;
if(!(((typeof data73 == "number") && (!(data73 % 1) && !isNaN(data73))) && (isFinite(data73)))){
const err200 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles/" + key26.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/additionalProperties/properties/cdpPort/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
if((typeof data73 == "number") && (isFinite(data73))){
if(data73 > 65535 || isNaN(data73)){
const err201 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles/" + key26.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/additionalProperties/properties/cdpPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
if(data73 < 1 || isNaN(data73)){
const err202 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles/" + key26.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpPort",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/additionalProperties/properties/cdpPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
}
if(data72.cdpUrl !== undefined){
if(typeof data72.cdpUrl !== "string"){
const err203 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles/" + key26.replace(/~/g, "~0").replace(/\//g, "~1")+"/cdpUrl",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/additionalProperties/properties/cdpUrl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
else {
const err204 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles/" + key26.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
}
else {
const err205 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser/profiles",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/properties/profiles/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
}
else {
const err206 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/browser",schemaPath:"#/properties/gateways/additionalProperties/properties/browser/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data50.canvasHost !== undefined){
let data75 = data50.canvasHost;
if(data75 && typeof data75 == "object" && !Array.isArray(data75)){
for(const key28 in data75){
if(!((key28 === "enabled") || (key28 === "port"))){
const err207 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost",schemaPath:"#/properties/gateways/additionalProperties/properties/canvasHost/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data75.enabled !== undefined){
if(typeof data75.enabled !== "boolean"){
const err208 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost/enabled",schemaPath:"#/properties/gateways/additionalProperties/properties/canvasHost/properties/enabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data75.port !== undefined){
let data77 = data75.port;
if(!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))){
const err209 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost/port",schemaPath:"#/properties/gateways/additionalProperties/properties/canvasHost/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
if((typeof data77 == "number") && (isFinite(data77))){
if(data77 > 65535 || isNaN(data77)){
const err210 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost/port",schemaPath:"#/properties/gateways/additionalProperties/properties/canvasHost/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
if(data77 < 1 || isNaN(data77)){
const err211 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost/port",schemaPath:"#/properties/gateways/additionalProperties/properties/canvasHost/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
}
}
else {
const err212 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/canvasHost",schemaPath:"#/properties/gateways/additionalProperties/properties/canvasHost/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data50.channels !== undefined){
let data78 = data50.channels;
if(data78 && typeof data78 == "object" && !Array.isArray(data78)){
}
else {
const err213 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/channels",schemaPath:"#/properties/gateways/additionalProperties/properties/channels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data50.agents !== undefined){
let data79 = data50.agents;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
}
else {
const err214 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/agents",schemaPath:"#/properties/gateways/additionalProperties/properties/agents/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data50.config !== undefined){
let data80 = data50.config;
if(data80 && typeof data80 == "object" && !Array.isArray(data80)){
}
else {
const err215 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/config",schemaPath:"#/properties/gateways/additionalProperties/properties/config/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data50.service !== undefined){
let data81 = data50.service;
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
for(const key29 in data81){
if(!((((key29 === "driver") || (key29 === "env")) || (key29 === "limits")) || (key29 === "hardening"))){
const err216 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service",schemaPath:"#/properties/gateways/additionalProperties/properties/service/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data81.driver !== undefined){
let data82 = data81.driver;
const _errs276 = errors;
let valid51 = false;
const _errs277 = errors;
if(typeof data82 !== "string"){
const err217 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if("auto" !== data82){
const err218 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/0/const",keyword:"const",params:{allowedValue: "auto"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
var _valid15 = _errs277 === errors;
valid51 = valid51 || _valid15;
if(!valid51){
const _errs279 = errors;
if(typeof data82 !== "string"){
const err219 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
if("supervisor" !== data82){
const err220 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/1/const",keyword:"const",params:{allowedValue: "supervisor"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
var _valid15 = _errs279 === errors;
valid51 = valid51 || _valid15;
if(!valid51){
const _errs281 = errors;
if(typeof data82 !== "string"){
const err221 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
if("systemd" !== data82){
const err222 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/2/const",keyword:"const",params:{allowedValue: "systemd"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
var _valid15 = _errs281 === errors;
valid51 = valid51 || _valid15;
if(!valid51){
const _errs283 = errors;
if(typeof data82 !== "string"){
const err223 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/3/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
if("launchd" !== data82){
const err224 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/3/const",keyword:"const",params:{allowedValue: "launchd"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
var _valid15 = _errs283 === errors;
valid51 = valid51 || _valid15;
if(!valid51){
const _errs285 = errors;
if(typeof data82 !== "string"){
const err225 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
if("external" !== data82){
const err226 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf/4/const",keyword:"const",params:{allowedValue: "external"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
var _valid15 = _errs285 === errors;
valid51 = valid51 || _valid15;
}
}
}
}
if(!valid51){
const err227 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/driver",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/driver/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
else {
errors = _errs276;
if(vErrors !== null){
if(_errs276){
vErrors.length = _errs276;
}
else {
vErrors = null;
}
}
}
}
if(data81.env !== undefined){
let data83 = data81.env;
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
for(const key30 in data83){
let data84 = data83[key30];
const _errs291 = errors;
let valid53 = false;
const _errs292 = errors;
const _errs293 = errors;
let valid54 = false;
const _errs294 = errors;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.$env === undefined){
const err228 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/required",keyword:"required",params:{missingProperty: "$env"},message:"must have required property '"+"$env"+"'"};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
for(const key31 in data84){
if(!(key31 === "$env")){
const err229 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
if(data84.$env !== undefined){
let data85 = data84.$env;
if(typeof data85 === "string"){
if(!pattern0.test(data85)){
const err230 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$env",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/properties/%24env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\""};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
else {
const err231 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$env",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/properties/%24env/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
}
else {
const err232 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
var _valid17 = _errs294 === errors;
valid54 = valid54 || _valid17;
if(!valid54){
const _errs299 = errors;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.$file === undefined){
const err233 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/required",keyword:"required",params:{missingProperty: "$file"},message:"must have required property '"+"$file"+"'"};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
for(const key32 in data84){
if(!(key32 === "$file")){
const err234 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
if(data84.$file !== undefined){
let data86 = data84.$file;
if(typeof data86 === "string"){
if(data86.length < 1){
const err235 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$file",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/properties/%24file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
else {
const err236 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$file",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/properties/%24file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
}
else {
const err237 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
var _valid17 = _errs299 === errors;
valid54 = valid54 || _valid17;
if(!valid54){
const _errs304 = errors;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.$command === undefined){
const err238 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/required",keyword:"required",params:{missingProperty: "$command"},message:"must have required property '"+"$command"+"'"};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
for(const key33 in data84){
if(!(key33 === "$command")){
const err239 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
if(data84.$command !== undefined){
let data87 = data84.$command;
if(Array.isArray(data87)){
if(data87.length < 1){
const err240 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$command",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/properties/%24command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
const len3 = data87.length;
for(let i3=0; i3<len3; i3++){
if(typeof data87[i3] !== "string"){
const err241 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$command/" + i3,schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/properties/%24command/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
}
else {
const err242 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/$command",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/properties/%24command/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
}
else {
const err243 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
var _valid17 = _errs304 === errors;
valid54 = valid54 || _valid17;
}
}
if(!valid54){
const err244 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/0/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
else {
errors = _errs293;
if(vErrors !== null){
if(_errs293){
vErrors.length = _errs293;
}
else {
vErrors = null;
}
}
}
var _valid16 = _errs292 === errors;
valid53 = valid53 || _valid16;
if(!valid53){
const _errs311 = errors;
if(typeof data84 !== "string"){
const err245 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
var _valid16 = _errs311 === errors;
valid53 = valid53 || _valid16;
}
if(!valid53){
const err246 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
else {
errors = _errs291;
if(vErrors !== null){
if(_errs291){
vErrors.length = _errs291;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err247 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/env",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data81.limits !== undefined){
let data89 = data81.limits;
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
for(const key34 in data89){
if(!(((key34 === "memoryMiB") || (key34 === "cpuPercent")) || (key34 === "tasks"))){
const err248 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data89.memoryMiB !== undefined){
let data90 = data89.memoryMiB;
if(!(((typeof data90 == "number") && (!(data90 % 1) && !isNaN(data90))) && (isFinite(data90)))){
const err249 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits/memoryMiB",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/properties/memoryMiB/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
if((typeof data90 == "number") && (isFinite(data90))){
if(data90 < 64 || isNaN(data90)){
const err250 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits/memoryMiB",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/properties/memoryMiB/minimum",keyword:"minimum",params:{comparison: ">=", limit: 64},message:"must be >= 64"};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
}
if(data89.cpuPercent !== undefined){
let data91 = data89.cpuPercent;
if(!(((typeof data91 == "number") && (!(data91 % 1) && !isNaN(data91))) && (isFinite(data91)))){
const err251 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits/cpuPercent",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/properties/cpuPercent/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
if((typeof data91 == "number") && (isFinite(data91))){
if(data91 < 1 || isNaN(data91)){
const err252 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits/cpuPercent",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/properties/cpuPercent/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
}
if(data89.tasks !== undefined){
let data92 = data89.tasks;
if(!(((typeof data92 == "number") && (!(data92 % 1) && !isNaN(data92))) && (isFinite(data92)))){
const err253 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits/tasks",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/properties/tasks/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
if((typeof data92 == "number") && (isFinite(data92))){
if(data92 < 1 || isNaN(data92)){
const err254 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits/tasks",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/properties/tasks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
}
else {
const err255 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/limits",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data81.hardening !== undefined){
let data93 = data81.hardening;
const _errs323 = errors;
let valid61 = false;
const _errs324 = errors;
if(typeof data93 !== "string"){
const err256 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/hardening",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/hardening/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
if("default" !== data93){
const err257 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/hardening",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/hardening/anyOf/0/const",keyword:"const",params:{allowedValue: "default"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
var _valid18 = _errs324 === errors;
valid61 = valid61 || _valid18;
if(!valid61){
const _errs326 = errors;
if(typeof data93 !== "string"){
const err258 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/hardening",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/hardening/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
if("none" !== data93){
const err259 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/hardening",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/hardening/anyOf/1/const",keyword:"const",params:{allowedValue: "none"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
var _valid18 = _errs326 === errors;
valid61 = valid61 || _valid18;
}
if(!valid61){
const err260 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service/hardening",schemaPath:"#/properties/gateways/additionalProperties/properties/service/properties/hardening/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
else {
errors = _errs323;
if(vErrors !== null){
if(_errs323){
vErrors.length = _errs323;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err261 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/service",schemaPath:"#/properties/gateways/additionalProperties/properties/service/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data50.state !== undefined){
let data94 = data50.state;
const _errs329 = errors;
let valid62 = false;
const _errs330 = errors;
if(typeof data94 !== "string"){
const err262 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
if("running" !== data94){
const err263 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf/0/const",keyword:"const",params:{allowedValue: "running"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
var _valid19 = _errs330 === errors;
valid62 = valid62 || _valid19;
if(!valid62){
const _errs332 = errors;
if(typeof data94 !== "string"){
const err264 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
if("stopped" !== data94){
const err265 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf/1/const",keyword:"const",params:{allowedValue: "stopped"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
var _valid19 = _errs332 === errors;
valid62 = valid62 || _valid19;
if(!valid62){
const _errs334 = errors;
if(typeof data94 !== "string"){
const err266 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf/2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
if("absent" !== data94){
const err267 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf/2/const",keyword:"const",params:{allowedValue: "absent"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
var _valid19 = _errs334 === errors;
valid62 = valid62 || _valid19;
}
}
if(!valid62){
const err268 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/state",schemaPath:"#/properties/gateways/additionalProperties/properties/state/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
else {
errors = _errs329;
if(vErrors !== null){
if(_errs329){
vErrors.length = _errs329;
}
else {
vErrors = null;
}
}
}
}
if(data50.protect !== undefined){
if(typeof data50.protect !== "boolean"){
const err269 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/protect",schemaPath:"#/properties/gateways/additionalProperties/properties/protect/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data50.rescues !== undefined){
let data96 = data50.rescues;
if(typeof data96 === "string"){
if(data96.length < 1){
const err270 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/rescues",schemaPath:"#/properties/gateways/additionalProperties/properties/rescues/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
else {
const err271 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/rescues",schemaPath:"#/properties/gateways/additionalProperties/properties/rescues/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
if(data50.labels !== undefined){
let data97 = data50.labels;
if(data97 && typeof data97 == "object" && !Array.isArray(data97)){
for(const key35 in data97){
if(typeof data97[key35] !== "string"){
const err272 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/labels/" + key35.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
}
else {
const err273 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1")+"/labels",schemaPath:"#/properties/gateways/additionalProperties/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
}
else {
const err274 = {instancePath:instancePath+"/gateways/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gateways/additionalProperties/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
}
else {
const err275 = {instancePath:instancePath+"/gateways",schemaPath:"#/properties/gateways/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
}
else {
const err276 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const fleetSchema = {"additionalProperties":false,"$id":"omniclaw.fleet","title":"OmniClaw fleet file","description":"Every AI gateway of one host.","type":"object","required":["gateways"],"properties":{"$schema":{"description":"Path or address of this schema, for editors.","type":"string"},"defaults":{"additionalProperties":false,"description":"Values for every gateway that does not set its own.","type":"object","properties":{"runtime":{"default":"omniclaw","description":"Which gateway program runs.","anyOf":[{"const":"omniclaw","type":"string"},{"const":"openclaw","type":"string"}]},"port":{"default":"auto","description":"Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.","anyOf":[{"minimum":1,"maximum":65535,"description":"A base port.","examples":[18789],"type":"integer"},{"const":"auto","type":"string"}]},"bind":{"default":"loopback","description":"Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.","examples":["loopback","lan","192.168.1.10"],"type":"string"},"auth":{"additionalProperties":false,"description":"Authentication of clients.","type":"object","properties":{"mode":{"default":"token","description":"How clients prove themselves. `none` is refused beyond loopback.","anyOf":[{"const":"token","type":"string"},{"const":"none","type":"string"}]},"token":{"description":"Shared token. Default: a random one, made once and kept in the gateway config.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}}},"stateDir":{"minLength":1,"description":"State folder. Default: `~/.omniclaw`, with the profile as suffix.","type":"string"},"configPath":{"minLength":1,"description":"Config file. Default: `omniclaw.json` in the state folder.","type":"string"},"workspace":{"minLength":1,"description":"Workspace folder of the agents. Default: inside the state folder.","type":"string"},"browser":{"additionalProperties":false,"description":"Browser control.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway controls browsers. When off it claims no browser port.","type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"description":"Port of the browser control service. Default: base + 2.","type":"integer"},"cdpPortRange":{"additionalProperties":false,"description":"A range of TCP ports, both ends included.","type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","type":"integer"}}},"cdpUrl":{"description":"Endpoint that every browser profile without its own uses. Never the same on two gateways.","type":"string"},"profiles":{"description":"Browser profiles by name.","type":"object","additionalProperties":{"additionalProperties":false,"description":"One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).","type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"description":"Port of the Chrome DevTools Protocol of a browser that the gateway starts.","examples":[18805],"type":"integer"},"cdpUrl":{"description":"Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.","examples":["http://10.0.0.42:9222"],"type":"string"}}}}}},"canvasHost":{"additionalProperties":false,"description":"The canvas host.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway serves a canvas. When off it claims no canvas port.","type":"boolean"},"port":{"minimum":1,"maximum":65535,"description":"Port of the canvas host. Default: base + 4.","type":"integer"}}},"channels":{"description":"Messaging channels by name; secrets as references.","type":"object","additionalProperties":{}},"agents":{"description":"Agent settings, passed to the gateway.","type":"object","additionalProperties":{}},"config":{"description":"Anything else of the gateway config, merged into it as it is.","type":"object","additionalProperties":{}},"service":{"additionalProperties":false,"description":"How the gateway is run.","type":"object","properties":{"driver":{"default":"auto","description":"What runs the gateway. `auto` takes the service manager of the host, or the embedded supervisor.","anyOf":[{"const":"auto","type":"string"},{"const":"supervisor","type":"string"},{"const":"systemd","type":"string"},{"const":"launchd","type":"string"},{"const":"external","type":"string"}]},"env":{"description":"Environment of the service, beside the variables OmniClaw sets.","type":"object","additionalProperties":{"description":"Value, or where it comes from.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}},"limits":{"additionalProperties":false,"description":"Resource limits, where the driver can set them.","type":"object","properties":{"memoryMiB":{"minimum":64,"description":"Memory limit in MiB.","type":"integer"},"cpuPercent":{"minimum":1,"description":"CPU limit in percent of one core.","type":"integer"},"tasks":{"minimum":1,"description":"Limit on processes and threads.","type":"integer"}}},"hardening":{"default":"default","description":"The sandbox of the service, where the driver has one.","anyOf":[{"const":"default","type":"string"},{"const":"none","type":"string"}]}}},"state":{"default":"running","description":"`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.","anyOf":[{"const":"running","type":"string"},{"const":"stopped","type":"string"},{"const":"absent","type":"string"}]},"protect":{"default":false,"description":"Refuse changes that would delete or replace this gateway.","type":"boolean"},"labels":{"description":"Free text for people and for filters.","type":"object","additionalProperties":{"type":"string"}}}},"gateways":{"description":"Every gateway of the host by profile name; `default` is the one without a profile.","type":"object","additionalProperties":{"additionalProperties":false,"description":"One gateway.","type":"object","properties":{"runtime":{"default":"omniclaw","description":"Which gateway program runs.","anyOf":[{"const":"omniclaw","type":"string"},{"const":"openclaw","type":"string"}]},"port":{"default":"auto","description":"Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.","anyOf":[{"minimum":1,"maximum":65535,"description":"A base port.","examples":[18789],"type":"integer"},{"const":"auto","type":"string"}]},"bind":{"default":"loopback","description":"Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.","examples":["loopback","lan","192.168.1.10"],"type":"string"},"auth":{"additionalProperties":false,"description":"Authentication of clients.","type":"object","properties":{"mode":{"default":"token","description":"How clients prove themselves. `none` is refused beyond loopback.","anyOf":[{"const":"token","type":"string"},{"const":"none","type":"string"}]},"token":{"description":"Shared token. Default: a random one, made once and kept in the gateway config.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}}},"stateDir":{"minLength":1,"description":"State folder. Default: `~/.omniclaw`, with the profile as suffix.","type":"string"},"configPath":{"minLength":1,"description":"Config file. Default: `omniclaw.json` in the state folder.","type":"string"},"workspace":{"minLength":1,"description":"Workspace folder of the agents. Default: inside the state folder.","type":"string"},"browser":{"additionalProperties":false,"description":"Browser control.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway controls browsers. When off it claims no browser port.","type":"boolean"},"controlPort":{"minimum":1,"maximum":65535,"description":"Port of the browser control service. Default: base + 2.","type":"integer"},"cdpPortRange":{"additionalProperties":false,"description":"A range of TCP ports, both ends included.","type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","type":"integer"}}},"cdpUrl":{"description":"Endpoint that every browser profile without its own uses. Never the same on two gateways.","type":"string"},"profiles":{"description":"Browser profiles by name.","type":"object","additionalProperties":{"additionalProperties":false,"description":"One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).","type":"object","properties":{"cdpPort":{"minimum":1,"maximum":65535,"description":"Port of the Chrome DevTools Protocol of a browser that the gateway starts.","examples":[18805],"type":"integer"},"cdpUrl":{"description":"Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.","examples":["http://10.0.0.42:9222"],"type":"string"}}}}}},"canvasHost":{"additionalProperties":false,"description":"The canvas host.","type":"object","properties":{"enabled":{"default":true,"description":"Whether the gateway serves a canvas. When off it claims no canvas port.","type":"boolean"},"port":{"minimum":1,"maximum":65535,"description":"Port of the canvas host. Default: base + 4.","type":"integer"}}},"channels":{"description":"Messaging channels by name; secrets as references.","type":"object","additionalProperties":{}},"agents":{"description":"Agent settings, passed to the gateway.","type":"object","additionalProperties":{}},"config":{"description":"Anything else of the gateway config, merged into it as it is.","type":"object","additionalProperties":{}},"service":{"additionalProperties":false,"description":"How the gateway is run.","type":"object","properties":{"driver":{"default":"auto","description":"What runs the gateway. `auto` takes the service manager of the host, or the embedded supervisor.","anyOf":[{"const":"auto","type":"string"},{"const":"supervisor","type":"string"},{"const":"systemd","type":"string"},{"const":"launchd","type":"string"},{"const":"external","type":"string"}]},"env":{"description":"Environment of the service, beside the variables OmniClaw sets.","type":"object","additionalProperties":{"description":"Value, or where it comes from.","anyOf":[{"description":"Where a secret comes from. The secret itself never stands in the fleet file.","anyOf":[{"additionalProperties":false,"type":"object","required":["$env"],"properties":{"$env":{"pattern":"^[A-Za-z_][A-Za-z0-9_]*$","description":"Name of the environment variable.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$file"],"properties":{"$file":{"minLength":1,"description":"Path of a file whose content is the secret.","type":"string"}}},{"additionalProperties":false,"type":"object","required":["$command"],"properties":{"$command":{"minItems":1,"description":"Program and arguments whose standard output is the secret. Run without a shell.","type":"array","items":{"type":"string"}}}}]},{"type":"string"}]}},"limits":{"additionalProperties":false,"description":"Resource limits, where the driver can set them.","type":"object","properties":{"memoryMiB":{"minimum":64,"description":"Memory limit in MiB.","type":"integer"},"cpuPercent":{"minimum":1,"description":"CPU limit in percent of one core.","type":"integer"},"tasks":{"minimum":1,"description":"Limit on processes and threads.","type":"integer"}}},"hardening":{"default":"default","description":"The sandbox of the service, where the driver has one.","anyOf":[{"const":"default","type":"string"},{"const":"none","type":"string"}]}}},"state":{"default":"running","description":"`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.","anyOf":[{"const":"running","type":"string"},{"const":"stopped","type":"string"},{"const":"absent","type":"string"}]},"protect":{"default":false,"description":"Refuse changes that would delete or replace this gateway.","type":"boolean"},"rescues":{"minLength":1,"description":"Name of the gateway that this one watches and repairs.","examples":["main"],"type":"string"},"labels":{"description":"Free text for people and for filters.","type":"object","additionalProperties":{"type":"string"}}}}}}};
