import type { SecretReference } from '../fleet/fleet-schema.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { isSecretContainer } from '../fleet/secret-forms.ts';
import { type FieldValue, fieldAt, fieldsToObject } from './desired-config.ts';
import type { FoundGateway } from './found-gateway.ts';
import { importSecret, isSecretRef, looksSecret, type SecretNames, withoutSecrets } from './import-secrets.ts';
import { fromProvider } from './secret-providers.ts';
import { quoted } from './visible.ts';

/** Parts of a declaration that are open: whatever a runtime understands. */
export type ImportedSettings = {
  readonly channels: JsonObject;
  readonly agents: JsonObject;
  readonly config: JsonObject;
  readonly env: { readonly [name: string]: string | SecretReference };
};

type Tools = { readonly names: SecretNames; readonly note: (text: string) => void };

/** Names a fleet file may not give to a variable: they change how programs are loaded, or are ours. */
const REFUSED_VARIABLE = /^(?:NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)/;

/**
 * What we wrote into the config the last time, and the credentials of channels. Everything else stays in the gateway's
 * own config, where apply leaves it alone.
 */
export function importSettings(found: FoundGateway, gateway: string, tools: Tools): ImportedSettings {
  const config = found.config ?? {};
  const replace = (secret: Json, place: readonly string[]): SecretReference | null => {
    const { reference, note } = importSecret(secret, place, tools.names);
    if (note !== null) tools.note(note);
    return reference;
  };
  const { decided, secretRefs } = runtimeOf(found.runtime).config;
  const written = found.remembered.map(({ path }) => path).filter((path) => !isDecided(path, decided));
  const paths = new Map([...written, ...credentialPaths(config, tools.note)].map((path) => [JSON.stringify(path), path]));
  const fields = [...paths.values()].flatMap((path): FieldValue[] => {
    const value = fieldAt(config, path);
    if (value === undefined) return [];
    const known = secretRefs === 'providers' ? fromProvider(value, config) : null;
    if (known !== null) return [{ path, value: known }];
    if (secretRefs === 'providers' && namesItsPlace(value)) return [];
    const kept = isSecret(path.at(-1) ?? '', value)
      ? replace(value, [gateway, ...path])
      : withoutSecrets(value, [gateway, ...path], replace);
    return kept === null && value !== null ? [] : [{ path, value: kept }];
  });
  const { channels = {}, agents = {}, env = {}, ...rest } = fieldsToObject(fields);
  const variables = Object.entries(isJsonObject(env) ? env : {});
  const literal = variables.filter(([, value]) => !isSecretReference(value));
  return {
    channels: isJsonObject(channels) ? channels : {},
    agents: isJsonObject(agents) ? agents : {},
    config: { ...rest, ...(literal.length === 0 ? {} : { env: Object.fromEntries(literal) }) },
    env: {
      ...importEnvironment(found, gateway, { ...tools, replace }),
      ...Object.fromEntries(variables.flatMap(([name, value]) => (isSecretReference(value) ? [[name, value] as const] : []))),
    },
  };
}

/** `decided`: fields that other keys of a declaration stand for. */
function isDecided(path: readonly string[], decided: readonly string[]): boolean {
  const key = path.join('.');
  return decided.some((one) => key === one || key.startsWith(`${one}.`));
}

/** Where a gateway that is not ours names the place of a secret itself, the place stays as it is. */
function namesItsPlace(value: Json): boolean {
  return (
    (isJsonObject(value) && typeof value['source'] === 'string') || (typeof value === 'string' && /^\$\{?[A-Z_][A-Z0-9_]*\}?$/.test(value))
  );
}

function isSecret(key: string, value: Json): boolean {
  return (typeof value === 'string' && looksSecret(key, value)) || isSecretRef(key, value);
}

/** Places of credentials below `channels`. Those inside lists are told: a fleet file replaces lists as a whole. */
function credentialPaths(config: JsonObject, note: (text: string) => void): string[][] {
  const visit = (value: Json, path: string[]): string[][] => {
    if (isSecretReference(value) || isSecret(path.at(-1) ?? '', value)) return [path];
    if (Array.isArray(value)) {
      const key = path.at(-1) ?? '';
      const isHidden = (item: Json) =>
        isSecretReference(item) || (typeof item === 'string' && isSecretContainer(key)) || visit(item, path).length > 0;
      const hidden = value.some(isHidden);
      if (hidden) note(`${quoted(path.join('.'))} is a list with credentials in it, which stays in the config of the gateway only`);
      return [];
    }
    return isJsonObject(value) ? Object.entries(value).flatMap(([key, inner]) => visit(inner, [...path, key])) : [];
  };
  return visit(fieldAt(config, ['channels']) ?? null, ['channels']);
}

function importEnvironment(
  { runtime, sightings }: FoundGateway,
  gateway: string,
  { note, replace }: Tools & { readonly replace: (secret: Json, place: readonly string[]) => SecretReference | null },
): { readonly [name: string]: string | SecretReference } {
  const declared = sightings.find(({ kind, settings }) => kind === 'supervisor' || settings !== null)?.environment ?? {};
  const variables = Object.entries({ ...includeVariable({ runtime, sightings }), ...declared });
  return Object.fromEntries(
    variables.flatMap(([name, value]): [string, string | SecretReference][] => {
      if (REFUSED_VARIABLE.test(name)) {
        note(`its service sets ${quoted(name)}, which a fleet file may not`);
        return [];
      }
      if (!looksSecret(name, value)) return [[name, value]];
      const reference = replace(value, [gateway, 'env', name]);
      return reference === null ? [] : [[name, reference]];
    }),
  );
}

/** Whoever starts it, what its config includes is found only with this one. */
function includeVariable({ runtime, sightings }: Pick<FoundGateway, 'runtime' | 'sightings'>): { readonly [name: string]: string } {
  const { config, envPrefix } = runtimeOf(runtime);
  const roots = sightings.find(({ includeRoots }) => includeRoots !== null)?.includeRoots ?? null;
  return roots === null || config.includes.within !== 'folder' ? {} : { [`${envPrefix}_INCLUDE_ROOTS`]: roots };
}
