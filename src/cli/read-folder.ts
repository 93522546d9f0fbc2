import { resolve } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** A path as it was typed, made absolute: `~` is the home folder, which not every shell expands. Throws OCE_USAGE. */
export function readFolder(text: string, home: string): string {
  // A home folder may be called anything: what lies below it is judged without its name.
  const problem = whatIsWrongWith(text.startsWith(`${home}/`) ? text.slice(home.length) : text);
  if (problem !== null) throw new OmniclawError('OCE_USAGE', `${JSON.stringify(text)} is no path: ${problem}`, { hint: '~/work' });
  return text === '~' || text.startsWith('~/') ? resolve(home, text.slice(2)) : resolve(text);
}

/** What no path may look like, in words; `null` when it is fine. */
export function whatIsWrongWith(text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  if (/[\p{Cc}]/u.test(text)) return 'it has a control character';
  if (/^~[^/]/.test(text)) return 'only "~/" is known, not the homes of others';
  return text.includes('$') ? 'variables are not expanded here' : null;
}
