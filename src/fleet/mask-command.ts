import { isSecretVariable, mayHoldSecret } from './secret-forms.ts';

const LONGEST = 200;
/** What stands for a secret. */
export const MASK = '***';

/** A command line as one text, without what may be a secret: values of options and variables that are called like one, and well-known forms. */
export function maskCommand(argv: readonly string[]): string {
  const text = maskWords(argv).join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** The words of a command line, what may be a secret replaced. */
export function maskWords(argv: readonly string[]): string[] {
  return argv.map((word, at) => maskWord(word, argv[at - 1] ?? ''));
}

function maskWord(word: string, before: string): string {
  const named = maskNamed(word);
  if (named !== null) return named;
  if (before.startsWith('-') && !before.includes('=') && !word.startsWith('-') && isSecretName(before)) return MASK;
  if (/^bearer$/i.test(before)) return MASK;
  return mayHaveSecretForm(word) && hasForm(word) ? MASK : word;
}

/** A name and its value, such as `--token=x`, `BOT_TOKEN=x` or the header `Authorization: x`, alone or inside of a word. */
const NAMED = /(?<![\w.-])([\w.-]+)[=:]/g;

/** A word without what stands behind the first name of a secret in it; `null`: it has none. */
function maskNamed(word: string): string | null {
  if (!word.includes('=') && !word.includes(':')) return null;
  const secret = [...word.matchAll(NAMED)].find(([, name = '']) => isSecretName(name));
  return secret === undefined ? null : `${word.slice(0, secret.index)}${secret[0]}${MASK}`;
}

/** Services of one host are started by the same few words, and each word takes a look at a dozen forms. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 200;

function hasForm(word: string): boolean {
  const has = known.get(word) ?? mayHoldSecret(word);
  if (known.size < MOST_KNOWN) known.set(word, has);
  return has;
}

/** Every form is longer than this, but for a URL with a password and a header. It spares most words a look at each form. */
function mayHaveSecretForm(word: string): boolean {
  return word.length >= 15 || word.includes('@') || word.includes(' ');
}

function isSecretName(name: string): boolean {
  return isSecretVariable(name.replaceAll('-', '_'));
}
