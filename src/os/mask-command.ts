import { hasSecretForm, isSecretKey } from '../fleet/secret-forms.ts';

const LONGEST = 200;
const MASK = '***';

/** A command line as one text, without what may be a secret: values of options and variables that are called like one, and well-known forms. */
export function maskCommand(argv: readonly string[]): string {
  const shown = argv.map((word, at) => maskWord(word, argv[at - 1] ?? ''));
  const text = shown.join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
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
