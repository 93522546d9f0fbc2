import { hasSecretForm, isSecretKey } from './secret-forms.ts';

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
  const [, name = '', equals = ''] = word.includes('=') ? (/^(-{0,2}[\w.-]+)(=)/.exec(word) ?? []) : [];
  if (equals !== '' && isSecretName(name)) return `${name}=${MASK}`;
  if (before.startsWith('-') && !before.includes('=') && !word.startsWith('-') && isSecretName(before)) return MASK;
  return mayHaveSecretForm(word) && hasForm(word) ? MASK : word;
}

/** Services of one host are started by the same few words, and each word takes a look at a dozen forms. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 200;

function hasForm(word: string): boolean {
  const has = known.get(word) ?? hasSecretForm(word);
  if (known.size < MOST_KNOWN) known.set(word, has);
  return has;
}

/** Every form is longer than this, but for a URL with a password. It spares most words a look at each form. */
function mayHaveSecretForm(word: string): boolean {
  return word.length >= 15 || word.includes('@');
}

function isSecretName(name: string): boolean {
  return isSecretKey(name.replaceAll('-', '_'));
}
