import type { SecretReference } from '../fleet/fleet-schema.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { hasSecretForm, isSecretContainer, isSecretKey, isSecretVariable } from '../fleet/secret-forms.ts';
import { quoted } from './visible.ts';

/** Gives secrets that stand in configs a name. Equal secrets get one name, so that a shared credential stays visible. */
export type SecretNames = { readonly nameFor: (secret: string, words: readonly string[]) => string };

export function createSecretNames(): SecretNames {
  const bySecret = new Map<string, string>();
  const used = new Set<string>();
  const free = (wanted: string): string => {
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      if (!used.has(name)) return name;
    }
  };
  return {
    nameFor: (secret, words) => {
      const name = bySecret.get(secret) ?? free(variableName(words));
      bySecret.set(secret, name);
      used.add(name);
      return name;
    },
  };
}

/** `main`, `telegram.botToken` become `MAIN_TELEGRAM_BOT_TOKEN`. */
function variableName(words: readonly string[]): string {
  const parts = words.map((word) => word.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z0-9]/g, '_'));
  const name = parts.join('_').replaceAll(/_+/g, '_').replace(/_$/, '').toUpperCase();
  return /^[A-Z]/.test(name) ? name : `GATEWAY_${name}`;
}

/** What replaces a secret of a config, and what to tell; `null`: it cannot be expressed. */
export type ImportedSecret = { readonly reference: SecretReference | null; readonly note: string | null };

/** `place`: gateway name and path of the key in its config. */
export function importSecret(value: Json, place: readonly string[], names: SecretNames): ImportedSecret {
  if (isSecretReference(value)) return { reference: value, note: null };
  const at = quoted(place.slice(1).join('.'));
  const variable = variableOf(value);
  if (variable !== null) return { reference: { $env: variable }, note: null };
  if (typeof value === 'string' && value !== '') {
    const name = names.nameFor(
      value,
      place.filter((word) => !['channels', 'auth'].includes(word)),
    );
    return {
      reference: { $env: name },
      note: `${at} is a secret in its config and was not copied: export ${name}=... before "omniclaw apply"`,
    };
  }
  return { reference: null, note: `${at} is a secret of a form that a fleet file does not have` };
}

/** The variable that a value stands for: `${NAME}`, or a SecretRef of OpenClaw. Source: openclaw 2026.9.6, SecretRef. */
function variableOf(value: Json): string | null {
  const [, name = null] = typeof value === 'string' ? (/^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(value) ?? []) : [];
  if (name !== null) return name;
  if (!isJsonObject(value) || value['source'] !== 'env' || typeof value['id'] !== 'string') return null;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(value['id']) ? value['id'] : null;
}

/** A value without its secrets: each becomes a reference, or is left out when it cannot be one. */
export function withoutSecrets(
  value: Json,
  place: readonly string[],
  replace: (secret: Json, place: readonly string[]) => Json | null,
): Json | null {
  if (isSecretReference(value)) return value;
  const key = place.at(-1) ?? '';
  if (typeof value === 'string') return looksSecret(key, value) ? replace(value, place) : value;
  if (Array.isArray(value)) {
    const secrets = isSecretContainer(key);
    return value.map((item) =>
      secrets && typeof item === 'string' && item !== '' ? replace(item, place) : withoutSecrets(item, place, replace),
    );
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
      const at = [...place, name];
      const kept = isSecretRef(name, inner) ? replace(inner, at) : withoutSecrets(inner, at, replace);
      return kept === null && inner !== null ? [] : [[name, kept]];
    }),
  );
}

/** Whether a text in a config, under that key, is a secret. */
export function looksSecret(key: string, text: string): boolean {
  return text !== '' && (isSecretKey(key) || isSecretVariable(key) || hasSecretForm(text));
}

/** Whether a value is a secret described by an object, as OpenClaw does it. */
export function isSecretRef(key: string, value: Json): boolean {
  return isSecretKey(key) && isJsonObject(value) && typeof value['source'] === 'string';
}
