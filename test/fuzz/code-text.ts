/** Writes fleets as TypeScript and JavaScript: as people write them, and as nobody should. */
import type { Field, Part } from './fleet-part.ts';
import type { Written } from './fuzz-input.ts';
import type { Noise } from './noise.ts';

/** Expressions that give no plain data, or end the evaluation. */
const NASTY_EXPRESSIONS = [
  'NaN',
  '-0',
  '1n',
  'undefined',
  'void 0',
  'Symbol("s")',
  'Symbol.iterator',
  'new Map([[1, 2]])',
  'new Set()',
  'new Date(0)',
  '/re/g',
  'new Proxy({}, {})',
  'new Proxy([], { get() { throw 1 } })',
  '(() => { throw new Error("no") })()',
  '(() => { throw undefined })()',
  '(function* () {})()',
  'async () => 1',
  'Promise.resolve(1)',
  'await 1',
  'await Promise.reject("no")',
  'class A {}',
  'new (class Port { port = 1 })()',
  'globalThis',
  'this',
  'import.meta',
  'import.meta.url',
  'arguments',
  'new Function("return 1")()',
  '(0, eval)("1")',
  'process.env.HOME',
  'process.exit(0)',
  'console.log("x")',
  'require("node:fs")',
  'await import("node:fs")',
  'await import("./none.ts")',
  'Object.create(null)',
  'Object.create({ port: 1 })',
  'Object.freeze({ port: 18789 })',
  '{ get port() { throw new Error("getter") } }',
  '{ get port() { return 18789 } }',
  '{ set port(value) {} }',
  '{ __proto__: { port: 18789 } }',
  '{ ["__proto__"]: { port: 18789 } }',
  '{ [Symbol("k")]: 1 }',
  '{ toString() { throw 1 } }',
  '{ toJSON: () => 18789 }',
  '{ then(resolve) { resolve(1) } }',
  'Array(3)',
  'new Array(1e9)',
  '"x".repeat(1e6)',
  'new Error("value")',
  'Object.assign(() => {}, { port: 1 })',
  'structuredClone',
  'String.raw`\\u`',
  '`a$\u007b1}b`',
  'a?.b ?? 1',
  'JSON.parse("{")',
  'new WeakRef({})',
  'Object(1)',
  'Object("text")',
  'new Uint8Array(3)',
  'cyclic',
  '[...cyclicList]',
  'never',
] as const;

const NASTY_STATEMENTS = [
  'throw new Error("stop");',
  'throw "stop";',
  'throw null;',
  'throw { message: 1 };',
  'throw Object.assign(new Error("x"), { stack: 5 });',
  'if (Math.random() >= 0) { throw new TypeError("always"); }',
  'Object.prototype.port = 1;',
  'Array.prototype.map = null;',
  'JSON.stringify = () => "x";',
  'globalThis.Object = null;',
  'Error.prepareStackTrace = () => { throw 1 };',
  'Promise.prototype.then = null;',
  'process.exit(0);',
  'console.log("hello");',
  'await new Promise(() => {});',
  'export * from "omniclaw";',
  'export { nothing } from "omniclaw";',
  'import "./missing.ts";',
  'import again from "./omniclaw.fleet.ts";',
  'import fs from "node:fs";',
  'enum Port { Main = 18789 }',
  'namespace N { export const a = 1; }',
  'declare const x: number;',
  'abstract class B<T> { constructor(private readonly a: T) {} }',
  '@decorator class C {}',
  'import type { Fleet } from "omniclaw";',
  'function f<T extends object>(this: unknown, a?: T): asserts a is T {}',
  'label: for (const x of [1, 2]) { if (x) continue label; }',
  'with ({}) {}',
  'let let_ = 1; var var_ = `$\u007b`$\u007b1}`}`;',
  'const a = 1; const a = 2;',
  '/* never closed',
  '"use strict"; delete x;',
  '#!/usr/bin/env node',
  '<!-- html',
  'return 5;',
  'module.exports = { gateways: {} };',
  'using x = null;',
  "export const \\u0061b = '\\u{1F980}';",
  'for (;;);',
  'const grow = () => Promise.resolve().then(grow); await grow();',
] as const;

const HEADS = [
  "import { defineFleet, env, file, command } from 'omniclaw';\n",
  '',
  "import * as omniclaw from 'omniclaw';\n",
  "import 'omniclaw';\n",
] as const;

