/** The kinds of input that are tried, and how often each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { mutate, mutations } from './byte-mutation.ts';
import { codeText } from './code-text.ts';
import { jsonText, yamlText } from './data-text.ts';
import { fleetPart } from './fleet-part.ts';
import { type FuzzInput, inputOf, type Written } from './fuzz-input.ts';
import { createNoise, type Noise } from './noise.ts';

export type Kind = 'json' | 'yaml' | 'json bytes' | 'yaml bytes' | 'yaml bombs' | 'lock' | 'code' | 'code bytes';

const ROOT = join(import.meta.dirname, '..', '..');
const seed = fc.oneof(fc.constant(0), fc.nat(0xffff_ffff));
const pick = fc.nat(0xffff);

/** Files of the repository, from which damaged ones are made. */
const RULES = join(ROOT, 'fixtures', 'rules');
const jsonFiles = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(join(RULES, name)));
const yamlFiles = jsonFiles.flatMap((file) => (file.length === 0 ? [] : [Buffer.from(stringify(JSON.parse(file.toString('utf8'))))]));
const codeFiles = [readFileSync(join(ROOT, 'omniclaw.fleet.example.ts'))];

function written(name: string, write: (part: Parameters<typeof jsonText>[0], noise: Noise) => Written): fc.Arbitrary<FuzzInput> {
  return fc.tuple(fleetPart, seed, pick).map(([part, noise, chosen]) => inputOf(name, write(part, createNoise(noise)), chosen));
}

/** A file of ours, or one that was written for the occasion, after some damage. */
function damaged(name: string, real: readonly Uint8Array[], made: fc.Arbitrary<FuzzInput>): fc.Arbitrary<FuzzInput> {
  const content = fc.oneof(
    fc.constantFrom(...real),
    made.map((input) => input.content),
    fc.uint8Array({ maxLength: 60 }),
  );
  return fc
    .tuple(content, mutations, pick)
    .map(([text, list, chosen]) => ({ name, content: mutate(text, list), beside: {}, comments: [], pick: chosen }));
}

const json = written('omniclaw.fleet.json', jsonText);
const yaml = written('omniclaw.fleet.yaml', yamlText);
const code = fc
  .tuple(fleetPart, seed, pick, fc.constantFrom('ts', 'ts', 'ts', 'js', 'mts', 'mjs', 'cjs'))
  .map(([part, noise, chosen, extension]) => inputOf(`omniclaw.fleet.${extension}`, codeText(part, createNoise(noise)), chosen));

const FLEET = '{"gateways":{"a":{},"b":{"port":"auto"},"main":{"port":18789}}}\n';
const LOCK = Buffer.from(
  '{\n  "schema": "omniclaw.lock.v1",\n  "formatVersion": "1.0",\n  "ports": {\n    "a": 18900,\n    "b": 19020\n  }\n}\n',
);
const lock = fc.tuple(mutations, pick).map(
  ([list, chosen]): FuzzInput => ({
    ...inputOf('omniclaw.fleet.json', { text: FLEET, comments: [] }, chosen),
    beside: { 'omniclaw.fleet.lock.json': Buffer.from(mutate(LOCK, list)).toString('latin1') },
  }),
);

/** Files that are small and mean something large, or nothing that ends. */
const bombs = fc
  .tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('', 'gateways: ', 'gateways:\n  main: ', '- '),
    pick,
  )
  .chain(([wide, deep, head, chosen]) => {
    const level = (at: number) => `a${at}: &a${at} [${Array.from({ length: wide }, () => (at === 0 ? '1' : `*a${at - 1}`)).join(', ')}]\n`;
    const texts = [
      Array.from({ length: deep }, (_, at) => level(at)).join(''),
      `a: &a {port: 1}\ngateways:\n${Array.from({ length: wide * 8 }, (_, at) => `  g${at}: *a\n`).join('')}`,
      `${head}${'['.repeat(deep * 60)}${']'.repeat(wide)}`,
      `${head}${'{a: '.repeat(deep * 20)}`,
      `${head}${'- '.repeat(deep * 50)}x`,
      Array.from({ length: deep * 4 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
      `${head}&a [*a]`,
      `${head}&a {b: &b {a: *a, b: *b}}`,
      `${head}*a`,
      `${head}&a &b x`,
      `${head}? {a: b}\n: c\n? [x]\n: y\n`,
      `${head}!!set {a, b}`,
      `${head}!!omap [a: 1]`,
      `${head}!!js/function "x"`,
      `${head}!<tag:yaml.org,2002:js/undefined> x`,
      `${head}!!binary "${'A'.repeat(deep)}"`,
      `%TAG ! tag:x,2000:\n---\n${head}!x y\n`,
      `${head}|\n${'  x\n'.repeat(deep)}`,
      `${head}"${'\\x41\\u0000\\U0001F980'.repeat(deep)}"`,
      `${head}'${"''".repeat(deep)}`,
      `${'#'.repeat(wide * 500)}\n${'--- a\n'.repeat(deep)}`,
      `gateways: {${Array.from({ length: 4 * deep + wide }, (_, at) => `g${at}: {port: ${18000 + at}}`).join(', ')}}`,
    ];
    return fc.constantFrom(...texts).map((content): FuzzInput => inputOf('omniclaw.fleet.yaml', { text: content, comments: [] }, chosen));
  });

export const KINDS: { readonly [kind in Kind]: fc.Arbitrary<FuzzInput> } = {
  json,
  yaml,
  'json bytes': damaged('omniclaw.fleet.json', jsonFiles, json),
  'yaml bytes': damaged('omniclaw.fleet.yaml', yamlFiles, yaml),
  'yaml bombs': bombs,
  lock,
  code,
  'code bytes': damaged('omniclaw.fleet.ts', codeFiles, code),
};

/** Batches come in turns. Of twenty, twelve are values, six are damaged bytes, two are code, which costs a process for each look at it. */
const ROUND: readonly Kind[] = [
  ...(['json', 'yaml', 'json bytes', 'json', 'yaml', 'yaml bytes', 'code', 'yaml', 'json', 'json bytes'] as const),
  ...(['json', 'yaml', 'yaml bytes', 'code bytes', 'json', 'yaml', 'json bytes', 'yaml', 'json'] as const),
];
const TURNS: readonly Kind[] = [...ROUND, 'yaml bombs', ...ROUND, 'lock'];

/** `only`: the kinds to choose from; empty: all. */
export function kindOfBatch(batch: number, only: readonly Kind[]): Kind {
  const turns = only.length === 0 ? TURNS : TURNS.filter((kind) => only.includes(kind));
  return turns[batch % turns.length] ?? 'json';
}

export function isKind(word: string): word is Kind {
  return Object.hasOwn(KINDS, word);
}
