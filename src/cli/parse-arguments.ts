import { nearestName } from '../fleet/nearest-name.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { Command, Option } from './command.ts';

/** Root options stand anywhere on the line; they select the gateway and are the same for every command. */
export const ROOT_OPTIONS: { readonly [name: string]: Option } = {
  profile: { value: 'NAME', summary: 'act on the gateway of this profile' },
  dev: { value: '', summary: 'the same as --profile dev, on port 19001' },
  help: { value: '', summary: 'show help', short: 'h' },
  version: { value: '', summary: 'show the version', short: 'V' },
};

export type ParsedLine = {
  readonly command: Command | null;
  readonly words: readonly string[];
  readonly positionals: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
};

/** Reads a command line. Throws OCE_USAGE with the nearest known word for what it does not know. */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): ParsedLine {
  const words = commandWords(argv, commands);
  const command = commands.find(({ name }) => name === words.join(' ')) ?? null;
  const options = new Map<string, string[]>();
  const positionals: string[] = [];
  const rest = [...argv];
  const skip = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      positionals.push(...rest.splice(0));
    } else if (isOption(word)) {
      readOption(word, rest, { command, options });
    } else if (skip[0] === word) {
      skip.shift();
    } else {
      positionals.push(word);
    }
  }
  return { command, words, positionals, options };
}

/** A dash alone is standard input, and before a digit it is a minus. */
function isOption(word: string): boolean {
  return /^-[^\d.]/.test(word);
}

function readOption(word: string, rest: string[], target: { command: Command | null; options: Map<string, string[]> }): void {
  const [flag = word, inline] = word.includes('=')
    ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
    : [word, undefined];
  const known = { ...ROOT_OPTIONS, ...target.command?.options };
  const found = Object.entries(known).find(([name, option]) => flag === `--${name}` || flag === `-${option.short ?? ' '}`);
  if (found === undefined) throw unknownOption(flag, known, target.command);
  const [name, option] = found;
  const before = target.options.get(name) ?? [];
  if (before.length > 0 && option.repeat !== true && option.value !== '') {
    throw new OmniclawError('OCE_USAGE', `"--${name}" is given twice`, { hint: `give "--${name}" once` });
  }
  if (option.value === '' && inline !== undefined) throw new OmniclawError('OCE_USAGE', `"--${name}" takes no value, got "${inline}"`);
  const value = option.value === '' ? '' : (inline ?? rest.shift());
  if (value === undefined || (option.value !== '' && (value === '' || (inline === undefined && value.startsWith('--'))))) {
    throw new OmniclawError('OCE_USAGE', `"--${name}" needs a value`, { hint: `--${name} ${option.value}` });
  }
  target.options.set(name, [...before, value]);
}

function unknownOption(flag: string, known: { readonly [name: string]: Option }, command: Command | null): OmniclawError {
  const nearest = nearestName(flag.replace(/^-+/, ''), Object.keys(known));
  const hint = nearest === undefined ? `omniclaw ${command === null ? '' : `${command.name} `}--help` : `did you mean "--${nearest}"?`;
  return new OmniclawError('OCE_USAGE', `unknown option "${flag}"`, { hint });
}

/** The leading words that name a command: the longest match, at most three words. */
function commandWords(argv: readonly string[], commands: readonly Command[]): string[] {
  const plain = plainWords(argv, commands);
  for (let length = Math.min(3, plain.length); length > 0; length -= 1) {
    const words = plain.slice(0, length);
    if (commands.some(({ name }) => name === words.join(' '))) return words;
  }
  const [first] = plain;
  if (first === undefined) return [];
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0 && plain.length === 1) return [];
  const wanted = group.length > 0 ? plain.slice(0, 2).join(' ') : first;
  const nearest = nearestName(
    wanted,
    commands.map(({ name }) => name),
  );
  throw new OmniclawError('OCE_USAGE', `unknown command "${wanted}"`, {
    hint: nearest === undefined ? 'omniclaw --help' : `did you mean "omniclaw ${nearest}"?`,
  });
}

/** Words that are not the value of an option: `--profile x status` has the one word `status`. */
function plainWords(argv: readonly string[], commands: readonly Command[]): string[] {
  const tables = [ROOT_OPTIONS, ...commands.map(({ options }) => options)];
  const valued = new Set(
    tables.flatMap((table) => Object.entries(table).flatMap(([name, { value }]) => (value === '' ? [] : [`--${name}`]))),
  );
  const words: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    if (valued.has(word)) at += 1;
    else if (!isOption(word)) words.push(word);
  }
  return words;
}
