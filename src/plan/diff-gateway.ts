/**
 * What must change for one gateway: desired against observed, in the order in which it is carried out.
 * Every step is level-based, so carrying it out twice is harmless.
 */
import { createHash } from 'node:crypto';
import { changedPaths } from '../fleet/changed-paths.ts';
import type { AuthFacts } from '../fleet/client-auth.ts';
import { reloadOf } from '../fleet/config-reloads.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { canonicalJson, GATEWAY_TOKEN_FILE, isSameJson } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { differingFields, fieldAt, mergeConfig, type OwnedField, plainConfig, usesOwnToken } from './desired-config.ts';
import { type DesiredGateway, FILE_MODE, spellingIn } from './desired-gateway.ts';
import type { ServiceStep } from './diff-service.ts';
import { diffService } from './diff-service.ts';
import { effectiveValue, includedFrom } from './effective-config.ts';
import type { ObservedGateway } from './observed-gateway.ts';
import type { Change, ConfigResource, DirectoryResource, Impact, KeyResource, ProgramResource, SecretsResource } from './resource.ts';
import { quoted } from './visible.ts';

/** A change with what a driver needs to carry it out. */
export type Step =
  | MoveStep
  | { readonly change: Change; readonly kind: 'program'; readonly resource: ProgramResource }
  | { readonly change: Change; readonly kind: 'directory'; readonly resource: DirectoryResource }
  | { readonly change: Change; readonly kind: 'key'; readonly resource: KeyResource }
  | { readonly change: Change; readonly kind: 'secrets'; readonly resource: { readonly id: string; readonly keys: readonly string[] } }
  | {
      readonly change: Change;
      readonly kind: 'config';
      readonly resource: ConfigResource;
      readonly previous: string | null;
      readonly merge: ConfigMerge;
    }
  | ServiceStep;

/** A folder of ours that goes to another place with everything in it. */
export type MoveStep = { readonly change: Change; readonly kind: 'move'; readonly from: string; readonly to: string };

/** How the text was made, so that it can be made again when the gateway has written its config meanwhile. */
export type ConfigMerge = Pick<AuthFacts, 'given'> & { readonly fields: readonly OwnedField[]; readonly dropped: readonly OwnedField[] };

/** What a diff needs to know beside the two states. */
export type DiffContext = {
  /** Config fields we wrote the last time; empty when that is not known. */
  readonly remembered: readonly OwnedField[];
};

export function diffGateway(desired: DesiredGateway, observed: ObservedGateway, context: DiffContext): Step[] {
  if (desired.state === 'absent') return diffService(desired, observed, { configHash: '', secretsHash: '', reload: [] });
  const { hasConfig } = runtimeOf(desired.runtime);
  const config = hasConfig ? desiredConfig(desired, observed, context) : null;
  const service = diffService(desired, observed, {
    configHash: config?.hash ?? '',
    secretsHash: observed.secrets.wanted?.hash ?? '',
    reload: config === null ? [] : hotChanges(desired, observed, config),
  });
  return [
    ...diffProgram(desired, observed),
    ...diffDirectories(desired, observed, service),
    ...diffKeys(desired, observed),
    ...diffSecrets(desired, observed),
    ...(config === null ? [] : diffConfig(desired, observed, config, context)),
    ...service,
  ];
}

function diffProgram({ gateway, program }: DesiredGateway, observed: ObservedGateway): Step[] {
  if (program === null || observed.program !== null) return [];
  const { packageName, version } = program;
  const after = { package: packageName, version };
  const reasons = [`${packageName} ${version} is not installed`];
  return [
    {
      kind: 'program',
      resource: program,
      change: { action: 'create', gateway, kind: 'program', id: program.id, before: null, after, reasons, impact: 'none' },
    },
  ];
}

