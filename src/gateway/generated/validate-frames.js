// Emitted by schema/emit.ts from src/gateway/frames-schema.ts: run `npm run schema`, do not edit.
"use strict";
export const validateRequestFrame = validate30;
const schema7 = {"additionalProperties":true,"description":"What a client asks.","type":"object","required":["type","id","method"],"properties":{"type":{"const":"req","type":"string"},"id":{"minLength":1,"maxLength":256,"description":"Chosen by the client; comes back in the response.","type":"string"},"method":{"minLength":1,"maxLength":1024,"description":"One of `hello-ok.features.methods`, or `connect` for the first frame.","type":"string"},"params":{"additionalProperties":true,"description":"Parameters of the method.","type":"object","properties":{}}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.method === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "method"},message:"must have required property '"+"method"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.type !== undefined){
let data0 = data.type;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if("req" !== data0){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "req"},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.id !== undefined){
let data1 = data.id;
if(typeof data1 === "string"){
if(data1.length > 256){
const err5 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1.length < 1){
const err6 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err7 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.method !== undefined){
let data2 = data.method;
if(typeof data2 === "string"){
if(data2.length > 1024){
const err8 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.length < 1){
const err9 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.params !== undefined){
let data3 = data.params;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
}
else {
const err11 = {instancePath:instancePath+"/params",schemaPath:"#/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

export const validateConnectParams = validate31;
const schema12 = {"additionalProperties":true,"description":"Parameters of `connect`, the first request.","type":"object","required":["minProtocol","maxProtocol","client"],"properties":{"minProtocol":{"minimum":1,"description":"Lowest version that the client speaks.","type":"integer"},"maxProtocol":{"minimum":1,"description":"Highest version that the client speaks.","type":"integer"},"client":{"additionalProperties":true,"description":"Who connects. Shown, never believed.","type":"object","required":["id","version","platform","mode"],"properties":{"id":{"minLength":1,"maxLength":1024,"description":"Which program it is.","type":"string"},"version":{"minLength":1,"maxLength":1024,"description":"Its version.","type":"string"},"platform":{"minLength":1,"maxLength":1024,"description":"What it runs on.","type":"string"},"mode":{"minLength":1,"maxLength":1024,"description":"What it is there for.","type":"string"},"displayName":{"minLength":1,"maxLength":1024,"description":"For people.","type":"string"},"instanceId":{"minLength":1,"maxLength":1024,"description":"The same after a reconnect.","type":"string"}}},"role":{"description":"Only `operator`, which is the default.","type":"string"},"scopes":{"description":"Ignored: the gateway decides.","type":"array","items":{"type":"string"}},"auth":{"additionalProperties":true,"description":"The shared token, in either field.","type":"object","properties":{"token":{"maxLength":4096,"type":"string"},"password":{"maxLength":4096,"type":"string"}}},"device":{"additionalProperties":true,"description":"Accepted and not used: the shared token is what counts.","type":"object","properties":{}}}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.minProtocol === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "minProtocol"},message:"must have required property '"+"minProtocol"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.maxProtocol === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "maxProtocol"},message:"must have required property '"+"maxProtocol"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.client === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "client"},message:"must have required property '"+"client"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.minProtocol !== undefined){
let data0 = data.minProtocol;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err3 = {instancePath:instancePath+"/minProtocol",schemaPath:"#/properties/minProtocol/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 1 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/minProtocol",schemaPath:"#/properties/minProtocol/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.maxProtocol !== undefined){
let data1 = data.maxProtocol;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err5 = {instancePath:instancePath+"/maxProtocol",schemaPath:"#/properties/maxProtocol/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/maxProtocol",schemaPath:"#/properties/maxProtocol/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.client !== undefined){
let data2 = data.client;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.id === undefined){
const err7 = {instancePath:instancePath+"/client",schemaPath:"#/properties/client/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2.version === undefined){
const err8 = {instancePath:instancePath+"/client",schemaPath:"#/properties/client/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2.platform === undefined){
const err9 = {instancePath:instancePath+"/client",schemaPath:"#/properties/client/required",keyword:"required",params:{missingProperty: "platform"},message:"must have required property '"+"platform"+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data2.mode === undefined){
const err10 = {instancePath:instancePath+"/client",schemaPath:"#/properties/client/required",keyword:"required",params:{missingProperty: "mode"},message:"must have required property '"+"mode"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2.id !== undefined){
let data3 = data2.id;
if(typeof data3 === "string"){
if(data3.length > 1024){
const err11 = {instancePath:instancePath+"/client/id",schemaPath:"#/properties/client/properties/id/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3.length < 1){
const err12 = {instancePath:instancePath+"/client/id",schemaPath:"#/properties/client/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err13 = {instancePath:instancePath+"/client/id",schemaPath:"#/properties/client/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.version !== undefined){
let data4 = data2.version;
if(typeof data4 === "string"){
if(data4.length > 1024){
const err14 = {instancePath:instancePath+"/client/version",schemaPath:"#/properties/client/properties/version/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4.length < 1){
const err15 = {instancePath:instancePath+"/client/version",schemaPath:"#/properties/client/properties/version/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err16 = {instancePath:instancePath+"/client/version",schemaPath:"#/properties/client/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.platform !== undefined){
let data5 = data2.platform;
if(typeof data5 === "string"){
if(data5.length > 1024){
const err17 = {instancePath:instancePath+"/client/platform",schemaPath:"#/properties/client/properties/platform/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data5.length < 1){
const err18 = {instancePath:instancePath+"/client/platform",schemaPath:"#/properties/client/properties/platform/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err19 = {instancePath:instancePath+"/client/platform",schemaPath:"#/properties/client/properties/platform/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data2.mode !== undefined){
let data6 = data2.mode;
if(typeof data6 === "string"){
if(data6.length > 1024){
const err20 = {instancePath:instancePath+"/client/mode",schemaPath:"#/properties/client/properties/mode/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data6.length < 1){
const err21 = {instancePath:instancePath+"/client/mode",schemaPath:"#/properties/client/properties/mode/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err22 = {instancePath:instancePath+"/client/mode",schemaPath:"#/properties/client/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data2.displayName !== undefined){
let data7 = data2.displayName;
if(typeof data7 === "string"){
if(data7.length > 1024){
const err23 = {instancePath:instancePath+"/client/displayName",schemaPath:"#/properties/client/properties/displayName/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data7.length < 1){
const err24 = {instancePath:instancePath+"/client/displayName",schemaPath:"#/properties/client/properties/displayName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err25 = {instancePath:instancePath+"/client/displayName",schemaPath:"#/properties/client/properties/displayName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data2.instanceId !== undefined){
let data8 = data2.instanceId;
if(typeof data8 === "string"){
if(data8.length > 1024){
const err26 = {instancePath:instancePath+"/client/instanceId",schemaPath:"#/properties/client/properties/instanceId/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data8.length < 1){
const err27 = {instancePath:instancePath+"/client/instanceId",schemaPath:"#/properties/client/properties/instanceId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/client/instanceId",schemaPath:"#/properties/client/properties/instanceId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/client",schemaPath:"#/properties/client/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.role !== undefined){
if(typeof data.role !== "string"){
const err30 = {instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.scopes !== undefined){
let data10 = data.scopes;
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
const err31 = {instancePath:instancePath+"/scopes/" + i0,schemaPath:"#/properties/scopes/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/scopes",schemaPath:"#/properties/scopes/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.auth !== undefined){
let data12 = data.auth;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.token !== undefined){
let data13 = data12.token;
if(typeof data13 === "string"){
if(data13.length > 4096){
const err33 = {instancePath:instancePath+"/auth/token",schemaPath:"#/properties/auth/properties/token/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/auth/token",schemaPath:"#/properties/auth/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data12.password !== undefined){
let data14 = data12.password;
if(typeof data14 === "string"){
if(data14.length > 4096){
const err35 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/auth/password",schemaPath:"#/properties/auth/properties/password/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err37 = {instancePath:instancePath+"/auth",schemaPath:"#/properties/auth/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.device !== undefined){
let data15 = data.device;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
}
else {
const err38 = {instancePath:instancePath+"/device",schemaPath:"#/properties/device/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
else {
const err39 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

export const validateNoParams = validate32;
const schema13 = {"additionalProperties":true,"description":"Parameters of a method that needs none.","type":"object","properties":{}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
}
else {
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

export const validateConfigWriteParams = validate33;
const schema14 = {"additionalProperties":true,"description":"Parameters of `config.set` and `config.apply` (the whole config) and of `config.patch` (a JSON merge patch).","type":"object","required":["raw"],"properties":{"raw":{"minLength":1,"maxLength":1000000,"description":"JSON5 text.","type":"string"},"baseHash":{"minLength":1,"description":"`hash` of the `config.get` that the change starts from.","type":"string"}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.raw === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "raw"},message:"must have required property '"+"raw"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.raw !== undefined){
let data0 = data.raw;
if(typeof data0 === "string"){
if(data0.length > 1000000){
const err1 = {instancePath:instancePath+"/raw",schemaPath:"#/properties/raw/maxLength",keyword:"maxLength",params:{limit: 1000000},message:"must NOT have more than 1000000 characters"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.length < 1){
const err2 = {instancePath:instancePath+"/raw",schemaPath:"#/properties/raw/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err3 = {instancePath:instancePath+"/raw",schemaPath:"#/properties/raw/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.baseHash !== undefined){
let data1 = data.baseHash;
if(typeof data1 === "string"){
if(data1.length < 1){
const err4 = {instancePath:instancePath+"/baseHash",schemaPath:"#/properties/baseHash/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
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
const err5 = {instancePath:instancePath+"/baseHash",schemaPath:"#/properties/baseHash/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
validate33.errors = vErrors;
return errors === 0;
}

export const validateLogsTailParams = validate34;
const schema15 = {"additionalProperties":true,"description":"Parameters of `logs.tail`.","type":"object","properties":{"cursor":{"minimum":0,"description":"Byte offset that the last answer named.","type":"integer"},"limit":{"minimum":1,"maximum":5000,"description":"Lines; default 500.","type":"integer"},"maxBytes":{"minimum":1,"maximum":1000000,"description":"Bytes; default 250,000.","type":"integer"}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.cursor !== undefined){
let data0 = data.cursor;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err0 = {instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
const err1 = {instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data.limit !== undefined){
let data1 = data.limit;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 5000 || isNaN(data1)){
const err3 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 5000},message:"must be <= 5000"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data.maxBytes !== undefined){
let data2 = data.maxBytes;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/maxBytes",schemaPath:"#/properties/maxBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/maxBytes",schemaPath:"#/properties/maxBytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/maxBytes",schemaPath:"#/properties/maxBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
validate34.errors = vErrors;
return errors === 0;
}

export const framesSchema = {"$id":"omniclaw.frames","title":"OmniClaw gateway protocol","description":"One frame of the protocol on the base port.","anyOf":[{"$ref":"#/$defs/RequestFrame"},{"$ref":"#/$defs/ResponseFrame"},{"$ref":"#/$defs/EventFrame"}],"$defs":{"ConfigWriteParams":{"additionalProperties":true,"description":"Parameters of `config.set` and `config.apply` (the whole config) and of `config.patch` (a JSON merge patch).","type":"object","required":["raw"],"properties":{"raw":{"minLength":1,"maxLength":1000000,"description":"JSON5 text.","type":"string"},"baseHash":{"minLength":1,"description":"`hash` of the `config.get` that the change starts from.","type":"string"}}},"ConnectParams":{"additionalProperties":true,"description":"Parameters of `connect`, the first request.","type":"object","required":["minProtocol","maxProtocol","client"],"properties":{"minProtocol":{"minimum":1,"description":"Lowest version that the client speaks.","type":"integer"},"maxProtocol":{"minimum":1,"description":"Highest version that the client speaks.","type":"integer"},"client":{"additionalProperties":true,"description":"Who connects. Shown, never believed.","type":"object","required":["id","version","platform","mode"],"properties":{"id":{"minLength":1,"maxLength":1024,"description":"Which program it is.","type":"string"},"version":{"minLength":1,"maxLength":1024,"description":"Its version.","type":"string"},"platform":{"minLength":1,"maxLength":1024,"description":"What it runs on.","type":"string"},"mode":{"minLength":1,"maxLength":1024,"description":"What it is there for.","type":"string"},"displayName":{"minLength":1,"maxLength":1024,"description":"For people.","type":"string"},"instanceId":{"minLength":1,"maxLength":1024,"description":"The same after a reconnect.","type":"string"}}},"role":{"description":"Only `operator`, which is the default.","type":"string"},"scopes":{"description":"Ignored: the gateway decides.","type":"array","items":{"type":"string"}},"auth":{"additionalProperties":true,"description":"The shared token, in either field.","type":"object","properties":{"token":{"maxLength":4096,"type":"string"},"password":{"maxLength":4096,"type":"string"}}},"device":{"additionalProperties":true,"description":"Accepted and not used: the shared token is what counts.","type":"object","properties":{}}}},"ErrorShape":{"additionalProperties":false,"description":"Why a request was refused.","type":"object","required":["code","message","details","retryable"],"properties":{"code":{"minLength":1,"maxLength":1024,"description":"For programs.","type":"string"},"message":{"description":"For people.","type":"string"},"details":{"additionalProperties":true,"description":"More for programs; its own `code` where there is one.","type":"object","properties":{}},"retryable":{"description":"Whether the same request may succeed later.","type":"boolean"}}},"EventFrame":{"additionalProperties":false,"description":"What the gateway tells by itself.","type":"object","required":["type","event","payload"],"properties":{"type":{"const":"event","type":"string"},"event":{"minLength":1,"maxLength":1024,"description":"Name of the event.","type":"string"},"payload":{"additionalProperties":true,"type":"object","properties":{}},"seq":{"minimum":1,"description":"Counts the events of one connection, without gaps.","type":"integer"}}},"HelloOk":{"additionalProperties":false,"description":"The answer to `connect`.","type":"object","required":["type","protocol","server","features","snapshot","policy","auth"],"properties":{"type":{"const":"hello-ok","type":"string"},"protocol":{"minimum":3,"maximum":4,"type":"integer"},"server":{"additionalProperties":false,"type":"object","required":["version","connId","bootId"],"properties":{"version":{"type":"string"},"connId":{"type":"string"},"bootId":{"type":"string"}}},"features":{"additionalProperties":false,"type":"object","required":["methods","events"],"properties":{"methods":{"type":"array","items":{"type":"string"}},"events":{"type":"array","items":{"type":"string"}}}},"snapshot":{"additionalProperties":false,"type":"object","required":["presence","health","stateVersion","uptimeMs","configPath","stateDir","authMode"],"properties":{"presence":{"type":"array","items":{"additionalProperties":false,"description":"A client, or the gateway itself.","type":"object","required":["host","ip","version","platform","mode","reason","text","ts","instanceId","roles","scopes"],"properties":{"host":{"minLength":1,"maxLength":1024,"description":"Where it runs, as it says.","type":"string"},"ip":{"type":"string"},"version":{"type":"string"},"platform":{"type":"string"},"mode":{"type":"string"},"reason":{"type":"string"},"text":{"type":"string"},"ts":{"minimum":0,"description":"When it connected.","type":"integer"},"instanceId":{"type":"string"},"roles":{"type":"array","items":{"type":"string"}},"scopes":{"type":"array","items":{"type":"string"}}}}},"health":{"additionalProperties":false,"type":"object","required":["ok","ts"],"properties":{"ok":{"const":true,"type":"boolean"},"ts":{"minimum":0,"description":"Now.","type":"integer"}}},"stateVersion":{"additionalProperties":false,"type":"object","required":["presence","health"],"properties":{"presence":{"minimum":0,"type":"integer"},"health":{"minimum":0,"type":"integer"}}},"uptimeMs":{"minimum":0,"description":"Since the gateway started.","type":"integer"},"configPath":{"type":"string"},"stateDir":{"type":"string"},"authMode":{"type":"string","enum":["token","none"]}}},"policy":{"additionalProperties":false,"type":"object","required":["maxPayload","maxBufferedBytes","tickIntervalMs"],"properties":{"maxPayload":{"description":"Longest frame in bytes; a longer one closes with 1009.","type":"integer"},"maxBufferedBytes":{"description":"How much may wait for a client that does not read; more closes with 1013.","type":"integer"},"tickIntervalMs":{"description":"A `tick` comes so often.","type":"integer"}}},"auth":{"additionalProperties":false,"type":"object","required":["method","role","scopes"],"properties":{"method":{"type":"string","enum":["token","none"]},"role":{"type":"string"},"scopes":{"type":"array","items":{"type":"string"}}}}}},"LogsTailParams":{"additionalProperties":true,"description":"Parameters of `logs.tail`.","type":"object","properties":{"cursor":{"minimum":0,"description":"Byte offset that the last answer named.","type":"integer"},"limit":{"minimum":1,"maximum":5000,"description":"Lines; default 500.","type":"integer"},"maxBytes":{"minimum":1,"maximum":1000000,"description":"Bytes; default 250,000.","type":"integer"}}},"NoParams":{"additionalProperties":true,"description":"Parameters of a method that needs none.","type":"object","properties":{}},"RequestFrame":{"additionalProperties":true,"description":"What a client asks.","type":"object","required":["type","id","method"],"properties":{"type":{"const":"req","type":"string"},"id":{"minLength":1,"maxLength":256,"description":"Chosen by the client; comes back in the response.","type":"string"},"method":{"minLength":1,"maxLength":1024,"description":"One of `hello-ok.features.methods`, or `connect` for the first frame.","type":"string"},"params":{"additionalProperties":true,"description":"Parameters of the method.","type":"object","properties":{}}}},"ResponseFrame":{"additionalProperties":false,"description":"The answer to a request. Answers may come in another order than the requests.","type":"object","required":["type","id","ok"],"properties":{"type":{"const":"res","type":"string"},"id":{"type":"string"},"ok":{"type":"boolean"},"payload":{},"error":{"$ref":"#/$defs/ErrorShape"}}}}};
