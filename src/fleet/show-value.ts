import { UNSEEN } from './unseen.ts';

/** Longest text shown of a value. */
const SHOWN = 60;

const secretKey = /token|secret|passw|passphrase|credential|api[-_]?key|private[-_]?key|auth[-_]?key/i;

/** Text from a file that is safe on a terminal: control and invisible characters escaped, cut to a length. */
export function showText(text: string, longest: number = 4 * SHOWN): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return cut.replace(UNSEEN, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`);
}

/** A value as a message shows it; a text under a key that names a secret is hidden. */
export function showValue(value: unknown, keys: readonly string[]): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : 'a list';
  if (value !== null && typeof value === 'object') return 'an object';
  if (typeof value !== 'boolean' && value !== null && keys.some((key) => secretKey.test(key))) return '(hidden)';
  return typeof value === 'string' ? showText(JSON.stringify(value), SHOWN) : String(value);
}
