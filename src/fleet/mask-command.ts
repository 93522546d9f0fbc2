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
  return mayHaveSecretForm(word) && hasSecretForm(word) ? MASK : word;
}

/** Every form is longer than this, but for a URL with a password. It spares most words a look at each form. */
function mayHaveSecretForm(word: string): boolean {
  return word.length >= 15 || word.includes('@');
}

function isSecretName(name: string): boolean {
  return isSecretKey(name.replaceAll('-', '_'));
}