export function codeText(part: Part, noise: Noise): Written {
  const comments: string[] = [];
  const comment = (): string => {
    if (!noise.once(10)) return '';
    comments.push(`kept-${comments.length}`);
    const body = noise.once(6)
      ? `omniclaw-ignore ${noise.pick('OC103', 'OC999', 'OC101, OC102', '')} -- ${comments.at(-1)}`
      : comments.at(-1);
    return noise.pick(` /* ${body} */`, ` // ${body}\n`, ` /** ${body} */\n`);
  };
  const expression = (value: Part): string => {
    if (noise.once(150)) return noise.pick(...NASTY_EXPRESSIONS);
    const plain = plainExpression(value);
    if (noise.once(30))
      return noise.pick(`(${plain})`, `(${plain} as any)`, `(() => (${plain}))()`, `(true ? ${plain} : null)`, `(0, ${plain})`);
    return noise.once(40) ? `(${plain}) satisfies unknown` : plain;
  };
  const plainExpression = (value: Part): string => {
    if (value.kind === 'spelled') return number(value.text);
    if (value.kind === 'text') return literal(value.text);
    if (value.kind === 'list') return `[${value.items.map((item) => expression(item) + comment()).join(', ')}]`;
    return (
      reference(value.fields) ?? `{${comment()} ${value.fields.map(member).join(`,${comment()} `)}${noise.pick('', ',')}${comment()} }`
    );
  };
  const number = (written: string): string =>
    /^\d{5}$/.test(written) && noise.once(8)
      ? noise.pick(
          `${written.slice(0, 2)}_${written.slice(2)}`,
          `0x${Number(written).toString(16)}`,
          `${Number(written) - 20} + 20`,
          'BASE',
        )
      : written;
  const literal = (text: string): string => {
    const double = JSON.stringify(text);
    if (noise.once(3)) return double;
    if (noise.once(12)) return `\`${text.replace(/[\\`$]/g, '\\$&')}\``;
    return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  };
  const member = ([key, value]: Field): string => {
    if (noise.once(60)) return `...${noise.pick('shared', 'null', '[1]', 'cyclic', `{ ${name(key)}: ${expression(value)} }`)}`;
    if (noise.once(60)) return `get ${name(key)}() { return ${expression(value)}; }`;
    if (noise.once(60)) return `${noise.pick('async ', '*', '')}${name(key)}() {}`;
    return `${name(key)}: ${expression(value)}`;
  };
  const name = (key: string): string => {
    if (noise.once(30)) return `[${literal(key)}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) && !noise.once(8) ? key : JSON.stringify(key);
  };
  const reference = (fields: readonly Field[]): string | null => {
    const [[key, value] = ['', null], ...rest] = fields;
    const isReference = rest.length === 0 && /^\$(?:env|file)$/.test(key) && value?.kind === 'text';
    return isReference && !noise.once(3) ? `${key.slice(1)}(${literal(value.text)})` : null;
  };

  const body = expression(part);
  const prelude = [
    'const BASE = 18789;\n',
    /\bshared\b/.test(body) ? `const shared = ${noise.pick('{ port: 18789 }', '{ browser: { enabled: false } }', 'null')};\n` : '',
    /\bcyclic\b/.test(body) ? 'const cyclic = { gateways: {} }; cyclic.gateways = cyclic;\n' : '',
    /\bcyclicList\b/.test(body) ? 'const cyclicList = []; cyclicList.push(cyclicList);\n' : '',
    /\bnever\b/.test(body) ? 'const never = new Promise(() => {});\n' : '',
    noise.once(12) ? `${noise.pick(...NASTY_STATEMENTS)}\n` : '',
  ];
  const exported = noise.pick(
    `export default defineFleet(${body});`,
    `export default ${body};`,
    `export default defineFleet(({ home, hostname }) => (${body}));`,
    `const fleet = ${body};\nexport default fleet;`,
    `export default (async () => (${body}))();`,
    `module.exports = ${body};`,
    `export { fleet as default };\nconst fleet = defineFleet(${body});`,
    `export const fleet = ${body};`,
    `export default function (facts) { return ${body}; }`,
  );
  return { text: `${noise.pick(...HEADS, HEADS[0], HEADS[0])}${prelude.join('')}${comment()}${exported}\n`, comments };
}
