import { hasSecretForm, isSecretKey } from '../../fleet/secret-forms.ts';

const LONGEST = 200;
const MASK = '***';

/** A command line as one text, without what may be a secret: values of options and variables that are called like one, and well-known forms. */
export function maskCommand(argv: readonly string[]): string {
  const shown = argv.map((word, at) => maskWord(word, argv[at - 1] ?? ''));
  const text = shown.join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function maskWord(word: string, before: string): string {
  const [, name = '', equals = ''] = /^(-{0,2}[\w.-]+)(=)/.exec(word) ?? [];
  if (equals !== '' && isSecretName(name)) return `${name}=${MASK}`;
  if (before.startsWith('-') && !before.includes('=') && isSecretName(before) && !word.startsWith('-')) return MASK;
  return hasSecretForm(word) ? MASK : word;
}

function isSecretName(name: string): boolean {
  return isSecretKey(name.replaceAll('-', '_'));
}
