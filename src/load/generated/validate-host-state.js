// Emitted by schema/emit.ts from src/plan/host-state.ts: run `npm run schema`, do not edit.
"use strict";
export const validate = validate21;
export default validate21;
const schema6 = {"additionalProperties":false,"$id":"omniclaw.host-state","title":"OmniClaw host state","description":"What \"omniclaw plan\" saw of a host.","type":"object","required":["schema","formatVersion","host","listeners","running","installed","configs","paths","variables","secrets","browsers","manager","linger","ephemeral","notes"],"properties":{"schema":{"const":"omniclaw.host-state.v1","type":"string"},"formatVersion":{"type":"string"},"host":{"additionalProperties":false,"type":"object","required":["home","hostname","platform","user"],"properties":{"home":{"type":"string"},"hostname":{"type":"string"},"platform":{"type":"string","enum":["linux","darwin","win32"],"description":"Platform."},"user":{"type":"string"}}},"listeners":{"anyOf":[{"type":"array","items":{"additionalProperties":false,"type":"object","required":["port","address","holder"],"properties":{"port":{"minimum":1,"maximum":65535,"type":"integer"},"address":{"type":"string"},"holder":{"anyOf":[{"additionalProperties":false,"type":"object","required":["pid","command","unit","gateway","userDataDir"],"properties":{"pid":{"minimum":1,"type":"integer"},"command":{"type":"string"},"unit":{"anyOf":[{"additionalProperties":false,"type":"object","required":["scope","name"],"properties":{"scope":{"type":"string","enum":["user","system"],"description":"Whose service manager."},"name":{"type":"string"}}},{"type":"null"}]},"gateway":{"anyOf":[{"additionalProperties":false,"type":"object","required":["runtime","profile","stateDir"],"properties":{"runtime":{"type":"string","enum":["omniclaw","openclaw","command"],"description":"Which gateway program."},"profile":{"type":"string"},"stateDir":{"type":"string"}}},{"type":"null"}]},"userDataDir":{"anyOf":[{"description":"User data folder, when it is a browser.","type":"string"},{"type":"null"}]}}},{"type":"null"}]}}}},{"type":"null"}]},"running":{"anyOf":[{"type":"array","items":{"additionalProperties":false,"type":"object","required":["pid","gateway","configPath","port","listens","program","runBy"],"properties":{"pid":{"minimum":1,"type":"integer"},"gateway":{"additionalProperties":false,"type":"object","required":["runtime","profile","stateDir"],"properties":{"runtime":{"type":"string","enum":["omniclaw","openclaw","command"],"description":"Which gateway program."},"profile":{"type":"string"},"stateDir":{"type":"string"}}},"configPath":{"type":"string"},"port":{"anyOf":[{"minimum":1,"maximum":65535,"type":"integer"},{"type":"null"}]},"listens":{"anyOf":[{"type":"array","items":{"minimum":1,"maximum":65535,"type":"integer"}},{"type":"null"}]},"program":{"type":"string"},"runBy":{"anyOf":[{"additionalProperties":false,"type":"object","required":["kind","name"],"properties":{"kind":{"type":"string","enum":["systemd-user","systemd-system","launchd","supervisor","container","pm2"],"description":"What starts a gateway and starts it again."},"name":{"type":"string"}}},{"type":"null"}]}}}},{"type":"null"}]},"installed":{"anyOf":[{"type":"array","items":{"additionalProperties":false,"type":"object","required":["manager","where","gateway","configPath","port","wanted","load","program","programFile","dropIns","pid","staleVariables"],"properties":{"manager":{"additionalProperties":false,"type":"object","required":["kind","name"],"properties":{"kind":{"type":"string","enum":["systemd-user","systemd-system","launchd","supervisor","container","pm2"],"description":"What starts a gateway and starts it again."},"name":{"type":"string"}}},"where":{"description":"The file that defines it, or in words.","type":"string"},"gateway":{"additionalProperties":false,"type":"object","required":["runtime","profile","stateDir"],"properties":{"runtime":{"type":"string","enum":["omniclaw","openclaw","command"],"description":"Which gateway program."},"profile":{"type":"string"},"stateDir":{"type":"string"}}},"configPath":{"type":"string"},"port":{"anyOf":[{"minimum":1,"maximum":65535,"type":"integer"},{"type":"null"}]},"wanted":{"type":"string","enum":["running","stopped"],"description":"Whether it is started by itself."},"load":{"type":"string","enum":["loaded","masked","unknown"],"description":"What the service manager makes of the definition."},"program":{"description":"How it starts the gateway; empty when it does not say.","type":"string"},"programFile":{"type":"string","enum":["there","missing","unknown"],"description":"Whether the file that it starts exists."},"dropIns":{"description":"Files that change the definition and are not ours.","type":"array","items":{"type":"string"}},"pid":{"anyOf":[{"minimum":1,"type":"integer"},{"type":"null"}]},"staleVariables":{"description":"Names of variables that its process has with another value.","type":"array","items":{"type":"string"}}}}},{"type":"null"}]},"configs":{"type":"array","items":{"additionalProperties":false,"type":"object","required":["path","port"],"properties":{"path":{"type":"string"},"port":{"anyOf":[{"minimum":1,"maximum":65535,"type":"integer"},{"type":"null"}]},"variable":{"additionalProperties":false,"type":"object","required":["name","file"],"properties":{"name":{"type":"string"},"file":{"type":"string"}}}}}},"paths":{"type":"array","items":{"additionalProperties":false,"type":"object","required":["path","identity","kind","owner","mode","file","openFolder","syncedBy"],"properties":{"path":{"type":"string"},"identity":{"type":"string"},"kind":{"type":"string","enum":["folder","file","fifo","socket","device","dangling","below-file","absent","unknown"],"description":"`dangling`: a link that leads nowhere or in a circle. `below-file`: a part of the path is no folder."},"owner":{"type":"string","enum":["us","other","unknown"],"description":"Whose it is."},"mode":{"minimum":0,"maximum":4095,"description":"Permission bits; 0 when there is nothing.","type":"integer"},"file":{"description":"Device and inode; empty when there is nothing.","type":"string"},"openFolder":{"anyOf":[{"description":"A folder above it in which others may replace what is in it.","type":"string"},{"type":"null"}]},"syncedBy":{"anyOf":[{"description":"The synced folder that it lies in.","type":"string"},{"type":"null"}]}}}},"variables":{"type":"array","items":{"additionalProperties":false,"type":"object","required":["name","decides","gateways"],"properties":{"name":{"type":"string"},"decides":{"type":"string","enum":["port","stateDir","configPath"],"description":"What it overrides."},"gateways":{"type":"array","items":{"type":"string"}}}}},"secrets":{"type":"array","items":{"additionalProperties":false,"type":"object","required":["gateway","reference","state","problem","fingerprint"],"properties":{"gateway":{"type":"string"},"reference":{"type":"string"},"state":{"type":"string","enum":["resolves","missing","unknown"],"description":"Commands are not run, so they are unknown or missing."},"problem":{"type":"string"},"fingerprint":{"anyOf":[{"type":"string"},{"type":"null"}]}}}},"browsers":{"type":"array","items":{"additionalProperties":false,"type":"object","required":["url","state","id","product","userDataDir","pid"],"properties":{"url":{"type":"string"},"state":{"type":"string","enum":["answers","silent","unknown"],"description":"`unknown`: something answers, and not as a browser."},"id":{"anyOf":[{"type":"string"},{"type":"null"}]},"product":{"type":"string"},"userDataDir":{"anyOf":[{"type":"string"},{"type":"null"}]},"pid":{"anyOf":[{"minimum":1,"type":"integer"},{"type":"null"}]}}}},"manager":{"type":"string","enum":["systemd","launchd","supervisor"],"description":"What runs services whose driver is \"auto\"."},"linger":{"type":"string","enum":["yes","no","unknown"],"description":"Whether services of this user go on after the last session."},"ephemeral":{"anyOf":[{"additionalProperties":false,"description":"Ports of outgoing connections.","type":"object","required":["range","reserved"],"properties":{"range":{"additionalProperties":false,"description":"A range of TCP ports, both ends included. Default: the 100 ports from control port + 9.","examples":[{"first":18800,"last":18899}],"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","examples":[18800],"type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","examples":[18899],"type":"integer"}}},"reserved":{"type":"array","items":{"additionalProperties":false,"description":"A range of TCP ports, both ends included. Default: the 100 ports from control port + 9.","examples":[{"first":18800,"last":18899}],"type":"object","required":["first","last"],"properties":{"first":{"minimum":1,"maximum":65535,"description":"First port of the range.","examples":[18800],"type":"integer"},"last":{"minimum":1,"maximum":65535,"description":"Last port of the range, included.","examples":[18899],"type":"integer"}}}}}},{"type":"null"}]},"notes":{"description":"What could not be read, and why.","type":"array","items":{"type":"string"}}}};
const func2 = Object.prototype.hasOwnProperty;

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="omniclaw.host-state" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((((data.schema === undefined) && (missing0 = "schema")) || ((data.formatVersion === undefined) && (missing0 = "formatVersion"))) || ((data.host === undefined) && (missing0 = "host"))) || ((data.listeners === undefined) && (missing0 = "listeners"))) || ((data.running === undefined) && (missing0 = "running"))) || ((data.installed === undefined) && (missing0 = "installed"))) || ((data.configs === undefined) && (missing0 = "configs"))) || ((data.paths === undefined) && (missing0 = "paths"))) || ((data.variables === undefined) && (missing0 = "variables"))) || ((data.secrets === undefined) && (missing0 = "secrets"))) || ((data.browsers === undefined) && (missing0 = "browsers"))) || ((data.manager === undefined) && (missing0 = "manager"))) || ((data.linger === undefined) && (missing0 = "linger"))) || ((data.ephemeral === undefined) && (missing0 = "ephemeral"))) || ((data.notes === undefined) && (missing0 = "notes"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.schema !== undefined){
let data0 = data.schema;
const _errs2 = errors;
if(typeof data0 !== "string"){
validate21.errors = [{instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("omniclaw.host-state.v1" !== data0){
validate21.errors = [{instancePath:instancePath+"/schema",schemaPath:"#/properties/schema/const",keyword:"const",params:{allowedValue: "omniclaw.host-state.v1"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.formatVersion !== undefined){
const _errs4 = errors;
if(typeof data.formatVersion !== "string"){
validate21.errors = [{instancePath:instancePath+"/formatVersion",schemaPath:"#/properties/formatVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.host !== undefined){
let data2 = data.host;
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((data2.home === undefined) && (missing1 = "home")) || ((data2.hostname === undefined) && (missing1 = "hostname"))) || ((data2.platform === undefined) && (missing1 = "platform"))) || ((data2.user === undefined) && (missing1 = "user"))){
validate21.errors = [{instancePath:instancePath+"/host",schemaPath:"#/properties/host/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs8 = errors;
for(const key1 in data2){
if(!((((key1 === "home") || (key1 === "hostname")) || (key1 === "platform")) || (key1 === "user"))){
validate21.errors = [{instancePath:instancePath+"/host",schemaPath:"#/properties/host/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs8 === errors){
if(data2.home !== undefined){
const _errs9 = errors;
if(typeof data2.home !== "string"){
validate21.errors = [{instancePath:instancePath+"/host/home",schemaPath:"#/properties/host/properties/home/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.hostname !== undefined){
const _errs11 = errors;
if(typeof data2.hostname !== "string"){
validate21.errors = [{instancePath:instancePath+"/host/hostname",schemaPath:"#/properties/host/properties/hostname/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.platform !== undefined){
let data5 = data2.platform;
const _errs13 = errors;
if(typeof data5 !== "string"){
validate21.errors = [{instancePath:instancePath+"/host/platform",schemaPath:"#/properties/host/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data5 === "linux") || (data5 === "darwin")) || (data5 === "win32"))){
validate21.errors = [{instancePath:instancePath+"/host/platform",schemaPath:"#/properties/host/properties/platform/enum",keyword:"enum",params:{allowedValues: schema6.properties.host.properties.platform.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.user !== undefined){
const _errs15 = errors;
if(typeof data2.user !== "string"){
validate21.errors = [{instancePath:instancePath+"/host/user",schemaPath:"#/properties/host/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs15 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.listeners !== undefined){
let data7 = data.listeners;
const _errs17 = errors;
const _errs18 = errors;
let valid2 = false;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
var valid3 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs21 = errors;
if(errors === _errs21){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if((((data8.port === undefined) && (missing2 = "port")) || ((data8.address === undefined) && (missing2 = "address"))) || ((data8.holder === undefined) && (missing2 = "holder"))){
const err0 = {instancePath:instancePath+"/listeners/" + i0,schemaPath:"#/properties/listeners/anyOf/0/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
const _errs23 = errors;
for(const key2 in data8){
if(!(((key2 === "port") || (key2 === "address")) || (key2 === "holder"))){
const err1 = {instancePath:instancePath+"/listeners/" + i0,schemaPath:"#/properties/listeners/anyOf/0/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
break;
}
}
if(_errs23 === errors){
if(data8.port !== undefined){
let data9 = data8.port;
const _errs24 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err2 = {instancePath:instancePath+"/listeners/" + i0+"/port",schemaPath:"#/properties/listeners/anyOf/0/items/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(errors === _errs24){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 65535 || isNaN(data9)){
const err3 = {instancePath:instancePath+"/listeners/" + i0+"/port",schemaPath:"#/properties/listeners/anyOf/0/items/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data9 < 1 || isNaN(data9)){
const err4 = {instancePath:instancePath+"/listeners/" + i0+"/port",schemaPath:"#/properties/listeners/anyOf/0/items/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
var valid4 = _errs24 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.address !== undefined){
const _errs26 = errors;
if(typeof data8.address !== "string"){
const err5 = {instancePath:instancePath+"/listeners/" + i0+"/address",schemaPath:"#/properties/listeners/anyOf/0/items/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var valid4 = _errs26 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.holder !== undefined){
let data11 = data8.holder;
const _errs28 = errors;
const _errs29 = errors;
let valid5 = false;
const _errs30 = errors;
if(errors === _errs30){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
let missing3;
if((((((data11.pid === undefined) && (missing3 = "pid")) || ((data11.command === undefined) && (missing3 = "command"))) || ((data11.unit === undefined) && (missing3 = "unit"))) || ((data11.gateway === undefined) && (missing3 = "gateway"))) || ((data11.userDataDir === undefined) && (missing3 = "userDataDir"))){
const err6 = {instancePath:instancePath+"/listeners/" + i0+"/holder",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
const _errs32 = errors;
for(const key3 in data11){
if(!(((((key3 === "pid") || (key3 === "command")) || (key3 === "unit")) || (key3 === "gateway")) || (key3 === "userDataDir"))){
const err7 = {instancePath:instancePath+"/listeners/" + i0+"/holder",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
break;
}
}
if(_errs32 === errors){
if(data11.pid !== undefined){
let data12 = data11.pid;
const _errs33 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err8 = {instancePath:instancePath+"/listeners/" + i0+"/holder/pid",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/pid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(errors === _errs33){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
const err9 = {instancePath:instancePath+"/listeners/" + i0+"/holder/pid",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/pid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
var valid6 = _errs33 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data11.command !== undefined){
const _errs35 = errors;
if(typeof data11.command !== "string"){
const err10 = {instancePath:instancePath+"/listeners/" + i0+"/holder/command",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/command/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid6 = _errs35 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data11.unit !== undefined){
let data14 = data11.unit;
const _errs37 = errors;
const _errs38 = errors;
let valid7 = false;
const _errs39 = errors;
if(errors === _errs39){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
let missing4;
if(((data14.scope === undefined) && (missing4 = "scope")) || ((data14.name === undefined) && (missing4 = "name"))){
const err11 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/0/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
const _errs41 = errors;
for(const key4 in data14){
if(!((key4 === "scope") || (key4 === "name"))){
const err12 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
break;
}
}
if(_errs41 === errors){
if(data14.scope !== undefined){
let data15 = data14.scope;
const _errs42 = errors;
if(typeof data15 !== "string"){
const err13 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit/scope",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/0/properties/scope/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!((data15 === "user") || (data15 === "system"))){
const err14 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit/scope",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/0/properties/scope/enum",keyword:"enum",params:{allowedValues: schema6.properties.listeners.anyOf[0].items.properties.holder.anyOf[0].properties.unit.anyOf[0].properties.scope.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var valid8 = _errs42 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data14.name !== undefined){
const _errs44 = errors;
if(typeof data14.name !== "string"){
const err15 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit/name",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/0/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var valid8 = _errs44 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid2 = _errs39 === errors;
valid7 = valid7 || _valid2;
if(!valid7){
const _errs46 = errors;
if(data14 !== null){
const err17 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid2 = _errs46 === errors;
valid7 = valid7 || _valid2;
}
if(!valid7){
const err18 = {instancePath:instancePath+"/listeners/" + i0+"/holder/unit",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/unit/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
errors = _errs38;
if(vErrors !== null){
if(_errs38){
vErrors.length = _errs38;
}
else {
vErrors = null;
}
}
}
var valid6 = _errs37 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data11.gateway !== undefined){
let data17 = data11.gateway;
const _errs48 = errors;
const _errs49 = errors;
let valid9 = false;
const _errs50 = errors;
if(errors === _errs50){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing5;
if((((data17.runtime === undefined) && (missing5 = "runtime")) || ((data17.profile === undefined) && (missing5 = "profile"))) || ((data17.stateDir === undefined) && (missing5 = "stateDir"))){
const err19 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
else {
const _errs52 = errors;
for(const key5 in data17){
if(!(((key5 === "runtime") || (key5 === "profile")) || (key5 === "stateDir"))){
const err20 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
break;
}
}
if(_errs52 === errors){
if(data17.runtime !== undefined){
let data18 = data17.runtime;
const _errs53 = errors;
if(typeof data18 !== "string"){
const err21 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway/runtime",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!(((data18 === "omniclaw") || (data18 === "openclaw")) || (data18 === "command"))){
const err22 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway/runtime",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/properties/runtime/enum",keyword:"enum",params:{allowedValues: schema6.properties.listeners.anyOf[0].items.properties.holder.anyOf[0].properties.gateway.anyOf[0].properties.runtime.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var valid10 = _errs53 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.profile !== undefined){
const _errs55 = errors;
if(typeof data17.profile !== "string"){
const err23 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway/profile",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/properties/profile/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var valid10 = _errs55 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data17.stateDir !== undefined){
const _errs57 = errors;
if(typeof data17.stateDir !== "string"){
const err24 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway/stateDir",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var valid10 = _errs57 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
else {
const err25 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var _valid3 = _errs50 === errors;
valid9 = valid9 || _valid3;
if(!valid9){
const _errs59 = errors;
if(data17 !== null){
const err26 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
var _valid3 = _errs59 === errors;
valid9 = valid9 || _valid3;
}
if(!valid9){
const err27 = {instancePath:instancePath+"/listeners/" + i0+"/holder/gateway",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/gateway/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
else {
errors = _errs49;
if(vErrors !== null){
if(_errs49){
vErrors.length = _errs49;
}
else {
vErrors = null;
}
}
}
var valid6 = _errs48 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data11.userDataDir !== undefined){
let data21 = data11.userDataDir;
const _errs61 = errors;
const _errs62 = errors;
let valid11 = false;
const _errs63 = errors;
if(typeof data21 !== "string"){
const err28 = {instancePath:instancePath+"/listeners/" + i0+"/holder/userDataDir",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/userDataDir/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var _valid4 = _errs63 === errors;
valid11 = valid11 || _valid4;
if(!valid11){
const _errs65 = errors;
if(data21 !== null){
const err29 = {instancePath:instancePath+"/listeners/" + i0+"/holder/userDataDir",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/userDataDir/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid4 = _errs65 === errors;
valid11 = valid11 || _valid4;
}
if(!valid11){
const err30 = {instancePath:instancePath+"/listeners/" + i0+"/holder/userDataDir",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/properties/userDataDir/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
else {
errors = _errs62;
if(vErrors !== null){
if(_errs62){
vErrors.length = _errs62;
}
else {
vErrors = null;
}
}
}
var valid6 = _errs61 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/listeners/" + i0+"/holder",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
var _valid1 = _errs30 === errors;
valid5 = valid5 || _valid1;
if(!valid5){
const _errs67 = errors;
if(data11 !== null){
const err32 = {instancePath:instancePath+"/listeners/" + i0+"/holder",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid1 = _errs67 === errors;
valid5 = valid5 || _valid1;
}
if(!valid5){
const err33 = {instancePath:instancePath+"/listeners/" + i0+"/holder",schemaPath:"#/properties/listeners/anyOf/0/items/properties/holder/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
var valid4 = _errs28 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
const err34 = {instancePath:instancePath+"/listeners/" + i0,schemaPath:"#/properties/listeners/anyOf/0/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
var valid3 = _errs21 === errors;
if(!valid3){
break;
}
}
}
else {
const err35 = {instancePath:instancePath+"/listeners",schemaPath:"#/properties/listeners/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid0 = _errs19 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const _errs69 = errors;
if(data7 !== null){
const err36 = {instancePath:instancePath+"/listeners",schemaPath:"#/properties/listeners/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid0 = _errs69 === errors;
valid2 = valid2 || _valid0;
}
if(!valid2){
const err37 = {instancePath:instancePath+"/listeners",schemaPath:"#/properties/listeners/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs18;
if(vErrors !== null){
if(_errs18){
vErrors.length = _errs18;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.running !== undefined){
let data22 = data.running;
const _errs71 = errors;
const _errs72 = errors;
let valid12 = false;
const _errs73 = errors;
if(errors === _errs73){
if(Array.isArray(data22)){
var valid13 = true;
const len1 = data22.length;
for(let i1=0; i1<len1; i1++){
let data23 = data22[i1];
const _errs75 = errors;
if(errors === _errs75){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing6;
if((((((((data23.pid === undefined) && (missing6 = "pid")) || ((data23.gateway === undefined) && (missing6 = "gateway"))) || ((data23.configPath === undefined) && (missing6 = "configPath"))) || ((data23.port === undefined) && (missing6 = "port"))) || ((data23.listens === undefined) && (missing6 = "listens"))) || ((data23.program === undefined) && (missing6 = "program"))) || ((data23.runBy === undefined) && (missing6 = "runBy"))){
const err38 = {instancePath:instancePath+"/running/" + i1,schemaPath:"#/properties/running/anyOf/0/items/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
else {
const _errs77 = errors;
for(const key6 in data23){
if(!(((((((key6 === "pid") || (key6 === "gateway")) || (key6 === "configPath")) || (key6 === "port")) || (key6 === "listens")) || (key6 === "program")) || (key6 === "runBy"))){
const err39 = {instancePath:instancePath+"/running/" + i1,schemaPath:"#/properties/running/anyOf/0/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
break;
}
}
if(_errs77 === errors){
if(data23.pid !== undefined){
let data24 = data23.pid;
const _errs78 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err40 = {instancePath:instancePath+"/running/" + i1+"/pid",schemaPath:"#/properties/running/anyOf/0/items/properties/pid/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(errors === _errs78){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 1 || isNaN(data24)){
const err41 = {instancePath:instancePath+"/running/" + i1+"/pid",schemaPath:"#/properties/running/anyOf/0/items/properties/pid/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
var valid14 = _errs78 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.gateway !== undefined){
let data25 = data23.gateway;
const _errs80 = errors;
if(errors === _errs80){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
let missing7;
if((((data25.runtime === undefined) && (missing7 = "runtime")) || ((data25.profile === undefined) && (missing7 = "profile"))) || ((data25.stateDir === undefined) && (missing7 = "stateDir"))){
const err42 = {instancePath:instancePath+"/running/" + i1+"/gateway",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
else {
const _errs82 = errors;
for(const key7 in data25){
if(!(((key7 === "runtime") || (key7 === "profile")) || (key7 === "stateDir"))){
const err43 = {instancePath:instancePath+"/running/" + i1+"/gateway",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
break;
}
}
if(_errs82 === errors){
if(data25.runtime !== undefined){
let data26 = data25.runtime;
const _errs83 = errors;
if(typeof data26 !== "string"){
const err44 = {instancePath:instancePath+"/running/" + i1+"/gateway/runtime",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!(((data26 === "omniclaw") || (data26 === "openclaw")) || (data26 === "command"))){
const err45 = {instancePath:instancePath+"/running/" + i1+"/gateway/runtime",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/properties/runtime/enum",keyword:"enum",params:{allowedValues: schema6.properties.running.anyOf[0].items.properties.gateway.properties.runtime.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
var valid15 = _errs83 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data25.profile !== undefined){
const _errs85 = errors;
if(typeof data25.profile !== "string"){
const err46 = {instancePath:instancePath+"/running/" + i1+"/gateway/profile",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/properties/profile/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
var valid15 = _errs85 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data25.stateDir !== undefined){
const _errs87 = errors;
if(typeof data25.stateDir !== "string"){
const err47 = {instancePath:instancePath+"/running/" + i1+"/gateway/stateDir",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
var valid15 = _errs87 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
}
else {
const err48 = {instancePath:instancePath+"/running/" + i1+"/gateway",schemaPath:"#/properties/running/anyOf/0/items/properties/gateway/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
var valid14 = _errs80 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.configPath !== undefined){
const _errs89 = errors;
if(typeof data23.configPath !== "string"){
const err49 = {instancePath:instancePath+"/running/" + i1+"/configPath",schemaPath:"#/properties/running/anyOf/0/items/properties/configPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
var valid14 = _errs89 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.port !== undefined){
let data30 = data23.port;
const _errs91 = errors;
const _errs92 = errors;
let valid16 = false;
const _errs93 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err50 = {instancePath:instancePath+"/running/" + i1+"/port",schemaPath:"#/properties/running/anyOf/0/items/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(errors === _errs93){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 65535 || isNaN(data30)){
const err51 = {instancePath:instancePath+"/running/" + i1+"/port",schemaPath:"#/properties/running/anyOf/0/items/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
else {
if(data30 < 1 || isNaN(data30)){
const err52 = {instancePath:instancePath+"/running/" + i1+"/port",schemaPath:"#/properties/running/anyOf/0/items/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
var _valid6 = _errs93 === errors;
valid16 = valid16 || _valid6;
if(!valid16){
const _errs95 = errors;
if(data30 !== null){
const err53 = {instancePath:instancePath+"/running/" + i1+"/port",schemaPath:"#/properties/running/anyOf/0/items/properties/port/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
var _valid6 = _errs95 === errors;
valid16 = valid16 || _valid6;
}
if(!valid16){
const err54 = {instancePath:instancePath+"/running/" + i1+"/port",schemaPath:"#/properties/running/anyOf/0/items/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
else {
errors = _errs92;
if(vErrors !== null){
if(_errs92){
vErrors.length = _errs92;
}
else {
vErrors = null;
}
}
}
var valid14 = _errs91 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.listens !== undefined){
let data31 = data23.listens;
const _errs97 = errors;
const _errs98 = errors;
let valid17 = false;
const _errs99 = errors;
if(errors === _errs99){
if(Array.isArray(data31)){
var valid18 = true;
const len2 = data31.length;
for(let i2=0; i2<len2; i2++){
let data32 = data31[i2];
const _errs101 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err55 = {instancePath:instancePath+"/running/" + i1+"/listens/" + i2,schemaPath:"#/properties/running/anyOf/0/items/properties/listens/anyOf/0/items/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(errors === _errs101){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 65535 || isNaN(data32)){
const err56 = {instancePath:instancePath+"/running/" + i1+"/listens/" + i2,schemaPath:"#/properties/running/anyOf/0/items/properties/listens/anyOf/0/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
else {
if(data32 < 1 || isNaN(data32)){
const err57 = {instancePath:instancePath+"/running/" + i1+"/listens/" + i2,schemaPath:"#/properties/running/anyOf/0/items/properties/listens/anyOf/0/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
var valid18 = _errs101 === errors;
if(!valid18){
break;
}
}
}
else {
const err58 = {instancePath:instancePath+"/running/" + i1+"/listens",schemaPath:"#/properties/running/anyOf/0/items/properties/listens/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
var _valid7 = _errs99 === errors;
valid17 = valid17 || _valid7;
if(!valid17){
const _errs103 = errors;
if(data31 !== null){
const err59 = {instancePath:instancePath+"/running/" + i1+"/listens",schemaPath:"#/properties/running/anyOf/0/items/properties/listens/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
var _valid7 = _errs103 === errors;
valid17 = valid17 || _valid7;
}
if(!valid17){
const err60 = {instancePath:instancePath+"/running/" + i1+"/listens",schemaPath:"#/properties/running/anyOf/0/items/properties/listens/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
else {
errors = _errs98;
if(vErrors !== null){
if(_errs98){
vErrors.length = _errs98;
}
else {
vErrors = null;
}
}
}
var valid14 = _errs97 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.program !== undefined){
const _errs105 = errors;
if(typeof data23.program !== "string"){
const err61 = {instancePath:instancePath+"/running/" + i1+"/program",schemaPath:"#/properties/running/anyOf/0/items/properties/program/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
var valid14 = _errs105 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.runBy !== undefined){
let data34 = data23.runBy;
const _errs107 = errors;
const _errs108 = errors;
let valid19 = false;
const _errs109 = errors;
if(errors === _errs109){
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
let missing8;
if(((data34.kind === undefined) && (missing8 = "kind")) || ((data34.name === undefined) && (missing8 = "name"))){
const err62 = {instancePath:instancePath+"/running/" + i1+"/runBy",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/0/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
else {
const _errs111 = errors;
for(const key8 in data34){
if(!((key8 === "kind") || (key8 === "name"))){
const err63 = {instancePath:instancePath+"/running/" + i1+"/runBy",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
break;
}
}
if(_errs111 === errors){
if(data34.kind !== undefined){
let data35 = data34.kind;
const _errs112 = errors;
if(typeof data35 !== "string"){
const err64 = {instancePath:instancePath+"/running/" + i1+"/runBy/kind",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/0/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!((((((data35 === "systemd-user") || (data35 === "systemd-system")) || (data35 === "launchd")) || (data35 === "supervisor")) || (data35 === "container")) || (data35 === "pm2"))){
const err65 = {instancePath:instancePath+"/running/" + i1+"/runBy/kind",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/0/properties/kind/enum",keyword:"enum",params:{allowedValues: schema6.properties.running.anyOf[0].items.properties.runBy.anyOf[0].properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
var valid20 = _errs112 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data34.name !== undefined){
const _errs114 = errors;
if(typeof data34.name !== "string"){
const err66 = {instancePath:instancePath+"/running/" + i1+"/runBy/name",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/0/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
var valid20 = _errs114 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
else {
const err67 = {instancePath:instancePath+"/running/" + i1+"/runBy",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
var _valid8 = _errs109 === errors;
valid19 = valid19 || _valid8;
if(!valid19){
const _errs116 = errors;
if(data34 !== null){
const err68 = {instancePath:instancePath+"/running/" + i1+"/runBy",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
var _valid8 = _errs116 === errors;
valid19 = valid19 || _valid8;
}
if(!valid19){
const err69 = {instancePath:instancePath+"/running/" + i1+"/runBy",schemaPath:"#/properties/running/anyOf/0/items/properties/runBy/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
else {
errors = _errs108;
if(vErrors !== null){
if(_errs108){
vErrors.length = _errs108;
}
else {
vErrors = null;
}
}
}
var valid14 = _errs107 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
}
}
}
}
}
else {
const err70 = {instancePath:instancePath+"/running/" + i1,schemaPath:"#/properties/running/anyOf/0/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
var valid13 = _errs75 === errors;
if(!valid13){
break;
}
}
}
else {
const err71 = {instancePath:instancePath+"/running",schemaPath:"#/properties/running/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
var _valid5 = _errs73 === errors;
valid12 = valid12 || _valid5;
if(!valid12){
const _errs118 = errors;
if(data22 !== null){
const err72 = {instancePath:instancePath+"/running",schemaPath:"#/properties/running/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
var _valid5 = _errs118 === errors;
valid12 = valid12 || _valid5;
}
if(!valid12){
const err73 = {instancePath:instancePath+"/running",schemaPath:"#/properties/running/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs72;
if(vErrors !== null){
if(_errs72){
vErrors.length = _errs72;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.installed !== undefined){
let data37 = data.installed;
const _errs120 = errors;
const _errs121 = errors;
let valid21 = false;
const _errs122 = errors;
if(errors === _errs122){
if(Array.isArray(data37)){
var valid22 = true;
const len3 = data37.length;
for(let i3=0; i3<len3; i3++){
let data38 = data37[i3];
const _errs124 = errors;
if(errors === _errs124){
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
let missing9;
if(((((((((((((data38.manager === undefined) && (missing9 = "manager")) || ((data38.where === undefined) && (missing9 = "where"))) || ((data38.gateway === undefined) && (missing9 = "gateway"))) || ((data38.configPath === undefined) && (missing9 = "configPath"))) || ((data38.port === undefined) && (missing9 = "port"))) || ((data38.wanted === undefined) && (missing9 = "wanted"))) || ((data38.load === undefined) && (missing9 = "load"))) || ((data38.program === undefined) && (missing9 = "program"))) || ((data38.programFile === undefined) && (missing9 = "programFile"))) || ((data38.dropIns === undefined) && (missing9 = "dropIns"))) || ((data38.pid === undefined) && (missing9 = "pid"))) || ((data38.staleVariables === undefined) && (missing9 = "staleVariables"))){
const err74 = {instancePath:instancePath+"/installed/" + i3,schemaPath:"#/properties/installed/anyOf/0/items/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
else {
const _errs126 = errors;
for(const key9 in data38){
if(!(func2.call(schema6.properties.installed.anyOf[0].items.properties, key9))){
const err75 = {instancePath:instancePath+"/installed/" + i3,schemaPath:"#/properties/installed/anyOf/0/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
break;
}
}
if(_errs126 === errors){
if(data38.manager !== undefined){
let data39 = data38.manager;
const _errs127 = errors;
if(errors === _errs127){
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
let missing10;
if(((data39.kind === undefined) && (missing10 = "kind")) || ((data39.name === undefined) && (missing10 = "name"))){
const err76 = {instancePath:instancePath+"/installed/" + i3+"/manager",schemaPath:"#/properties/installed/anyOf/0/items/properties/manager/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
else {
const _errs129 = errors;
for(const key10 in data39){
if(!((key10 === "kind") || (key10 === "name"))){
const err77 = {instancePath:instancePath+"/installed/" + i3+"/manager",schemaPath:"#/properties/installed/anyOf/0/items/properties/manager/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
break;
}
}
if(_errs129 === errors){
if(data39.kind !== undefined){
let data40 = data39.kind;
const _errs130 = errors;
if(typeof data40 !== "string"){
const err78 = {instancePath:instancePath+"/installed/" + i3+"/manager/kind",schemaPath:"#/properties/installed/anyOf/0/items/properties/manager/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(!((((((data40 === "systemd-user") || (data40 === "systemd-system")) || (data40 === "launchd")) || (data40 === "supervisor")) || (data40 === "container")) || (data40 === "pm2"))){
const err79 = {instancePath:instancePath+"/installed/" + i3+"/manager/kind",schemaPath:"#/properties/installed/anyOf/0/items/properties/manager/properties/kind/enum",keyword:"enum",params:{allowedValues: schema6.properties.installed.anyOf[0].items.properties.manager.properties.kind.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
var valid24 = _errs130 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data39.name !== undefined){
const _errs132 = errors;
if(typeof data39.name !== "string"){
const err80 = {instancePath:instancePath+"/installed/" + i3+"/manager/name",schemaPath:"#/properties/installed/anyOf/0/items/properties/manager/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
var valid24 = _errs132 === errors;
}
else {
var valid24 = true;
}
}
}
}
}
else {
const err81 = {instancePath:instancePath+"/installed/" + i3+"/manager",schemaPath:"#/properties/installed/anyOf/0/items/properties/manager/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
var valid23 = _errs127 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.where !== undefined){
const _errs134 = errors;
if(typeof data38.where !== "string"){
const err82 = {instancePath:instancePath+"/installed/" + i3+"/where",schemaPath:"#/properties/installed/anyOf/0/items/properties/where/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
var valid23 = _errs134 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.gateway !== undefined){
let data43 = data38.gateway;
const _errs136 = errors;
if(errors === _errs136){
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
let missing11;
if((((data43.runtime === undefined) && (missing11 = "runtime")) || ((data43.profile === undefined) && (missing11 = "profile"))) || ((data43.stateDir === undefined) && (missing11 = "stateDir"))){
const err83 = {instancePath:instancePath+"/installed/" + i3+"/gateway",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
else {
const _errs138 = errors;
for(const key11 in data43){
if(!(((key11 === "runtime") || (key11 === "profile")) || (key11 === "stateDir"))){
const err84 = {instancePath:instancePath+"/installed/" + i3+"/gateway",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
break;
}
}
if(_errs138 === errors){
if(data43.runtime !== undefined){
let data44 = data43.runtime;
const _errs139 = errors;
if(typeof data44 !== "string"){
const err85 = {instancePath:instancePath+"/installed/" + i3+"/gateway/runtime",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/properties/runtime/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!(((data44 === "omniclaw") || (data44 === "openclaw")) || (data44 === "command"))){
const err86 = {instancePath:instancePath+"/installed/" + i3+"/gateway/runtime",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/properties/runtime/enum",keyword:"enum",params:{allowedValues: schema6.properties.installed.anyOf[0].items.properties.gateway.properties.runtime.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
var valid25 = _errs139 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data43.profile !== undefined){
const _errs141 = errors;
if(typeof data43.profile !== "string"){
const err87 = {instancePath:instancePath+"/installed/" + i3+"/gateway/profile",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/properties/profile/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
var valid25 = _errs141 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data43.stateDir !== undefined){
const _errs143 = errors;
if(typeof data43.stateDir !== "string"){
const err88 = {instancePath:instancePath+"/installed/" + i3+"/gateway/stateDir",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/properties/stateDir/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
var valid25 = _errs143 === errors;
}
else {
var valid25 = true;
}
}
}
}
}
}
else {
const err89 = {instancePath:instancePath+"/installed/" + i3+"/gateway",schemaPath:"#/properties/installed/anyOf/0/items/properties/gateway/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
var valid23 = _errs136 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.configPath !== undefined){
const _errs145 = errors;
if(typeof data38.configPath !== "string"){
const err90 = {instancePath:instancePath+"/installed/" + i3+"/configPath",schemaPath:"#/properties/installed/anyOf/0/items/properties/configPath/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
var valid23 = _errs145 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.port !== undefined){
let data48 = data38.port;
const _errs147 = errors;
const _errs148 = errors;
let valid26 = false;
const _errs149 = errors;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
const err91 = {instancePath:instancePath+"/installed/" + i3+"/port",schemaPath:"#/properties/installed/anyOf/0/items/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
if(errors === _errs149){
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 65535 || isNaN(data48)){
const err92 = {instancePath:instancePath+"/installed/" + i3+"/port",schemaPath:"#/properties/installed/anyOf/0/items/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
else {
if(data48 < 1 || isNaN(data48)){
const err93 = {instancePath:instancePath+"/installed/" + i3+"/port",schemaPath:"#/properties/installed/anyOf/0/items/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
}
var _valid10 = _errs149 === errors;
valid26 = valid26 || _valid10;
if(!valid26){
const _errs151 = errors;
if(data48 !== null){
const err94 = {instancePath:instancePath+"/installed/" + i3+"/port",schemaPath:"#/properties/installed/anyOf/0/items/properties/port/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
var _valid10 = _errs151 === errors;
valid26 = valid26 || _valid10;
}
if(!valid26){
const err95 = {instancePath:instancePath+"/installed/" + i3+"/port",schemaPath:"#/properties/installed/anyOf/0/items/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
else {
errors = _errs148;
if(vErrors !== null){
if(_errs148){
vErrors.length = _errs148;
}
else {
vErrors = null;
}
}
}
var valid23 = _errs147 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.wanted !== undefined){
let data49 = data38.wanted;
const _errs153 = errors;
if(typeof data49 !== "string"){
const err96 = {instancePath:instancePath+"/installed/" + i3+"/wanted",schemaPath:"#/properties/installed/anyOf/0/items/properties/wanted/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(!((data49 === "running") || (data49 === "stopped"))){
const err97 = {instancePath:instancePath+"/installed/" + i3+"/wanted",schemaPath:"#/properties/installed/anyOf/0/items/properties/wanted/enum",keyword:"enum",params:{allowedValues: schema6.properties.installed.anyOf[0].items.properties.wanted.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
var valid23 = _errs153 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.load !== undefined){
let data50 = data38.load;
const _errs155 = errors;
if(typeof data50 !== "string"){
const err98 = {instancePath:instancePath+"/installed/" + i3+"/load",schemaPath:"#/properties/installed/anyOf/0/items/properties/load/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if(!(((data50 === "loaded") || (data50 === "masked")) || (data50 === "unknown"))){
const err99 = {instancePath:instancePath+"/installed/" + i3+"/load",schemaPath:"#/properties/installed/anyOf/0/items/properties/load/enum",keyword:"enum",params:{allowedValues: schema6.properties.installed.anyOf[0].items.properties.load.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
var valid23 = _errs155 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.program !== undefined){
const _errs157 = errors;
if(typeof data38.program !== "string"){
const err100 = {instancePath:instancePath+"/installed/" + i3+"/program",schemaPath:"#/properties/installed/anyOf/0/items/properties/program/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
var valid23 = _errs157 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.programFile !== undefined){
let data52 = data38.programFile;
const _errs159 = errors;
if(typeof data52 !== "string"){
const err101 = {instancePath:instancePath+"/installed/" + i3+"/programFile",schemaPath:"#/properties/installed/anyOf/0/items/properties/programFile/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(!(((data52 === "there") || (data52 === "missing")) || (data52 === "unknown"))){
const err102 = {instancePath:instancePath+"/installed/" + i3+"/programFile",schemaPath:"#/properties/installed/anyOf/0/items/properties/programFile/enum",keyword:"enum",params:{allowedValues: schema6.properties.installed.anyOf[0].items.properties.programFile.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
var valid23 = _errs159 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.dropIns !== undefined){
let data53 = data38.dropIns;
const _errs161 = errors;
if(errors === _errs161){
if(Array.isArray(data53)){
var valid27 = true;
const len4 = data53.length;
for(let i4=0; i4<len4; i4++){
const _errs163 = errors;
if(typeof data53[i4] !== "string"){
const err103 = {instancePath:instancePath+"/installed/" + i3+"/dropIns/" + i4,schemaPath:"#/properties/installed/anyOf/0/items/properties/dropIns/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var valid27 = _errs163 === errors;
if(!valid27){
break;
}
}
}
else {
const err104 = {instancePath:instancePath+"/installed/" + i3+"/dropIns",schemaPath:"#/properties/installed/anyOf/0/items/properties/dropIns/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
var valid23 = _errs161 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.pid !== undefined){
let data55 = data38.pid;
const _errs165 = errors;
const _errs166 = errors;
let valid28 = false;
const _errs167 = errors;
if(!(((typeof data55 == "number") && (!(data55 % 1) && !isNaN(data55))) && (isFinite(data55)))){
const err105 = {instancePath:instancePath+"/installed/" + i3+"/pid",schemaPath:"#/properties/installed/anyOf/0/items/properties/pid/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(errors === _errs167){
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 < 1 || isNaN(data55)){
const err106 = {instancePath:instancePath+"/installed/" + i3+"/pid",schemaPath:"#/properties/installed/anyOf/0/items/properties/pid/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
var _valid11 = _errs167 === errors;
valid28 = valid28 || _valid11;
if(!valid28){
const _errs169 = errors;
if(data55 !== null){
const err107 = {instancePath:instancePath+"/installed/" + i3+"/pid",schemaPath:"#/properties/installed/anyOf/0/items/properties/pid/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
var _valid11 = _errs169 === errors;
valid28 = valid28 || _valid11;
}
if(!valid28){
const err108 = {instancePath:instancePath+"/installed/" + i3+"/pid",schemaPath:"#/properties/installed/anyOf/0/items/properties/pid/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
else {
errors = _errs166;
if(vErrors !== null){
if(_errs166){
vErrors.length = _errs166;
}
else {
vErrors = null;
}
}
}
var valid23 = _errs165 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data38.staleVariables !== undefined){
let data56 = data38.staleVariables;
const _errs171 = errors;
if(errors === _errs171){
if(Array.isArray(data56)){
var valid29 = true;
const len5 = data56.length;
for(let i5=0; i5<len5; i5++){
const _errs173 = errors;
if(typeof data56[i5] !== "string"){
const err109 = {instancePath:instancePath+"/installed/" + i3+"/staleVariables/" + i5,schemaPath:"#/properties/installed/anyOf/0/items/properties/staleVariables/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var valid29 = _errs173 === errors;
if(!valid29){
break;
}
}
}
else {
const err110 = {instancePath:instancePath+"/installed/" + i3+"/staleVariables",schemaPath:"#/properties/installed/anyOf/0/items/properties/staleVariables/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
var valid23 = _errs171 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
const err111 = {instancePath:instancePath+"/installed/" + i3,schemaPath:"#/properties/installed/anyOf/0/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
var valid22 = _errs124 === errors;
if(!valid22){
break;
}
}
}
else {
const err112 = {instancePath:instancePath+"/installed",schemaPath:"#/properties/installed/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
var _valid9 = _errs122 === errors;
valid21 = valid21 || _valid9;
if(!valid21){
const _errs175 = errors;
if(data37 !== null){
const err113 = {instancePath:instancePath+"/installed",schemaPath:"#/properties/installed/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
var _valid9 = _errs175 === errors;
valid21 = valid21 || _valid9;
}
if(!valid21){
const err114 = {instancePath:instancePath+"/installed",schemaPath:"#/properties/installed/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs121;
if(vErrors !== null){
if(_errs121){
vErrors.length = _errs121;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs120 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.configs !== undefined){
let data58 = data.configs;
const _errs177 = errors;
if(errors === _errs177){
if(Array.isArray(data58)){
var valid30 = true;
const len6 = data58.length;
for(let i6=0; i6<len6; i6++){
let data59 = data58[i6];
const _errs179 = errors;
if(errors === _errs179){
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
let missing12;
if(((data59.path === undefined) && (missing12 = "path")) || ((data59.port === undefined) && (missing12 = "port"))){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6,schemaPath:"#/properties/configs/items/required",keyword:"required",params:{missingProperty: missing12},message:"must have required property '"+missing12+"'"}];
return false;
}
else {
const _errs181 = errors;
for(const key12 in data59){
if(!(((key12 === "path") || (key12 === "port")) || (key12 === "variable"))){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6,schemaPath:"#/properties/configs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs181 === errors){
if(data59.path !== undefined){
const _errs182 = errors;
if(typeof data59.path !== "string"){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6+"/path",schemaPath:"#/properties/configs/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid31 = _errs182 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data59.port !== undefined){
let data61 = data59.port;
const _errs184 = errors;
const _errs185 = errors;
let valid32 = false;
const _errs186 = errors;
if(!(((typeof data61 == "number") && (!(data61 % 1) && !isNaN(data61))) && (isFinite(data61)))){
const err115 = {instancePath:instancePath+"/configs/" + i6+"/port",schemaPath:"#/properties/configs/items/properties/port/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(errors === _errs186){
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 > 65535 || isNaN(data61)){
const err116 = {instancePath:instancePath+"/configs/" + i6+"/port",schemaPath:"#/properties/configs/items/properties/port/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
else {
if(data61 < 1 || isNaN(data61)){
const err117 = {instancePath:instancePath+"/configs/" + i6+"/port",schemaPath:"#/properties/configs/items/properties/port/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
}
var _valid12 = _errs186 === errors;
valid32 = valid32 || _valid12;
if(!valid32){
const _errs188 = errors;
if(data61 !== null){
const err118 = {instancePath:instancePath+"/configs/" + i6+"/port",schemaPath:"#/properties/configs/items/properties/port/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
var _valid12 = _errs188 === errors;
valid32 = valid32 || _valid12;
}
if(!valid32){
const err119 = {instancePath:instancePath+"/configs/" + i6+"/port",schemaPath:"#/properties/configs/items/properties/port/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
validate21.errors = vErrors;
return false;
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
var valid31 = _errs184 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data59.variable !== undefined){
let data62 = data59.variable;
const _errs190 = errors;
if(errors === _errs190){
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
let missing13;
if(((data62.name === undefined) && (missing13 = "name")) || ((data62.file === undefined) && (missing13 = "file"))){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6+"/variable",schemaPath:"#/properties/configs/items/properties/variable/required",keyword:"required",params:{missingProperty: missing13},message:"must have required property '"+missing13+"'"}];
return false;
}
else {
const _errs192 = errors;
for(const key13 in data62){
if(!((key13 === "name") || (key13 === "file"))){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6+"/variable",schemaPath:"#/properties/configs/items/properties/variable/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs192 === errors){
if(data62.name !== undefined){
const _errs193 = errors;
if(typeof data62.name !== "string"){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6+"/variable/name",schemaPath:"#/properties/configs/items/properties/variable/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid33 = _errs193 === errors;
}
else {
var valid33 = true;
}
if(valid33){
if(data62.file !== undefined){
const _errs195 = errors;
if(typeof data62.file !== "string"){
validate21.errors = [{instancePath:instancePath+"/configs/" + i6+"/variable/file",schemaPath:"#/properties/configs/items/properties/variable/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid33 = _errs195 === errors;
}
else {
var valid33 = true;
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/configs/" + i6+"/variable",schemaPath:"#/properties/configs/items/properties/variable/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid31 = _errs190 === errors;
}
else {
var valid31 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/configs/" + i6,schemaPath:"#/properties/configs/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid30 = _errs179 === errors;
if(!valid30){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/configs",schemaPath:"#/properties/configs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs177 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.paths !== undefined){
let data65 = data.paths;
const _errs197 = errors;
if(errors === _errs197){
if(Array.isArray(data65)){
var valid34 = true;
const len7 = data65.length;
for(let i7=0; i7<len7; i7++){
let data66 = data65[i7];
const _errs199 = errors;
if(errors === _errs199){
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
let missing14;
if(((((((((data66.path === undefined) && (missing14 = "path")) || ((data66.identity === undefined) && (missing14 = "identity"))) || ((data66.kind === undefined) && (missing14 = "kind"))) || ((data66.owner === undefined) && (missing14 = "owner"))) || ((data66.mode === undefined) && (missing14 = "mode"))) || ((data66.file === undefined) && (missing14 = "file"))) || ((data66.openFolder === undefined) && (missing14 = "openFolder"))) || ((data66.syncedBy === undefined) && (missing14 = "syncedBy"))){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7,schemaPath:"#/properties/paths/items/required",keyword:"required",params:{missingProperty: missing14},message:"must have required property '"+missing14+"'"}];
return false;
}
else {
const _errs201 = errors;
for(const key14 in data66){
if(!((((((((key14 === "path") || (key14 === "identity")) || (key14 === "kind")) || (key14 === "owner")) || (key14 === "mode")) || (key14 === "file")) || (key14 === "openFolder")) || (key14 === "syncedBy"))){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7,schemaPath:"#/properties/paths/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs201 === errors){
if(data66.path !== undefined){
const _errs202 = errors;
if(typeof data66.path !== "string"){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/path",schemaPath:"#/properties/paths/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid35 = _errs202 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.identity !== undefined){
const _errs204 = errors;
if(typeof data66.identity !== "string"){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/identity",schemaPath:"#/properties/paths/items/properties/identity/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid35 = _errs204 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.kind !== undefined){
let data69 = data66.kind;
const _errs206 = errors;
if(typeof data69 !== "string"){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/kind",schemaPath:"#/properties/paths/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((((data69 === "folder") || (data69 === "file")) || (data69 === "fifo")) || (data69 === "socket")) || (data69 === "device")) || (data69 === "dangling")) || (data69 === "below-file")) || (data69 === "absent")) || (data69 === "unknown"))){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/kind",schemaPath:"#/properties/paths/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema6.properties.paths.items.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid35 = _errs206 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.owner !== undefined){
let data70 = data66.owner;
const _errs208 = errors;
if(typeof data70 !== "string"){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/owner",schemaPath:"#/properties/paths/items/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data70 === "us") || (data70 === "other")) || (data70 === "unknown"))){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/owner",schemaPath:"#/properties/paths/items/properties/owner/enum",keyword:"enum",params:{allowedValues: schema6.properties.paths.items.properties.owner.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid35 = _errs208 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.mode !== undefined){
let data71 = data66.mode;
const _errs210 = errors;
if(!(((typeof data71 == "number") && (!(data71 % 1) && !isNaN(data71))) && (isFinite(data71)))){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/mode",schemaPath:"#/properties/paths/items/properties/mode/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs210){
if((typeof data71 == "number") && (isFinite(data71))){
if(data71 > 4095 || isNaN(data71)){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/mode",schemaPath:"#/properties/paths/items/properties/mode/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4095},message:"must be <= 4095"}];
return false;
}
else {
if(data71 < 0 || isNaN(data71)){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/mode",schemaPath:"#/properties/paths/items/properties/mode/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid35 = _errs210 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.file !== undefined){
const _errs212 = errors;
if(typeof data66.file !== "string"){
validate21.errors = [{instancePath:instancePath+"/paths/" + i7+"/file",schemaPath:"#/properties/paths/items/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid35 = _errs212 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.openFolder !== undefined){
let data73 = data66.openFolder;
const _errs214 = errors;
const _errs215 = errors;
let valid36 = false;
const _errs216 = errors;
if(typeof data73 !== "string"){
const err120 = {instancePath:instancePath+"/paths/" + i7+"/openFolder",schemaPath:"#/properties/paths/items/properties/openFolder/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
var _valid13 = _errs216 === errors;
valid36 = valid36 || _valid13;
if(!valid36){
const _errs218 = errors;
if(data73 !== null){
const err121 = {instancePath:instancePath+"/paths/" + i7+"/openFolder",schemaPath:"#/properties/paths/items/properties/openFolder/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
var _valid13 = _errs218 === errors;
valid36 = valid36 || _valid13;
}
if(!valid36){
const err122 = {instancePath:instancePath+"/paths/" + i7+"/openFolder",schemaPath:"#/properties/paths/items/properties/openFolder/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs215;
if(vErrors !== null){
if(_errs215){
vErrors.length = _errs215;
}
else {
vErrors = null;
}
}
}
var valid35 = _errs214 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data66.syncedBy !== undefined){
let data74 = data66.syncedBy;
const _errs220 = errors;
const _errs221 = errors;
let valid37 = false;
const _errs222 = errors;
if(typeof data74 !== "string"){
const err123 = {instancePath:instancePath+"/paths/" + i7+"/syncedBy",schemaPath:"#/properties/paths/items/properties/syncedBy/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
var _valid14 = _errs222 === errors;
valid37 = valid37 || _valid14;
if(!valid37){
const _errs224 = errors;
if(data74 !== null){
const err124 = {instancePath:instancePath+"/paths/" + i7+"/syncedBy",schemaPath:"#/properties/paths/items/properties/syncedBy/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
var _valid14 = _errs224 === errors;
valid37 = valid37 || _valid14;
}
if(!valid37){
const err125 = {instancePath:instancePath+"/paths/" + i7+"/syncedBy",schemaPath:"#/properties/paths/items/properties/syncedBy/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs221;
if(vErrors !== null){
if(_errs221){
vErrors.length = _errs221;
}
else {
vErrors = null;
}
}
}
var valid35 = _errs220 === errors;
}
else {
var valid35 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/paths/" + i7,schemaPath:"#/properties/paths/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid34 = _errs199 === errors;
if(!valid34){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/paths",schemaPath:"#/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs197 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.variables !== undefined){
let data75 = data.variables;
const _errs226 = errors;
if(errors === _errs226){
if(Array.isArray(data75)){
var valid38 = true;
const len8 = data75.length;
for(let i8=0; i8<len8; i8++){
let data76 = data75[i8];
const _errs228 = errors;
if(errors === _errs228){
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
let missing15;
if((((data76.name === undefined) && (missing15 = "name")) || ((data76.decides === undefined) && (missing15 = "decides"))) || ((data76.gateways === undefined) && (missing15 = "gateways"))){
validate21.errors = [{instancePath:instancePath+"/variables/" + i8,schemaPath:"#/properties/variables/items/required",keyword:"required",params:{missingProperty: missing15},message:"must have required property '"+missing15+"'"}];
return false;
}
else {
const _errs230 = errors;
for(const key15 in data76){
if(!(((key15 === "name") || (key15 === "decides")) || (key15 === "gateways"))){
validate21.errors = [{instancePath:instancePath+"/variables/" + i8,schemaPath:"#/properties/variables/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs230 === errors){
if(data76.name !== undefined){
const _errs231 = errors;
if(typeof data76.name !== "string"){
validate21.errors = [{instancePath:instancePath+"/variables/" + i8+"/name",schemaPath:"#/properties/variables/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid39 = _errs231 === errors;
}
else {
var valid39 = true;
}
if(valid39){
if(data76.decides !== undefined){
let data78 = data76.decides;
const _errs233 = errors;
if(typeof data78 !== "string"){
validate21.errors = [{instancePath:instancePath+"/variables/" + i8+"/decides",schemaPath:"#/properties/variables/items/properties/decides/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data78 === "port") || (data78 === "stateDir")) || (data78 === "configPath"))){
validate21.errors = [{instancePath:instancePath+"/variables/" + i8+"/decides",schemaPath:"#/properties/variables/items/properties/decides/enum",keyword:"enum",params:{allowedValues: schema6.properties.variables.items.properties.decides.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid39 = _errs233 === errors;
}
else {
var valid39 = true;
}
if(valid39){
if(data76.gateways !== undefined){
let data79 = data76.gateways;
const _errs235 = errors;
if(errors === _errs235){
if(Array.isArray(data79)){
var valid40 = true;
const len9 = data79.length;
for(let i9=0; i9<len9; i9++){
const _errs237 = errors;
if(typeof data79[i9] !== "string"){
validate21.errors = [{instancePath:instancePath+"/variables/" + i8+"/gateways/" + i9,schemaPath:"#/properties/variables/items/properties/gateways/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid40 = _errs237 === errors;
if(!valid40){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/variables/" + i8+"/gateways",schemaPath:"#/properties/variables/items/properties/gateways/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid39 = _errs235 === errors;
}
else {
var valid39 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/variables/" + i8,schemaPath:"#/properties/variables/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid38 = _errs228 === errors;
if(!valid38){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/variables",schemaPath:"#/properties/variables/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs226 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.secrets !== undefined){
let data81 = data.secrets;
const _errs239 = errors;
if(errors === _errs239){
if(Array.isArray(data81)){
var valid41 = true;
const len10 = data81.length;
for(let i10=0; i10<len10; i10++){
let data82 = data81[i10];
const _errs241 = errors;
if(errors === _errs241){
if(data82 && typeof data82 == "object" && !Array.isArray(data82)){
let missing16;
if((((((data82.gateway === undefined) && (missing16 = "gateway")) || ((data82.reference === undefined) && (missing16 = "reference"))) || ((data82.state === undefined) && (missing16 = "state"))) || ((data82.problem === undefined) && (missing16 = "problem"))) || ((data82.fingerprint === undefined) && (missing16 = "fingerprint"))){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10,schemaPath:"#/properties/secrets/items/required",keyword:"required",params:{missingProperty: missing16},message:"must have required property '"+missing16+"'"}];
return false;
}
else {
const _errs243 = errors;
for(const key16 in data82){
if(!(((((key16 === "gateway") || (key16 === "reference")) || (key16 === "state")) || (key16 === "problem")) || (key16 === "fingerprint"))){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10,schemaPath:"#/properties/secrets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs243 === errors){
if(data82.gateway !== undefined){
const _errs244 = errors;
if(typeof data82.gateway !== "string"){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10+"/gateway",schemaPath:"#/properties/secrets/items/properties/gateway/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid42 = _errs244 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data82.reference !== undefined){
const _errs246 = errors;
if(typeof data82.reference !== "string"){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10+"/reference",schemaPath:"#/properties/secrets/items/properties/reference/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid42 = _errs246 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data82.state !== undefined){
let data85 = data82.state;
const _errs248 = errors;
if(typeof data85 !== "string"){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10+"/state",schemaPath:"#/properties/secrets/items/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data85 === "resolves") || (data85 === "missing")) || (data85 === "unknown"))){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10+"/state",schemaPath:"#/properties/secrets/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema6.properties.secrets.items.properties.state.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid42 = _errs248 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data82.problem !== undefined){
const _errs250 = errors;
if(typeof data82.problem !== "string"){
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10+"/problem",schemaPath:"#/properties/secrets/items/properties/problem/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid42 = _errs250 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data82.fingerprint !== undefined){
let data87 = data82.fingerprint;
const _errs252 = errors;
const _errs253 = errors;
let valid43 = false;
const _errs254 = errors;
if(typeof data87 !== "string"){
const err126 = {instancePath:instancePath+"/secrets/" + i10+"/fingerprint",schemaPath:"#/properties/secrets/items/properties/fingerprint/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
var _valid15 = _errs254 === errors;
valid43 = valid43 || _valid15;
if(!valid43){
const _errs256 = errors;
if(data87 !== null){
const err127 = {instancePath:instancePath+"/secrets/" + i10+"/fingerprint",schemaPath:"#/properties/secrets/items/properties/fingerprint/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
var _valid15 = _errs256 === errors;
valid43 = valid43 || _valid15;
}
if(!valid43){
const err128 = {instancePath:instancePath+"/secrets/" + i10+"/fingerprint",schemaPath:"#/properties/secrets/items/properties/fingerprint/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs253;
if(vErrors !== null){
if(_errs253){
vErrors.length = _errs253;
}
else {
vErrors = null;
}
}
}
var valid42 = _errs252 === errors;
}
else {
var valid42 = true;
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/secrets/" + i10,schemaPath:"#/properties/secrets/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid41 = _errs241 === errors;
if(!valid41){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/secrets",schemaPath:"#/properties/secrets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs239 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.browsers !== undefined){
let data88 = data.browsers;
const _errs258 = errors;
if(errors === _errs258){
if(Array.isArray(data88)){
var valid44 = true;
const len11 = data88.length;
for(let i11=0; i11<len11; i11++){
let data89 = data88[i11];
const _errs260 = errors;
if(errors === _errs260){
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
let missing17;
if(((((((data89.url === undefined) && (missing17 = "url")) || ((data89.state === undefined) && (missing17 = "state"))) || ((data89.id === undefined) && (missing17 = "id"))) || ((data89.product === undefined) && (missing17 = "product"))) || ((data89.userDataDir === undefined) && (missing17 = "userDataDir"))) || ((data89.pid === undefined) && (missing17 = "pid"))){
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11,schemaPath:"#/properties/browsers/items/required",keyword:"required",params:{missingProperty: missing17},message:"must have required property '"+missing17+"'"}];
return false;
}
else {
const _errs262 = errors;
for(const key17 in data89){
if(!((((((key17 === "url") || (key17 === "state")) || (key17 === "id")) || (key17 === "product")) || (key17 === "userDataDir")) || (key17 === "pid"))){
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11,schemaPath:"#/properties/browsers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs262 === errors){
if(data89.url !== undefined){
const _errs263 = errors;
if(typeof data89.url !== "string"){
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11+"/url",schemaPath:"#/properties/browsers/items/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid45 = _errs263 === errors;
}
else {
var valid45 = true;
}
if(valid45){
if(data89.state !== undefined){
let data91 = data89.state;
const _errs265 = errors;
if(typeof data91 !== "string"){
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11+"/state",schemaPath:"#/properties/browsers/items/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data91 === "answers") || (data91 === "silent")) || (data91 === "unknown"))){
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11+"/state",schemaPath:"#/properties/browsers/items/properties/state/enum",keyword:"enum",params:{allowedValues: schema6.properties.browsers.items.properties.state.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid45 = _errs265 === errors;
}
else {
var valid45 = true;
}
if(valid45){
if(data89.id !== undefined){
let data92 = data89.id;
const _errs267 = errors;
const _errs268 = errors;
let valid46 = false;
const _errs269 = errors;
if(typeof data92 !== "string"){
const err129 = {instancePath:instancePath+"/browsers/" + i11+"/id",schemaPath:"#/properties/browsers/items/properties/id/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
var _valid16 = _errs269 === errors;
valid46 = valid46 || _valid16;
if(!valid46){
const _errs271 = errors;
if(data92 !== null){
const err130 = {instancePath:instancePath+"/browsers/" + i11+"/id",schemaPath:"#/properties/browsers/items/properties/id/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
var _valid16 = _errs271 === errors;
valid46 = valid46 || _valid16;
}
if(!valid46){
const err131 = {instancePath:instancePath+"/browsers/" + i11+"/id",schemaPath:"#/properties/browsers/items/properties/id/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs268;
if(vErrors !== null){
if(_errs268){
vErrors.length = _errs268;
}
else {
vErrors = null;
}
}
}
var valid45 = _errs267 === errors;
}
else {
var valid45 = true;
}
if(valid45){
if(data89.product !== undefined){
const _errs273 = errors;
if(typeof data89.product !== "string"){
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11+"/product",schemaPath:"#/properties/browsers/items/properties/product/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid45 = _errs273 === errors;
}
else {
var valid45 = true;
}
if(valid45){
if(data89.userDataDir !== undefined){
let data94 = data89.userDataDir;
const _errs275 = errors;
const _errs276 = errors;
let valid47 = false;
const _errs277 = errors;
if(typeof data94 !== "string"){
const err132 = {instancePath:instancePath+"/browsers/" + i11+"/userDataDir",schemaPath:"#/properties/browsers/items/properties/userDataDir/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
var _valid17 = _errs277 === errors;
valid47 = valid47 || _valid17;
if(!valid47){
const _errs279 = errors;
if(data94 !== null){
const err133 = {instancePath:instancePath+"/browsers/" + i11+"/userDataDir",schemaPath:"#/properties/browsers/items/properties/userDataDir/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
var _valid17 = _errs279 === errors;
valid47 = valid47 || _valid17;
}
if(!valid47){
const err134 = {instancePath:instancePath+"/browsers/" + i11+"/userDataDir",schemaPath:"#/properties/browsers/items/properties/userDataDir/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
validate21.errors = vErrors;
return false;
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
var valid45 = _errs275 === errors;
}
else {
var valid45 = true;
}
if(valid45){
if(data89.pid !== undefined){
let data95 = data89.pid;
const _errs281 = errors;
const _errs282 = errors;
let valid48 = false;
const _errs283 = errors;
if(!(((typeof data95 == "number") && (!(data95 % 1) && !isNaN(data95))) && (isFinite(data95)))){
const err135 = {instancePath:instancePath+"/browsers/" + i11+"/pid",schemaPath:"#/properties/browsers/items/properties/pid/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if(errors === _errs283){
if((typeof data95 == "number") && (isFinite(data95))){
if(data95 < 1 || isNaN(data95)){
const err136 = {instancePath:instancePath+"/browsers/" + i11+"/pid",schemaPath:"#/properties/browsers/items/properties/pid/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
var _valid18 = _errs283 === errors;
valid48 = valid48 || _valid18;
if(!valid48){
const _errs285 = errors;
if(data95 !== null){
const err137 = {instancePath:instancePath+"/browsers/" + i11+"/pid",schemaPath:"#/properties/browsers/items/properties/pid/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
var _valid18 = _errs285 === errors;
valid48 = valid48 || _valid18;
}
if(!valid48){
const err138 = {instancePath:instancePath+"/browsers/" + i11+"/pid",schemaPath:"#/properties/browsers/items/properties/pid/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs282;
if(vErrors !== null){
if(_errs282){
vErrors.length = _errs282;
}
else {
vErrors = null;
}
}
}
var valid45 = _errs281 === errors;
}
else {
var valid45 = true;
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/browsers/" + i11,schemaPath:"#/properties/browsers/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid44 = _errs260 === errors;
if(!valid44){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/browsers",schemaPath:"#/properties/browsers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs258 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.manager !== undefined){
let data96 = data.manager;
const _errs287 = errors;
if(typeof data96 !== "string"){
validate21.errors = [{instancePath:instancePath+"/manager",schemaPath:"#/properties/manager/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data96 === "systemd") || (data96 === "launchd")) || (data96 === "supervisor"))){
validate21.errors = [{instancePath:instancePath+"/manager",schemaPath:"#/properties/manager/enum",keyword:"enum",params:{allowedValues: schema6.properties.manager.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs287 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.linger !== undefined){
let data97 = data.linger;
const _errs289 = errors;
if(typeof data97 !== "string"){
validate21.errors = [{instancePath:instancePath+"/linger",schemaPath:"#/properties/linger/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data97 === "yes") || (data97 === "no")) || (data97 === "unknown"))){
validate21.errors = [{instancePath:instancePath+"/linger",schemaPath:"#/properties/linger/enum",keyword:"enum",params:{allowedValues: schema6.properties.linger.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs289 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ephemeral !== undefined){
let data98 = data.ephemeral;
const _errs291 = errors;
const _errs292 = errors;
let valid49 = false;
const _errs293 = errors;
if(errors === _errs293){
if(data98 && typeof data98 == "object" && !Array.isArray(data98)){
let missing18;
if(((data98.range === undefined) && (missing18 = "range")) || ((data98.reserved === undefined) && (missing18 = "reserved"))){
const err139 = {instancePath:instancePath+"/ephemeral",schemaPath:"#/properties/ephemeral/anyOf/0/required",keyword:"required",params:{missingProperty: missing18},message:"must have required property '"+missing18+"'"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
else {
const _errs295 = errors;
for(const key18 in data98){
if(!((key18 === "range") || (key18 === "reserved"))){
const err140 = {instancePath:instancePath+"/ephemeral",schemaPath:"#/properties/ephemeral/anyOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
break;
}
}
if(_errs295 === errors){
if(data98.range !== undefined){
let data99 = data98.range;
const _errs296 = errors;
if(errors === _errs296){
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
let missing19;
if(((data99.first === undefined) && (missing19 = "first")) || ((data99.last === undefined) && (missing19 = "last"))){
const err141 = {instancePath:instancePath+"/ephemeral/range",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/required",keyword:"required",params:{missingProperty: missing19},message:"must have required property '"+missing19+"'"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
else {
const _errs298 = errors;
for(const key19 in data99){
if(!((key19 === "first") || (key19 === "last"))){
const err142 = {instancePath:instancePath+"/ephemeral/range",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
break;
}
}
if(_errs298 === errors){
if(data99.first !== undefined){
let data100 = data99.first;
const _errs299 = errors;
if(!(((typeof data100 == "number") && (!(data100 % 1) && !isNaN(data100))) && (isFinite(data100)))){
const err143 = {instancePath:instancePath+"/ephemeral/range/first",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/properties/first/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(errors === _errs299){
if((typeof data100 == "number") && (isFinite(data100))){
if(data100 > 65535 || isNaN(data100)){
const err144 = {instancePath:instancePath+"/ephemeral/range/first",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/properties/first/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
else {
if(data100 < 1 || isNaN(data100)){
const err145 = {instancePath:instancePath+"/ephemeral/range/first",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/properties/first/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
}
var valid51 = _errs299 === errors;
}
else {
var valid51 = true;
}
if(valid51){
if(data99.last !== undefined){
let data101 = data99.last;
const _errs301 = errors;
if(!(((typeof data101 == "number") && (!(data101 % 1) && !isNaN(data101))) && (isFinite(data101)))){
const err146 = {instancePath:instancePath+"/ephemeral/range/last",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/properties/last/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(errors === _errs301){
if((typeof data101 == "number") && (isFinite(data101))){
if(data101 > 65535 || isNaN(data101)){
const err147 = {instancePath:instancePath+"/ephemeral/range/last",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/properties/last/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
else {
if(data101 < 1 || isNaN(data101)){
const err148 = {instancePath:instancePath+"/ephemeral/range/last",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/properties/last/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
}
var valid51 = _errs301 === errors;
}
else {
var valid51 = true;
}
}
}
}
}
else {
const err149 = {instancePath:instancePath+"/ephemeral/range",schemaPath:"#/properties/ephemeral/anyOf/0/properties/range/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
var valid50 = _errs296 === errors;
}
else {
var valid50 = true;
}
if(valid50){
if(data98.reserved !== undefined){
let data102 = data98.reserved;
const _errs303 = errors;
if(errors === _errs303){
if(Array.isArray(data102)){
var valid52 = true;
const len12 = data102.length;
for(let i12=0; i12<len12; i12++){
let data103 = data102[i12];
const _errs305 = errors;
if(errors === _errs305){
if(data103 && typeof data103 == "object" && !Array.isArray(data103)){
let missing20;
if(((data103.first === undefined) && (missing20 = "first")) || ((data103.last === undefined) && (missing20 = "last"))){
const err150 = {instancePath:instancePath+"/ephemeral/reserved/" + i12,schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/required",keyword:"required",params:{missingProperty: missing20},message:"must have required property '"+missing20+"'"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
else {
const _errs307 = errors;
for(const key20 in data103){
if(!((key20 === "first") || (key20 === "last"))){
const err151 = {instancePath:instancePath+"/ephemeral/reserved/" + i12,schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
break;
}
}
if(_errs307 === errors){
if(data103.first !== undefined){
let data104 = data103.first;
const _errs308 = errors;
if(!(((typeof data104 == "number") && (!(data104 % 1) && !isNaN(data104))) && (isFinite(data104)))){
const err152 = {instancePath:instancePath+"/ephemeral/reserved/" + i12+"/first",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/properties/first/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(errors === _errs308){
if((typeof data104 == "number") && (isFinite(data104))){
if(data104 > 65535 || isNaN(data104)){
const err153 = {instancePath:instancePath+"/ephemeral/reserved/" + i12+"/first",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/properties/first/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
else {
if(data104 < 1 || isNaN(data104)){
const err154 = {instancePath:instancePath+"/ephemeral/reserved/" + i12+"/first",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/properties/first/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
}
}
var valid53 = _errs308 === errors;
}
else {
var valid53 = true;
}
if(valid53){
if(data103.last !== undefined){
let data105 = data103.last;
const _errs310 = errors;
if(!(((typeof data105 == "number") && (!(data105 % 1) && !isNaN(data105))) && (isFinite(data105)))){
const err155 = {instancePath:instancePath+"/ephemeral/reserved/" + i12+"/last",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/properties/last/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(errors === _errs310){
if((typeof data105 == "number") && (isFinite(data105))){
if(data105 > 65535 || isNaN(data105)){
const err156 = {instancePath:instancePath+"/ephemeral/reserved/" + i12+"/last",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/properties/last/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
else {
if(data105 < 1 || isNaN(data105)){
const err157 = {instancePath:instancePath+"/ephemeral/reserved/" + i12+"/last",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/properties/last/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
}
var valid53 = _errs310 === errors;
}
else {
var valid53 = true;
}
}
}
}
}
else {
const err158 = {instancePath:instancePath+"/ephemeral/reserved/" + i12,schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
var valid52 = _errs305 === errors;
if(!valid52){
break;
}
}
}
else {
const err159 = {instancePath:instancePath+"/ephemeral/reserved",schemaPath:"#/properties/ephemeral/anyOf/0/properties/reserved/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
var valid50 = _errs303 === errors;
}
else {
var valid50 = true;
}
}
}
}
}
else {
const err160 = {instancePath:instancePath+"/ephemeral",schemaPath:"#/properties/ephemeral/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
var _valid19 = _errs293 === errors;
valid49 = valid49 || _valid19;
if(!valid49){
const _errs312 = errors;
if(data98 !== null){
const err161 = {instancePath:instancePath+"/ephemeral",schemaPath:"#/properties/ephemeral/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
var _valid19 = _errs312 === errors;
valid49 = valid49 || _valid19;
}
if(!valid49){
const err162 = {instancePath:instancePath+"/ephemeral",schemaPath:"#/properties/ephemeral/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs292;
if(vErrors !== null){
if(_errs292){
vErrors.length = _errs292;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs291 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.notes !== undefined){
let data106 = data.notes;
const _errs314 = errors;
if(errors === _errs314){
if(Array.isArray(data106)){
var valid54 = true;
const len13 = data106.length;
for(let i13=0; i13<len13; i13++){
const _errs316 = errors;
if(typeof data106[i13] !== "string"){
validate21.errors = [{instancePath:instancePath+"/notes/" + i13,schemaPath:"#/properties/notes/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid54 = _errs316 === errors;
if(!valid54){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/notes",schemaPath:"#/properties/notes/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs314 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