/** SHA-256 of the canonical JSON of a config, 64 hex digits. */
export function configHash(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** A gateway that is not ours, and whose service we leave as it is, needs no folder for the log of a service. */
function diffDirectories(desired: DesiredGateway, observed: ObservedGateway, service: readonly ServiceStep[]): Step[] {
  const seen = new Map(observed.directories.map((directory) => [directory.id, directory]));
  const isLeftAlone = service.length === 0 && runtimeOf(desired.runtime).program.source !== 'own';
  const log = desired.service.program.logFile;
  const needed = desired.directories.filter(({ id }) => !isLeftAlone || !log.startsWith(`${id}/`) || id === desired.stateDir);
  return needed.flatMap((resource): Step[] => {
    const current = seen.get(resource.id);
    const common = {
      gateway: desired.gateway,
      kind: 'directory',
      id: resource.id,
      after: { mode: octal(resource.mode) },
      impact: 'none',
    } as const;
    if (current === undefined) {
      return [{ kind: 'directory', resource, change: { ...common, action: 'create', before: null, reasons: ['the folder is missing'] } }];
    }
    if (resource.id !== desired.stateDir || (current.mode & 0o077) === 0) return [];
    const before = { mode: octal(current.mode) };
    return [
      { kind: 'directory', resource, change: { ...common, action: 'update', before, reasons: ['others can read the state folder'] } },
    ];
  });
}

/** A token of ours is made for configs that have none. */
function diffKeys(desired: DesiredGateway, observed: ObservedGateway): Step[] {
  const seen = new Map(observed.keys.map((key) => [key.id, key]));
  const hasOther = observed.config !== null && !usesOwnToken(observed.config, desired.config.fields);
  const needed = desired.keys.filter(({ id }) => !hasOther || seen.has(id) || !id.endsWith(`/${GATEWAY_TOKEN_FILE}`));
  return needed.flatMap((resource): Step[] => {
    const current = seen.get(resource.id);
    const common = {
      gateway: desired.gateway,
      kind: 'key',
      id: resource.id,
      after: { mode: octal(resource.mode) },
      impact: 'none',
    } as const;
    if (current === undefined) {
      return [
        { kind: 'key', resource, change: { ...common, action: 'create', before: null, reasons: ['made once, with random content'] } },
      ];
    }
    if ((current.mode & 0o077) === 0) return [];
    const before = { mode: octal(current.mode) };
    return [{ kind: 'key', resource, change: { ...common, action: 'update', before, reasons: ['others can read the key'] } }];
  });
}

function diffSecrets(desired: DesiredGateway, { secrets }: ObservedGateway): Step[] {
  const { stored, wanted } = secrets;
  const decision = decideSecrets(stored, wanted);
  if (decision === null) return [];
  const [action, reason, impact] = decision;
  const { id, keys } = desired.secrets;
  const common = { gateway: desired.gateway, kind: 'secrets', id } as const;
  const change: Change = {
    ...common,
    action,
    before: summarizeSecrets(stored),
    after: summarizeSecrets(wanted),
    reasons: [reason],
    impact,
  };
  return [{ kind: 'secrets', resource: { id, keys }, change }];
}

type SecretsDecision = readonly ['create' | 'update' | 'delete', string, Change['impact']];

function decideSecrets(stored: SecretsResource | null, wanted: SecretsResource | null): SecretsDecision | null {
  if (stored === null) return wanted === null ? null : ['create', 'the values of its secret references are not stored yet', 'restart'];
  if (wanted === null) return ['delete', 'it has no secret references any more', 'restart'];
  if (stored.hash !== wanted.hash) return ['update', 'the value of a secret reference changed', 'restart'];
  return (stored.mode & 0o077) === 0 ? null : ['update', 'others can read the stored secrets', 'none'];
}

function summarizeSecrets(secrets: SecretsResource | null): JsonObject | null {
  return secrets === null ? null : { keys: secrets.keys };
}

function desiredConfig(desired: DesiredGateway, observed: ObservedGateway, { remembered }: DiffContext): ConfigResource {
  const { id } = desired.config;
  const current = observed.config?.value ?? {};
  const fields = reclaim(desired.config.fields, current, remembered);
  const dropped = droppedFields(current, fields, remembered);
  const differing = differingFields(observed.config ?? plainConfig({}), fields, spellingIn(desired));
  const text = mergeConfig(observed.config?.text ?? null, differing, dropped, fields);
  const common = { kind: 'config', gateway: desired.gateway, id, text, mode: FILE_MODE } as const;
  if (text === observed.config?.text) return { ...common, hash: observed.config.hash };
  const parsed = parseJson5(text);
  if (!('value' in parsed)) throw new TypeError(`merged config of "${desired.gateway}" does not parse: ${parsed.problem}`);
  return { ...common, hash: configHash(parsed.value) };
}

/** A value that is there stays where we only fill a gap, unless it is there because we declared it the last time. */
function reclaim(fields: readonly OwnedField[], current: JsonObject, remembered: readonly OwnedField[]): OwnedField[] {
  const declared = Map.groupBy(
    remembered.filter(({ set }) => set === 'always'),
    ({ path }) => JSON.stringify(path),
  );
  return fields.map((field) => {
    const now = fieldAt(current, field.path);
    const isOurs = now !== undefined && declared.get(JSON.stringify(field.path))?.some(({ value }) => isSameJson(now, value)) === true;
    return isOurs ? { ...field, set: 'always' } : field;
  });
}

/** Fields we wrote once, no longer own, and nobody has changed since. */
function droppedFields(current: JsonObject, fields: readonly OwnedField[], remembered: readonly OwnedField[]): OwnedField[] {
  const owned = fields.map(({ path }) => JSON.stringify(path));
  const known = new Set(owned);
  return remembered.filter(({ path, value }) => {
    const key = JSON.stringify(path);
    if (known.has(key) || owned.some((other) => other.startsWith(`${key.slice(0, -1)},`))) return false;
    const now = fieldAt(current, path);
    return now !== undefined && isSameJson(now, value);
  });
}

function diffConfig(desired: DesiredGateway, observed: ObservedGateway, wanted: ConfigResource, { remembered }: DiffContext): Step[] {
  const { config } = observed;
  const loose = config !== null && (config.mode & 0o077) !== 0;
  if (config !== null && config.text === wanted.text && !loose) return [];
  const change: Change = {
    action: config === null ? 'create' : 'update',
    gateway: desired.gateway,
    kind: 'config',
    id: wanted.id,
    ...summarizeConfig(desired, config, wanted),
    impact: impactOf(desired, observed, wanted),
  };
  const current = config?.value ?? {};
  const fields = reclaim(desired.config.fields, current, remembered);
  const merge = { fields, dropped: droppedFields(current, fields, remembered), given: config?.given ?? [] };
  return [{ kind: 'config', resource: wanted, previous: config?.text ?? null, merge, change }];
}

function impactOf(desired: DesiredGateway, observed: ObservedGateway, wanted: ConfigResource): Impact {
  if (observed.config === null || observed.config.hash === wanted.hash) return 'none';
  return hotChanges(desired, observed, wanted).length > 0 ? 'reload' : 'restart';
}

/**
 * The keys that differ from what the process runs with, when it can take up all of them while it runs; else none. What it
 * runs with is known only while that is what lies on the disk.
 */
function hotChanges(desired: DesiredGateway, { config, service: { live } }: ObservedGateway, wanted: ConfigResource): string[] {
  if (config === null || live === null || live.configHash !== config.hash || config.hash === wanted.hash) return [];
  const next = effectiveValue(desired, config, wanted.text);
  if (isReloadOff(next)) return [];
  const paths = changedPaths(config.value, next);
  const { reloads } = runtimeOf(desired.runtime);
  if (!paths.every((path) => reloadOf(path, reloads) === 'hot')) return [];
  return paths.map((path) => path.join('.'));
}

/** Ours says it in one word, others in a section. */
function isReloadOff(config: Json): boolean {
  const reload = fieldAt(config, ['gateway', 'reload']);
  return reload === 'off' || fieldAt(reload ?? null, ['mode']) === 'off';
}

/** Shows the fields that change and nothing else; owned fields hold references, never secrets. */
function summarizeConfig(
  desired: DesiredGateway,
  config: ObservedGateway['config'],
  wanted: ConfigResource,
): Pick<Change, 'before' | 'after' | 'reasons'> {
  const next = effectiveValue(desired, config, wanted.text);
  const paths = fieldsThatChange(config?.value ?? {}, next, []);
  const summary = (value: Json) =>
    Object.fromEntries(
      paths.flatMap((path) => {
        const field = fieldAt(value, path);
        return field === undefined ? [] : [[path.join('.'), showable(desired, path, field)]];
      }),
    );
  if (config === null) return { before: null, after: summary(next), reasons: ['the config is missing'] };
  const differing = paths.map((path) => `${path.join('.')} differs from the fleet file`);
  const sources = new Set(paths.flatMap((path) => includedFrom(desired, config, path) ?? []));
  const named = [...differing, ...[...sources].map((source) => `the included file ${quoted(source)} says otherwise, and stays as it is`)];
  return { before: summary(config.value), after: summary(next), reasons: named.length > 0 ? named : ['others can read the config'] };
}

/** A literal that stands where a secret belongs is never shown, whoever wrote it. */
export function showable({ config }: DesiredGateway, path: readonly string[], value: Json): Json {
  if (typeof value === 'string' && path.some((key) => /token|secret|password|credential|key$/i.test(key))) return '(hidden)';
  return config.fields.some((field) => field.path.every((key, depth) => path[depth] === key)) ? value : '(not ours)';
}

function fieldsThatChange(before: Json | undefined, after: Json | undefined, path: readonly string[]): string[][] {
  if (before !== undefined && after !== undefined && isSameJson(before, after)) return [];
  if (!isJsonObject(before ?? {}) || !isJsonObject(after ?? {}) || hasReference(before) || hasReference(after)) return [[...path]];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  if (keys.size === 0) return [[...path]];
  return [...keys].flatMap((key) => fieldsThatChange(fieldAt(before ?? {}, [key]), fieldAt(after ?? {}, [key]), [...path, key]));
}

function hasReference(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).some((key) => key.startsWith('$'));
}

function octal(mode: number): string {
  return `0${(mode & 0o777).toString(8)}`;
}
