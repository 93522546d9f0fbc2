/** A config with what it includes: what the gateway makes of the text, and where that cannot be what the fleet file wants. */
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isSameJson } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { type IncludeWay, resolveIncludes, sourceOf } from '../fleet/resolve-includes.ts';
import { includeWay, runtimeOf } from '../fleet/runtime.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { fieldAt } from './desired-config.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import type { Step } from './diff-gateway.ts';
import type { ObservedConfig } from './observed-gateway.ts';
import type { Blocked } from './plan.ts';
import { quoted } from './visible.ts';

/** How a gateway that is about to be looked at includes files. */
export function includeWayOf({ runtime, service }: Pick<DesiredGateway, 'runtime' | 'service'>): IncludeWay {
  const { envPrefix } = runtimeOf(runtime);
  const { env } = service.program;
  const home = env['HOME'] ?? '';
  return includeWay(runtime, home, includeRoots(env[`${envPrefix}_INCLUDE_ROOTS`], home));
}

/** The same of one as it is declared. */
export function includeWayOfDerived({ spec }: DerivedGateway, home: string): IncludeWay {
  const { envPrefix } = runtimeOf(spec.runtime);
  const roots = spec.service.env[`${envPrefix}_INCLUDE_ROOTS`];
  return includeWay(spec.runtime, home, includeRoots(typeof roots === 'string' ? roots : undefined, home));
}

/** Absolute folders, parted by colons. Source: openclaw 2026.9.6, `resolveIncludeRoots`. */
export function includeRoots(variable: string | undefined, home: string): string[] {
  if (variable === undefined) return [];
  const words = variable.split(':').map((word) => word.trim().replace(/^~(?=\/|$)/, home));
  return words.filter((word) => word.startsWith('/')).map((word) => word.replace(/(?<=.)\/+$/, ''));
}

/** What the gateway reads when its config has that text. `text` is a JSON5 object. */
export function effectiveValue(desired: DesiredGateway, config: ObservedConfig | null, text: string): JsonObject {
  const document = documentOf(text);
  if (config === null || config.included.length === 0) return document;
  return resolveIncludes({ path: desired.config.id, document }, filesOf(config), includeWayOf(desired)).value;
}

/** What the gateway will read once these steps are carried out. */
export function valueAfter(desired: DesiredGateway, config: ObservedConfig | null, steps: readonly Step[]): JsonObject {
  return effectiveValue(desired, config, textAfter(config, steps));
}

function textAfter(config: ObservedConfig | null, steps: readonly Step[]): string {
  return steps.find((one) => one.kind === 'config')?.resource.text ?? config?.text ?? '';
}

/** The included file that says what a field is; `null`: the config itself does, or nobody. */
export function includedFrom(desired: DesiredGateway, config: ObservedConfig, path: readonly string[]): string | null {
  const { id } = desired.config;
  const { file } = sourceOf({ path: id, document: config.written }, filesOf(config), includeWayOf(desired), path);
  return file === id ? null : file;
}

/**
 * Why a config with included files cannot be brought in line: a file that cannot be used, or one that goes on deciding
 * what the fleet file decides, since the gateway joins lists. Included files are never written to.
 */
export function findIncludeFault(desired: DesiredGateway, config: ObservedConfig | null, steps: readonly Step[]): Blocked | null {
  const text = textAfter(config, steps);
  if (config === null || desired.state === 'absent' || !text.includes('include')) return null;
  const { gateway } = desired;
  const document = documentOf(text);
  const { value, problems } = resolveIncludes({ path: desired.config.id, document }, filesOf(config), includeWayOf(desired));
  const [problem] = problems;
  if (problem !== undefined)
    return { gateway, message: `${quoted(desired.config.id)}: ${problem.message}`, hint: `edit ${quoted(desired.config.id)}` };
  for (const { path, value: wanted, set } of desired.config.fields) {
    const [now, written] = [fieldAt(value, path), fieldAt(document, path)];
    if (set !== 'always' || now === undefined || written === undefined || namesFile(wanted)) continue;
    if (!isSameJson(written, wanted) || isSameJson(now, wanted)) continue;
    const source = includedFrom(desired, config, path) ?? desired.config.id;
    const message = `${quoted(path.join('.'))} of its config would be more than what is declared: the gateway adds what the included file ${quoted(source)} says`;
    return { gateway, message, hint: `edit ${quoted(source)}` };
  }
  return null;
}

function namesFile(value: Json): boolean {
  return isJsonObject(value) && Object.hasOwn(value, '$include');
}

function documentOf(text: string): JsonObject {
  const parsed = parseJson5(text);
  return 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : {};
}

function filesOf({ included }: ObservedConfig) {
  return new Map(included.map((file) => [file.path, file]));
}
