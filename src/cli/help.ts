import { type Paint, wrap } from '../render/style.ts';
import type { Command, Option } from './command.ts';
import { ROOT_OPTIONS } from './parse-arguments.ts';

/** Commands that the overview leaves out. */
export const HIDDEN: ReadonlySet<string> = new Set(['supervisor run', 'gateway']);

/** The help of the whole program. */
export function renderHelp(commands: readonly Command[], paint: Paint): string {
  const shown = commands.filter(({ name }) => !HIDDEN.has(name));
  const sections = Map.groupBy(shown, sectionOf);
  const section = (title: Section) => `\n${paint('bold', title)}\n${renderOverview(sections.get(title) ?? [])}`;
  return [
    'omniclaw: every AI gateway of this host in one file\n',
    `\n${paint('bold', 'usage')}\n  omniclaw [--profile NAME] COMMAND [OPTIONS]\n`,
    section('a fleet'),
    section('one gateway'),
    section('more'),
    `\n${paint('bold', 'options')}\n${renderOptions(ROOT_OPTIONS)}`,
    `\n${paint('bold', 'examples')}\n`,
    row('omniclaw lint', 'check omniclaw.fleet.ts in this folder'),
    row('omniclaw plan', 'show what would change'),
    row('omniclaw apply', 'make it so, and prove it'),
    row('omniclaw browser --help', 'the commands of a group'),
    '\n"omniclaw COMMAND --help" shows the options of a command\n',
  ].join('');
}

type Section = 'a fleet' | 'one gateway' | 'more';

/** Commands about a fleet take a fleet file. */
function sectionOf({ name, options }: Command): Section {
  if (name === 'explain' || name === 'completion') return 'more';
  return name.startsWith('fleet ') || Object.hasOwn(options, 'fleet') ? 'a fleet' : 'one gateway';
}

/** A line a command, and a line a group of commands: what begins with the same word. */
function renderOverview(commands: readonly Command[]): string {
  const groups = Map.groupBy(commands, ({ name }) => firstWord(name));
  return [...groups]
    .map(([word, members]) => {
      const [only] = members;
      if (only !== undefined && only.name === word && members.length === 1) return row(only.name, only.summary);
      return row(
        `${word} COMMAND`,
        members
          .map(({ name }) => name.slice(word.length + 1))
          .filter((name) => name !== '')
          .join(', '),
      );
    })
    .join('');
}

function firstWord(name: string): string {
  return name.split(' ', 1)[0] ?? name;
}

/** The help of one command. */
export function renderCommandHelp({ name, summary, positionals, options, examples, notes }: Command, paint: Paint): string {
  const usage = ['omniclaw', name, Object.keys(options).length > 0 ? '[OPTIONS]' : '', positionals.usage]
    .filter((word) => word !== '')
    .join(' ');
  return [
    `${wrap(summary, 80, '')}\n`,
    `\n${paint('bold', 'usage')}\n  ${usage}\n`,
    Object.keys(options).length === 0 ? '' : `\n${paint('bold', 'options')}\n${renderOptions(options)}`,
    examples.length === 0
      ? ''
      : `\n${paint('bold', 'examples')}\n${examples.map(({ line, does }) => `  ${line}\n      ${does}\n`).join('')}`,
    notes.length === 0 ? '' : `\n${notes.join('\n')}\n`,
  ].join('');
}

/** Every command whose name begins with a word, for `omniclaw fleet`. */
export function renderGroupHelp(group: string, commands: readonly Command[], paint: Paint): string {
  const rows = commands.filter(({ name }) => name.startsWith(`${group} `)).map(({ name, summary }) => row(`omniclaw ${name}`, summary));
  return `${paint('bold', 'commands')}\n${rows.join('')}`;
}

function renderOptions(options: { readonly [name: string]: Option }): string {
  return Object.entries(options)
    .map(([name, { value, summary, short }]) =>
      row(`${short === undefined ? '    ' : `-${short}, `}--${name}${value === '' ? '' : ` ${value}`}`, summary),
    )
    .join('');
}

const LEFT = 28;

function row(left: string, right: string): string {
  const gap = left.length > LEFT - 2 ? `\n${' '.repeat(LEFT + 2)}` : ' '.repeat(LEFT - left.length);
  return `  ${left}${gap}${wrap(right, 80, ' '.repeat(LEFT + 2))}\n`;
}
