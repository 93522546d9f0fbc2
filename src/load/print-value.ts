import type { Json } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';

/** How a fleet file writes its values. `helpers`: what it imports from "omniclaw". */
export type Notation =
  | { readonly language: 'json' | 'yaml' }
  | { readonly language: 'code'; readonly quote: "'" | '"'; readonly helpers: readonly string[] };

/** A value on one line, in the notation of a file. */
export function printValue(value: Json, notation: Notation): string {
  if (typeof value === 'string') return printText(value, notation);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (!isJsonObject(value)) return `[${value.map((item) => printValue(item, notation)).join(', ')}]`;
  const reference = printReference(Object.entries(value), notation);
  if (reference !== null) return reference;
  const fields = Object.entries(value).map(([key, inner]) => `${printKey(key, notation)}: ${printValue(inner, notation)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

export function printKey(key: string, notation: Notation): string {
  if (notation.language === 'code' && /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__') return key;
  if (notation.language === 'yaml') return isPlainWord(key) ? key : JSON.stringify(key);
  const text = printText(key, notation);
  return key === '__proto__' && notation.language === 'code' ? `[${text}]` : text;
}

function printText(text: string, notation: Notation): string {
  const written = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  if (notation.language !== 'code' || notation.quote === '"') return written;
  return `'${written.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Words that mean nothing else to a YAML 1.2 reader. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z$][\w$-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

/** `env('NAME')` where the file has that word, and the object it stands for elsewhere. */
function printReference(fields: readonly (readonly [string, Json])[], notation: Notation): string | null {
  const [[key, value] = ['', null], ...rest] = fields;
  if (notation.language !== 'code' || rest.length > 0 || !key.startsWith('$') || !notation.helpers.includes(key.slice(1))) return null;
  const given = Array.isArray(value) ? value : [value];
  return `${key.slice(1)}(${given.map((one) => printValue(one, notation)).join(', ')})`;
}
