/** Configs as clients see them: without literal secrets, which a client that writes the config back leaves as they are. */
import { changedPaths } from '../fleet/changed-paths.ts';
import { setField } from '../fleet/edit-json5.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { hasSecretForm, isSecretContainer, isSecretKey, isSecretVariable, withoutPlaceholders } from '../fleet/secret-forms.ts';

/** Stands for a literal secret. */
export const REDACTED = '__OMNICLAW_REDACTED__';

/** Replaces every text that is a secret, by the name of its key or by its form. References and placeholders stay. */
export function redactDocument(document: JsonObject): JsonObject {
  return redactObject(document, '');
}

function redactObject(object: JsonObject, parent: string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, redactValue(value, key, parent)]));
}

function redactValue(value: Json, key: string, parent: string): Json {
  if (typeof value === 'string') return isSecret(value, key, parent) ? REDACTED : value;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, key, parent));
  if (!isJsonObject(value)) return value;
  return Object.keys(value).some((inner) => inner.startsWith('$')) ? value : redactObject(value, key);
}

function isSecret(text: string, key: string, parent: string): boolean {
  const literal = withoutPlaceholders(text);
  if (literal === '') return false;
  return isSecretKey(key) || hasSecretForm(text) || (parent === 'env' && isSecretVariable(key)) || isSecretContainer(parent);
}

/** The text of a config with its secrets replaced; comments stay. */
export function redactText(text: string, document: JsonObject): string {
  return replaceDifferences(text, document, redactDocument(document));
}

/** Whether a text may have the stand-in anywhere; a backslash may begin a letter of it. */
export function mayHoldStandIn(text: string): boolean {
  return text.includes(REDACTED) || text.includes('\\');
}

/** Puts the secrets of `current` back where a text has the stand-in. `missing`: places that have none. */
export function restoreText(text: string, document: JsonObject, current: JsonObject) {
  const missing: string[] = [];
  const restore = (value: Json, before: Json | undefined, path: readonly string[]): Json => {
    if (value === REDACTED) {
      if (typeof before === 'string') return before;
      missing.push(path.join('.'));
      return value;
    }
    if (Array.isArray(value))
      return value.map((item, at) => restore(item, Array.isArray(before) ? before[at] : undefined, [...path, `${at}`]));
    return isJsonObject(value) ? restoreObject(value, before, path) : value;
  };
  const restoreObject = (object: JsonObject, before: Json | undefined, path: readonly string[]): JsonObject =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => [
        key,
        restore(value, isJsonObject(before) && Object.hasOwn(before, key) ? before[key] : undefined, [...path, key]),
      ]),
    );
  const restored = restoreObject(document, current, []);
  return { text: replaceDifferences(text, document, restored), missing };
}

function replaceDifferences(text: string, from: JsonObject, to: JsonObject): string {
  return changedPaths(from, to).reduce((edited, path) => setField(edited, path, valueAt(to, path)), text);
}

function valueAt(document: Json, path: readonly string[]): Json {
  return path.reduce<Json>((value, key) => (isJsonObject(value) ? (value[key] ?? null) : null), document);
}
