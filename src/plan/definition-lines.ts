/** What changes in the text of a unit or a property list, for people. The installed text may hold anything, so secrets are taken out. */
import { MASK, maskWords } from '../fleet/mask-command.ts';
import { isSecretVariable, mayHoldSecret } from '../fleet/secret-forms.ts';
import { DEFINITION_VARIABLE } from './render-unit.ts';

/** Lines that only one of the two texts has, each in its order. */
export type ChangedLines = { readonly removed: readonly string[]; readonly added: readonly string[] };

export function changedLines(installed: string, wanted: string): ChangedLines {
  const [before, after] = [filledLines(installed), filledLines(wanted)];
  return { removed: onlyIn(before, after), added: onlyIn(after, before) };
}

/** Settings that go over several lines are one. Comments are left out: what somebody noted there nobody can judge. Source: systemd.syntax(7). */
function filledLines(text: string): string[] {
  const isFilled = (line: string) => line.trim() !== '';
  if (isMarkup(text)) return elementsOf(text).split('\n').filter(isFilled);
  const uncommented = text.split(/\r?\n/).filter((line) => !/^\s*[#;]/.test(line));
  return uncommented.join('\n').replaceAll('\\\n', ' ').split('\n').filter(isFilled);
}

/** A property list, each element on a line of its own. */
function elementsOf(text: string): string {
  const bare = text.replaceAll(/<!--.*?(?:-->|$)/gs, '');
  const joined = bare.replaceAll(/(?<=>)[^<]+/g, (inner) => (inner.trim() === '' ? inner : inner.split('\n').join(' ')));
  return joined.replaceAll(/>[ \t]*<(?!\/)/g, '>\n<');
}

function isMarkup(text: string): boolean {
  return text.trimStart().startsWith('<');
}

/** A line that stands there twice counts twice. What only tells two texts apart is left out. */
function onlyIn(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.flatMap((line, at) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    const before = lines[at - 1] ?? '';
    const marks = line.includes(DEFINITION_VARIABLE) || before.includes(DEFINITION_VARIABLE);
    return count > 0 || marks ? [] : [maskLine(line, before)];
  });
}

function maskLine(line: string, before: string): string {
  return isMarkup(line) ? maskElement(line, textOf(before)) : maskSetting(line);
}

/** A line of a unit: the value of a variable that is called like a secret is hidden, and a command line from its first secret on. */
function maskSetting(line: string): string {
  const at = line.indexOf('=');
  const [key, value] = [line.slice(0, at), line.slice(at + 1)];
  if (at < 0) return mayHoldSecret(line) ? MASK : line;
  const words = value.split(' ');
  const bare = words.map((word) => word.replaceAll(/^["']|["']$/g, ''));
  const secret = maskWords(bare).findIndex((word, index) => word !== bare[index]);
  if (key.trim() === 'Environment') {
    const names = [...value.matchAll(/(?<!\w)([A-Za-z_]\w*)=/g)].map(([, name = '']) => name);
    return secret >= 0 || mayHoldSecret(value) ? `${key}=${MASK} (${names.join(', ')})` : line;
  }
  if (isSecretVariable(key.trim())) return `${key}=${MASK}`;
  return secret < 0 ? line : `${key}=${[...words.slice(0, secret), MASK].join(' ')}`;
}

/** A line of a property list, whose name stands in the line before. */
function maskElement(line: string, name: string): string {
  if (line.includes('<![')) return MASK;
  const text = textOf(line);
  const [, masked = text] = maskWords([name, text]);
  return text !== '' && (isSecretVariable(name) || masked !== text) ? line.replace(`>${text}<`, `>${MASK}<`) : line;
}

function textOf(element: string): string {
  return />([^<]*)</.exec(element)?.[1] ?? '';
}
