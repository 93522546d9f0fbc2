/** Reads a config without judging whether it can be used: what it says, and everything that is wrong with it. */
import { createHash } from 'node:crypto';
import { placeOfField } from '../fleet/edit-json5.ts';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { GatewayConfigDeclaration } from '../fleet/gateway-config-schema.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { pointer, pointerKeys } from '../fleet/json-pointer.ts';
import { nearestName } from '../fleet/nearest-name.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { MAX_BASE_PORT } from '../fleet/port-block.ts';
import type { ConfigProblem, IncludedFile } from '../fleet/resolve-includes.ts';
import { includeWay } from '../fleet/runtime.ts';
import { describeSchemaErrors, type SchemaLanguage } from '../fleet/schema-words.ts';
import { readFileSafely } from '../os/read-file.ts';
import { readIncludes } from '../os/read-includes.ts';
import { expandVariables, type Variables } from './expand-variables.ts';
import { configSchema, validate } from './generated/validate-config.js';

/** `line` and `column` count from 1, in the root file. */
export type PlacedProblem = ConfigProblem & { readonly line: number; readonly column: number };

export type InspectedConfig = {
  readonly path: string;
  /** `null`: there is no file. */
  readonly text: string | null;
  /** Whether the root file holds an object in JSON5, or nothing. If not, `authored` is empty, and `problems` says why. */
  readonly parsed: 'yes' | 'no';
  /** The root file as written. */
  readonly authored: JsonObject;
  /** With `$include` and `${VAR}` resolved; secret references stay references. */
  readonly declaration: GatewayConfigDeclaration;
  /** SHA-256 over the root file and every included one, 64 hex digits. What writers compare before they write. */
  readonly hash: string;
  /** Included files. */
  readonly includes: readonly string[];
  readonly problems: readonly PlacedProblem[];
  /** Sections that this version does not know, and keeps. */
  readonly unknown: readonly string[];
};

export type ConfigSource = { readonly path: string; readonly home: string; readonly variables: Variables };

const LANGUAGE: SchemaLanguage = {
  schema: configSchema,
  whole: 'the config',
  reference: '{ "$env": "NAME" }, { "$file": "PATH" }, { "$command": ["PROGRAM"] }',
  naming: 'path',
};

/** Throws OCE_OBSERVE when a file is there and cannot be read. */
export async function inspectConfig(source: ConfigSource): Promise<InspectedConfig> {
  const file = await readFileSafely(source.path);
  return inspectConfigText(file?.text ?? null, source);
}

let last: { readonly source: ConfigSource; readonly inspected: InspectedConfig } | undefined;

/** The same for a text that is about to be written. A write looks at each text several times; one that is all there is gives the same. */
export async function inspectConfigText(text: string | null, source: ConfigSource): Promise<InspectedConfig> {
  if (last !== undefined && last.inspected.text === text && last.inspected.includes.length === 0 && isSameSource(last.source, source))
    return last.inspected;
  const inspected = await inspectText(text, source);
  last = { source, inspected };
  return inspected;
}

function isSameSource(one: ConfigSource, other: ConfigSource): boolean {
  return one.path === other.path && one.home === other.home && one.variables === other.variables;
}

async function inspectText(text: string | null, source: ConfigSource): Promise<InspectedConfig> {
  const { path, home, variables } = source;
  const hash = hashOf(text, []);
  const empty = { path, text, parsed: 'yes', authored: {}, declaration: {}, hash, includes: [], problems: [], unknown: [] } as const;
  if (text === null || text.trim() === '') return empty;
  const parsed = parseJson5(text);
  if (!('value' in parsed)) {
    return { ...empty, parsed: 'no', problems: [{ message: parsed.problem, at: '', line: parsed.line, column: parsed.column }] };
  }
  const authored = parsed.value;
  if (!isJsonObject(authored)) {
    return { ...empty, parsed: 'no', problems: [{ message: 'does not hold an object', at: '', line: 1, column: 1 }] };
  }
  const included = await readIncludes({ path, document: authored }, includeWay('omniclaw', home));
  const expanded = expandVariables(included.value, variables);
  const { declaration, problems, unknown } = checkDeclaration(expanded.value);
  return {
    ...empty,
    authored,
    declaration,
    hash: hashOf(text, included.files),
    includes: included.files.map((one) => one.path),
    problems: [...included.problems, ...expanded.problems, ...problems].map((problem) => ({
      ...problem,
      ...placeOfField(text, pointerKeys(problem.at)),
    })),
    unknown,
  };
}

function hashOf(text: string | null, files: readonly IncludedFile[]): string {
  const hash = createHash('sha256').update(text ?? '');
  for (const file of files) hash.update(`\0${file.path}\0${'text' in file ? file.text : ''}`);
  return hash.digest('hex');
}

/** A value that is known to be a config. */
export function inspectDeclaration(value: JsonObject): GatewayConfigDeclaration {
  if (!validate(value)) throw new TypeError('not a config');
  return value;
}

type Checked = Pick<InspectedConfig, 'declaration' | 'unknown'> & { readonly problems: readonly ConfigProblem[] };

function checkDeclaration(value: JsonObject): Checked {
  const unknown = Object.keys(value).filter((key) => !SECTIONS.includes(key));
  const misspelled = unknown.flatMap((key) => {
    const near = nearestName(key, SECTIONS);
    return near === undefined ? [] : [{ message: `the config has the unknown key "${key}"; did you mean "${near}"?`, at: pointer(key) }];
  });
  if (!validate(value)) {
    return { declaration: {}, unknown, problems: [...misspelled, ...describeSchemaErrors(validate.errors ?? [], value, LANGUAGE)] };
  }
  return { declaration: value, unknown, problems: [...misspelled, ...findMeaningless(value)] };
}

const SECTIONS = Object.keys(Object(configSchema['properties']));

/** What a schema cannot say. */
function findMeaningless({ gateway, browser }: GatewayConfigDeclaration): ConfigProblem[] {
  const tooHigh =
    (gateway?.port ?? 1) > MAX_BASE_PORT
      ? [{ message: `"gateway.port" must be at most ${MAX_BASE_PORT}: the ports above it would pass 65535`, at: '/gateway/port' }]
      : [];
  const open =
    gateway?.auth?.mode === 'none' && !['loopback', '127.0.0.1', undefined].includes(gateway.bind)
      ? [{ message: `"gateway.auth.mode" is "none", which is refused with "gateway.bind" "${gateway.bind}"`, at: '/gateway/auth/mode' }]
      : [];
  const both = Object.entries(browser?.profiles ?? {}).flatMap(([name, { cdpPort, cdpUrl }]) =>
    cdpPort === undefined || cdpUrl === undefined
      ? []
      : [{ message: `"browser.profiles.${name}" has both a cdpPort and a cdpUrl`, at: `/browser/profiles${pointer(name)}` }],
  );
  return [...tooHigh, ...open, ...both];
}
