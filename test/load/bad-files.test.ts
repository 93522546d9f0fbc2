import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { brief, inFolder, loadPath } from './load-text.ts';

/** `is`: what the row shows. The file under test is the first one. */
type Row = { readonly is: string; readonly files: { readonly [name: string]: string | Uint8Array }; readonly finds: readonly RegExp[] };

const ts = (text: string, more: { [name: string]: string } = {}) => ({ 'omniclaw.fleet.ts': text, ...more });
const js = (text: string, more: { [name: string]: string } = {}) => ({ 'omniclaw.fleet.js': text, ...more });
const json = (text: string) => ({ 'omniclaw.fleet.json': text });
const yaml = (text: string) => ({ 'omniclaw.fleet.yaml': text });
const port = (text: string) => js(`export default { gateways: { main: { port: ${text} } } };`);
const jsonPort = (text: string) => json(`{"gateways":{"main":{"port":${text}}}}`);

const refusedPort = (got: string) => [new RegExp(`^OC701 1:\\d+ "port" must be an integer from 1 to 65535 or "auto", got ${got}$`)];

const rows: readonly Row[] = [
  // Ports
  ...['0', '-1', '65536', '1.5', 'true', 'null', '1e9'].map((text) => ({
    is: `port ${text} in JSON`,
    files: jsonPort(text),
    finds: refusedPort(text.replace('1e9', '1000000000')),
  })),
  { is: 'port [] in JSON', files: jsonPort('[]'), finds: refusedPort('\\[\\]') },
  { is: 'port {} in JSON', files: jsonPort('{}'), finds: refusedPort('an object') },
  { is: 'port as text in JSON', files: jsonPort('"18789"'), finds: refusedPort('"18789"') },
  { is: 'port as hexadecimal text', files: jsonPort('"0x4965"'), finds: refusedPort('"0x4965"') },
  { is: 'port as empty text', files: jsonPort('""'), finds: refusedPort('""') },
  { is: 'port Auto', files: jsonPort('"Auto"'), finds: refusedPort('"Auto"') },
  { is: 'NaN in JSON', files: jsonPort('NaN'), finds: [/^OC702 1:29 the fleet file is not JSON: expected a value, got "N"$/] },
  { is: 'hexadecimal number in JSON', files: jsonPort('0x10'), finds: [/^OC702 1:30 .*expected "," or "}", got "x"$/] },
  { is: 'leading zero in JSON', files: jsonPort('018'), finds: [/^OC702 1:30 /] },
  { is: 'leading plus in JSON', files: jsonPort('+1'), finds: [/^OC702 1:29 /] },
  { is: 'a number beyond range in JSON', files: jsonPort('1e999'), finds: [/^OC701 1:29 1e999 is too large for a number$/] },
  {
    is: 'a number beyond range in free config',
    files: json('{"gateways":{"main":{"config":{"n":-1e999}}}}'),
    finds: [/^OC701 1:36 -1e999 is too large/],
  },
  { is: 'NaN in code', files: port('NaN'), finds: [/^OC702 1:44 a fleet file holds plain data only, got NaN$/] },
  { is: 'Infinity in code', files: port('-Infinity'), finds: [/^OC702 1:44 .*got -Infinity$/] },
  { is: 'bigint in code', files: port('18789n'), finds: [/^OC702 1:44 .*got 18789n$/] },
  { is: 'boxed number in code', files: port('Object(18789)'), finds: [/^OC702 1:44 .*got a Number$/] },
  { is: '.nan in YAML', files: yaml('gateways: { main: { port: .nan } }'), finds: refusedPort('NaN') },
  { is: 'octal text in YAML', files: yaml('gateways: { main: { port: 0x } }'), finds: refusedPort('"0x"') },
  {
    is: 'several ports at once',
    files: json('{"gateways":{"a":{"port":0},"b":{"port":"x","prot":1}}}'),
    finds: [/^OC701 1:26 .*got 0$/, /^OC701 1:41 .*got "x"$/, /^OC701 1:52 "b" has the unknown key "prot"; did you mean "port"\?$/],
  },

  // Keys
  {
    is: 'duplicate keys',
    files: json('{"gateways":{"main":{"port":1,\n"port":2}}}'),
    finds: [/^OC701 2:1 1:22 the key "port" occurs twice in one object$/],
  },
  {
    is: 'duplicate gateways',
    files: json('{"gateways":{"default":{},"default":{}}}'),
    finds: [/^OC701 1:27 1:14 the key "default" occurs twice/],
  },
  {
    is: 'duplicate keys by escape',
    files: json('{"gateways":{"main":{},"ma\\u0069n":{}}}'),
    finds: [/^OC701 1:24 1:14 the key "main" occurs twice/],
  },
  {
    is: 'duplicate keys deep in free config',
    files: json('{"gateways":{"main":{"config":{"x":[{"a":1,"a":2}]}}}}'),
    finds: [/^OC701 1:44 1:38 the key "a" occurs twice/],
  },
  {
    is: 'duplicate __proto__',
    files: json('{"gateways":{"__proto__":{},"__proto__":{}}}'),
    finds: [/^OC701 1:29 1:14 the key "__proto__" occurs twice/],
  },
  {
    is: 'duplicate keys in YAML',
    files: yaml('gateways:\n  main: {}\n  main: {}\n'),
    finds: [/^OC702 3:3 the fleet file is not YAML: map keys must be unique$/],
  },
  {
    is: '__proto__ at the top',
    files: json('{"gateways":{},"__proto__":{"x":1}}'),
    finds: [/^OC701 1:28 the fleet file has the unknown key "__proto__"/],
  },
  {
    is: 'constructor in a gateway',
    files: json('{"gateways":{"main":{"constructor":1,"toString":2}}}'),
    finds: [/unknown key "constructor"/, /unknown key "toString"/],
  },
  { is: 'a gateway name with a line break is checked too', files: json('{"gateways":{"a\\nb":{"port":"x"}}}'), finds: refusedPort('"x"') },
  { is: 'no gateways', files: json('{}'), finds: [/^OC701 1:1 the fleet file lacks "gateways", an object$/] },
  {
    is: 'rescues in defaults',
    files: json('{"defaults":{"rescues":"main"},"gateways":{}}'),
    finds: [/^OC701 1:24 "defaults" has the unknown key "rescues"/],
  },
  {
    is: 'half a range',
    files: json('{"gateways":{"main":{"browser":{"cdpPortRange":{"first":1}}}}}'),
    finds: [/^OC701 1:48 "cdpPortRange" lacks "last", an integer from 1 to 65535$/],
  },
  {
    is: 'a wrong word',
    files: json('{"gateways":{"main":{"state":"runing"}}}'),
    finds: [/^OC701 1:30 "state" must be "running", "stopped" or "absent", got "runing"$/],
  },
  {
    is: 'an unfit secret',
    files: json('{"gateways":{"main":{"auth":{"token":5}}}}'),
    finds: [
      /^OC701 1:38 "token" must be env\("NAME"\), file\("PATH"\), command\("PROGRAM", \.\.\.\) or a text without NUL characters, got \(hidden\)$/,
    ],
  },
  {
    is: 'a NUL in a variable of the service',
    files: json('{"gateways":{"main":{"service":{"env":{"A":"b\\u0000"}}}}}'),
    finds: [/^OC701 1:\d+ "A" must be .* or a text without NUL characters, got "b\\u0000"$/],
  },
  {
    is: 'a NUL in a command line',
    files: json('{"gateways":{"main":{"runtime":"command","program":{"command":["/bin/x\\u0000"]}}}}'),
    finds: [/^OC701 1:\d+ "command\/0" must be a text without NUL characters, got "\/bin\/x\\u0000"$/],
  },
  {
    is: 'a reference to no variable',
    files: json('{"gateways":{"main":{"auth":{"token":{"$env":"A-B"}}}}}'),
    finds: [/^OC701 1:38 "token" must be env/],
  },
  {
    is: 'control characters in a value',
    files: json('{"gateways":{"main":{"state":"\\u001b[2J\\u202e"}}}'),
    finds: [/got "\\u001b\[2J\\u202e"$/],
  },
  { is: 'a gateway that is a list', files: json('{"gateways":{"main":[]}}'), finds: [/^OC701 1:14 "main" must be an object, got \[\]$/] },
  { is: 'a list at the top', files: json('[]'), finds: [/^OC701 1:1 the fleet file must be an object, got \[\]$/] },
  { is: 'null at the top', files: json('null'), finds: [/^OC701 1:1 the fleet file must be an object, got null$/] },

  // Files of data
  { is: 'an empty JSON file', files: json(''), finds: [/^OC702 1:1 the fleet file is empty$/] },
  { is: 'blanks only', files: json(' \n\t\n'), finds: [/^OC702 1:1 the fleet file is empty$/] },
  { is: 'a byte order mark only', files: json('\uFEFF'), finds: [/^OC702 1:1 the fleet file is empty$/] },
  { is: 'an empty YAML file', files: yaml('# nothing\n'), finds: [/^OC701 1:1 the fleet file must be an object, got null$/] },
  {
    is: 'not UTF-8',
    files: { 'omniclaw.fleet.json': Uint8Array.of(0x7b, 0xff, 0x7d) },
    finds: [/^OC702 1:1 the fleet file is not UTF-8 text$/],
  },
  {
    is: 'UTF-16',
    files: { 'omniclaw.fleet.json': new Uint8Array(Buffer.from('\uFEFF{}', 'utf16le')) },
    finds: [/^OC702 1:1 the fleet file is not UTF-8 text$/],
  },
  {
    is: 'half a JSON file',
    files: json('{"gateways":{'),
    finds: [/^OC702 1:14 .*expected a key in double quotes, got the end of the file$/],
  },
  { is: 'a comment in JSON', files: json('{\n// x\n}'), finds: [/^OC702 2:1 .*got "\/"$/] },
  { is: 'a trailing comma', files: json('{"gateways":{},}'), finds: [/^OC702 1:16 /] },
  { is: 'text after the JSON', files: json('{"gateways":{}} x'), finds: [/^OC702 1:17 .*expected the end of the file, got "x"$/] },
  { is: 'a raw tab in a string', files: json('{"a\tb":1}'), finds: [/^OC702 1:2 /] },
  { is: 'deeply nested JSON', files: json('['.repeat(100_000)), finds: [/^OC702 1:66 .*nested more than 64 levels deep$/] },
  { is: 'a place after a byte order mark and CRLF', files: json('\uFEFF{"gateways":{\r\n"main":{"port":0}}}'), finds: [/^OC701 2:16 /] },
  { is: 'a place after an emoji', files: json('{"gateways":{"\u{1F980}":{"port":0}}}'), finds: [/^OC701 1:27 /] },
  { is: 'bad YAML', files: yaml('gateways: [\n'), finds: [/^OC702 \d+:\d+ the fleet file is not YAML: /] },
  { is: 'several documents', files: yaml('a: 1\n---\nb: 2\n'), finds: [/^OC702 .*multiple documents/] },
  { is: 'a tag', files: yaml('gateways: !!js/function "x"\n'), finds: [/^OC702 1:11 .*unresolved tag/] },
  ...['binary "AAAA"', 'set {a, b}', 'omap [a: 1]', 'pairs [a: 1]', 'timestamp 2001-12-14'].map((tagged) => ({
    is: `a tag of YAML 1.1: ${tagged}`,
    files: yaml(`gateways: {main: !!${tagged}}\n`),
    finds: [/^OC702 1:18 .*unresolved tag/],
  })),
  { is: 'a merge key', files: yaml('d: &d {port: 1}\ngateways:\n  main:\n    <<: *d\n'), finds: [/unknown key "d"/, /unknown key "<<"/] },
  {
    is: 'an alias bomb',
    files: yaml(
      `a: &a [1,1,1,1,1,1,1,1,1,1]\n${'abcdefgh'.replace(/./g, (c, i: number) => (i === 0 ? '' : `${c}: &${c} [${`*${'abcdefgh'[i - 1]},`.repeat(10)}]\n`))}`,
    ),
    finds: [/^OC702 1:1 .*more than 100 repetitions by alias$/],
  },
  { is: 'an alias loop', files: yaml('gateways: &g\n  main: *g\n'), finds: [/^OC702 2:9 .*an alias stands inside the value it repeats$/] },
  { is: 'deeply nested YAML', files: yaml('['.repeat(20_000)), finds: [/^OC702 1:67 .*nested more than 64 levels deep$/] },
  { is: 'deeply nested lists of YAML', files: yaml(`${'- '.repeat(20_000)}x`), finds: [/^OC702 1:132 .*nested more than 64 levels deep$/] },
  {
    is: 'a tag with characters that do not show',
    files: yaml('gateways: !!x%07%1b "x"\n'),
    finds: [/^OC702 1:11 .*unresolved tag: [ -~]+$/],
  },
  { is: 'a line separator in JSON', files: json('{\u2028}'), finds: [/^OC702 1:2 .*expected a key in double quotes, got "\\u\{2028\}"$/] },
  {
    is: 'a key that does not show, twice',
    files: json('{"gateways":{"\u200b":{},"\u200b":{}}}'),
    finds: [/^OC701 1:21 1:14 the key "\\u200b" occurs twice/],
  },

  // Files of code: what they export
  { is: 'an empty code file', files: ts(''), finds: [/^OC702 1:1 the fleet file is empty$/] },
  { is: 'a comment only', files: ts('// nothing\n'), finds: [/^OC702 1:1 the fleet file exports nothing; it must export a fleet/] },
  { is: 'a named export only', files: ts('export const fleet = { gateways: {} };'), finds: [/exports nothing/] },
  { is: 'a string', files: ts('export default "main";'), finds: [/^OC702 1:16 the fleet file exports a string; /] },
  { is: 'a number', files: ts('export default 18789;'), finds: [/exports a number; /] },
  { is: 'null', files: ts('export default null;'), finds: [/exports null; /] },
  { is: 'undefined', files: ts('export default undefined;'), finds: [/exports undefined; /] },
  { is: 'a list', files: ts('export default [];'), finds: [/exports an array; /] },
  { is: 'a class', files: ts('export default class Fleet {}'), finds: [/exports a class; /] },
  { is: 'a symbol', files: ts('export default Symbol("x");'), finds: [/exports a symbol; /] },
  { is: 'a Map', files: ts('export default new Map();'), finds: [/exports a Map; /] },
  { is: 'a Proxy', files: ts('export default new Proxy({}, {});'), finds: [/exports a Proxy; /] },
  { is: 'a function that returns a string', files: ts('export default () => "x";'), finds: [/exports a function that returns a string; /] },
  {
    is: 'a function that returns a function',
    files: ts('export default () => () => ({ gateways: {} });'),
    finds: [/a function that returns a function; /],
  },
  { is: 'a promise of a string', files: ts('export default Promise.resolve("x");'), finds: [/exports a string; /] },
  { is: 'empty CommonJS exports', files: js('module.exports = {};'), finds: [/exports nothing/] },

  // Files of code: values that are no data
  { is: 'a function', files: port('() => 1'), finds: [/^OC702 1:44 .*got a function$/] },
  { is: 'a symbol', files: port('Symbol.iterator'), finds: [/^OC702 1:44 .*got a symbol$/] },
  { is: 'a Date', files: port('new Date(0)'), finds: [/got a Date$/] },
  { is: 'an instance', files: port('new (class Port {})()'), finds: [/got an instance of a class$/] },
  { is: 'a promise inside', files: port('Promise.resolve(1)'), finds: [/got a Promise$/] },
  {
    is: 'a getter that throws',
    files: js('export default { gateways: { main: { get port() { throw 1 } } } };'),
    finds: [/^OC702 1:\d+ .*got a getter that throws$/],
  },
  {
    is: 'a cyclic value',
    files: js('const f = { gateways: {} };\nf.gateways.main = f;\nexport default f;'),
    finds: [/^OC702 1:23 .*got a value that contains itself$/],
  },
  {
    is: 'a hole in a list',
    files: js('export default { gateways: { main: { config: { list: [1, , 2] } } } };'),
    finds: [/got undefined$/],
  },
  {
    is: 'a sparse list without end',
    files: js('export default { gateways: { main: { config: { list: new Array(4e9) } } } };'),
    finds: [/^OC702 /],
  },
  {
    is: 'all of it at once',
    files: js('export default {\n gateways: {\n  a: { port: NaN },\n  b: { port: 1n, stat: "x" },\n } };'),
    finds: [/^OC702 3:14 /, /^OC702 4:14 /, /^OC701 4:24 .*did you mean "state"\?$/],
  },

  // Files of code: how they end
  { is: 'throws an error', files: js('\n  throw new TypeError("no");'), finds: [/^OC702 2:9 the fleet file throws TypeError: no$/] },
  { is: 'throws a string', files: js('\nthrow "no\\u001b[0m";'), finds: [/^OC702 2:1 the fleet file throws "no\\u001b\[0m"$/] },
  { is: 'throws undefined', files: js('throw undefined;'), finds: [/^OC702 1:1 the fleet file throws undefined$/] },
  { is: 'throws null', files: js('throw null;'), finds: [/throws null$/] },
  { is: 'throws an object', files: js('throw { message: 1 };'), finds: [/throws an object$/] },
  {
    is: 'throws what throws',
    files: js('const e = new Error("x"); Object.defineProperty(e, "message", { get() { throw e } }); throw e;'),
    finds: [/^OC702 /],
  },
  {
    is: 'throws in the function',
    files: ts('export default () => {\n  throw new Error("later");\n};'),
    finds: [/^OC702 2:9 the fleet file throws later$/],
  },
  { is: 'rejects', files: ts('export default Promise.reject(new Error("no"));'), finds: [/^OC702 1:31 the fleet file throws no$/] },
  { is: 'recurses for ever', files: js('const f = () => f(); f();'), finds: [/throws RangeError: Maximum call stack size exceeded$/] },
  { is: 'never settles', files: ts('export default new Promise(() => {});'), finds: [/^OC702 1:16 the fleet file never settles/] },
  { is: 'awaits for ever', files: ts('await new Promise(() => {});\nexport default {};'), finds: [/never settles/] },
  { is: 'hangs', files: js('for (;;);'), finds: [/^OC702 1:1 the fleet file does not end/] },
  { is: 'hangs in the function', files: js('export default () => { for (;;); };'), finds: [/does not end/] },
  { is: 'hangs in a getter', files: js('export default { get gateways() { for (;;); } };'), finds: [/does not end/] },
  {
    is: 'hangs in microtasks',
    files: js('const f = () => Promise.resolve().then(f); await f();'),
    finds: [/does not end|too much memory/],
  },
  {
    is: 'hangs in a regular expression',
    files: js('/^(a+)+$/.test("a".repeat(40) + "b"); export default { gateways: {} };'),
    finds: [/does not end/],
  },
  { is: 'fills the memory', files: js('const a = []; for (;;) a.push(new Array(1e6).fill(1));'), finds: [/uses too much memory/] },
  {
    is: 'fills the memory off the heap',
    files: js('const a = []; for (;;) a.push(new Uint8Array(64 << 20).fill(1));'),
    finds: [/uses too much memory|does not end|throws RangeError/],
  },
  { is: 'exits', files: js('process.exit(0);'), finds: [/^OC702 1:9 the fleet file calls process.exit$/] },
  {
    is: 'exits and catches',
    files: js('try { process.exit(0) } catch {}\nexport default { gateways: {} };'),
    finds: [/^OC702 1:15 the fleet file calls process.exit$/],
  },
  { is: 'aborts', files: js('process.abort();'), finds: [/calls process.exit/] },
  {
    is: 'prints',
    files: js('console.log("{}");\nexport default { gateways: {} };'),
    finds: [/^OC702 1:9 the fleet file prints \(console.log\)$/],
  },
  {
    is: 'prints by the stream',
    files: js('process.stdout.write("{}");\nexport default { gateways: {} };'),
    finds: [/prints \(process.stdout.write\)$/],
  },
  {
    is: 'reads the environment',
    files: js('export default { gateways: { main: { workspace: process.env.HOME } } };'),
    finds: [/process.env is not available in a fleet file: use env\("NAME"\) for a secret$/],
  },

  // Files of code: syntax
  { is: 'a syntax error in a module', files: js('export default {\n  gateways: {,},\n};'), finds: [/^OC702 2:14 syntax error: /] },
  { is: 'a syntax error in TypeScript', files: ts('const a: = 1;\nexport default {};'), finds: [/^OC702 1:10 syntax error: /] },
  { is: 'a syntax error in CommonJS', files: js('module.exports = {\n  gateways: ,\n};'), finds: [/^OC702 2:13 syntax error: /] },
  { is: 'an enum', files: ts('\nenum Port { Main = 1 }\nexport default {};'), finds: [/^OC702 2:1 .*enum is not supported/] },
  {
    is: 'a namespace',
    files: ts('namespace N { export const a = 1; }\nexport default {};'),
    finds: [/^OC702 1:1 .*namespace declaration is not supported/],
  },
  { is: 'deeply nested code', files: js(`export default ${'['.repeat(100_000)}`), finds: [/^OC702 1:\d+ /] },
  { is: 'a long sum that throws', files: js(`const a = ${'1 + '.repeat(20_000)}1;\nthrow 1;`), finds: [/^OC702 /] },
  {
    is: 'a throw after a line separator',
    files: js('/*\u2028\u2029*/ \nconst a = "\u2028"; none.x;'),
    finds: [/^OC702 2:16 the fleet file throws ReferenceError/],
  },
  { is: 'a control character after a tab', files: ts('\t\u0000'), finds: [/^OC702 1:[1-3] syntax error/] },
  { is: 'not code at all', files: ts('\u0000\u0001\u0002'), finds: [/^OC702 1:1 syntax error/] },

  // Files of code: imports
  {
    is: 'a missing file',
    files: ts('import a from "./missing.ts";\nexport default a;'),
    finds: [/^OC702 1:15 import of "\.\/missing\.ts": there is no such file$/],
  },
  {
    is: 'a missing package',
    files: ts('import a from "left-pad";\nexport default a;'),
    finds: [/^OC702 1:15 import of "left-pad": a fleet file may only import "omniclaw" and relative files/],
  },
  { is: 'a builtin', files: ts('import a from "node:path";\nexport default a;'), finds: [/^OC702 1:15 import of "node:path": /] },
  { is: 'a builtin without prefix', files: ts('import "fs";\nexport default {};'), finds: [/import of "fs": /] },
  {
    is: 'a file outside',
    files: ts('import a from "../outside.json";\nexport default a;'),
    finds: [/it is outside the folder of the fleet file$/],
  },
  { is: 'an absolute path', files: ts('import a from "/etc/passwd";\nexport default a;'), finds: [/may only import/] },
  { is: 'a file URL', files: ts('import a from "file:///etc/passwd";\nexport default a;'), finds: [/may only import/] },
  { is: 'a data URL', files: ts('import a from "data:text/javascript,export default 1";\nexport default a;'), finds: [/may only import/] },
  { is: 'a folder', files: ts('import a from "./inner";\nexport default a;', { 'inner/x.ts': '' }), finds: [/there is no such file$/] },
  {
    is: 'a name that is not exported',
    files: ts('import { nothing } from "omniclaw";\nexport default nothing;'),
    finds: [/^OC702 .*does not provide an export named 'nothing'/],
  },
  {
    is: 'JSON that is none',
    files: ts('import a from "./a.json";\nexport default a;', { 'a.json': '{,}' }),
    finds: [/^OC702 1:2 "a.json" is not JSON$/],
  },
  {
    is: 'a syntax error in an imported file',
    files: ts('import a from "./a.ts";\nexport default a;', { 'a.ts': '\nexport default {,};' }),
    finds: [/^OC702 2:17 syntax error/],
  },
  {
    is: 'a throw in an imported file',
    files: ts('import a from "./a.ts";\nexport default a;', { 'a.ts': '\n\nthrow new Error("inner");' }),
    finds: [/^OC702 3:7 the fleet file throws inner$/],
  },
  {
    is: 'a cyclic import that reads too early',
    files: ts('import { b } from "./b.ts";\nexport const a = b;\nexport default {};', {
      'b.ts': 'import { a } from "./omniclaw.fleet.ts";\nexport const b = a;',
    }),
    finds: [/^OC702 2:18 .*Cannot access 'a' before initialization$/],
  },
];

const test = suite('load: bad files');

for (const { is, files, finds } of rows) {
  test(is, async () => {
    await inFolder(files, async (folder) => {
      const started = performance.now();
      const { findings, spec } = await loadPath(join(folder, Object.keys(files)[0] ?? ''));
      const took = performance.now() - started;
      const briefs = findings.map(brief);
      assert.is(briefs.length, finds.length, `${finds.length} findings wanted, got:\n${briefs.join('\n')}`);
      for (const [index, wanted] of finds.entries()) assert.match(briefs[index] ?? '', wanted);
      assert.is(spec, null);
      assert.not.match(briefs.join('\n'), /\n\s+at |node:internal/);
      assert.equal(readdirSync(folder).sort(), [...new Set(Object.keys(files).map((name) => name.split('/')[0]))].sort());
      assert.ok(took < 8_000, `took ${took} ms`);
    });
  });
}

test.run();
