import { type Paint, wrap } from '../render/style.ts';
import type { Command, Option } from './command.ts';
import { ROOT_OPTIONS } from './parse-arguments.ts';

/** Commands that the overview leaves out. */
export const HIDDEN: ReadonlySet<string> = new Set(['supervisor run', 'gateway']);

/** The help of the whole program. */
export function renderHelp(commands: readonly Command[], paint: Paint): string {
  const rows = commands.filter(({ name }) => !HIDDEN.has(name)).map(({ name, summary }) => row(name, summary));
  return [
    'omniclaw: every AI gateway of this host in one file\n',
    `\n${paint('bold', 'usage')}\n  omniclaw [--profile NAME] COMMAND [OPTIONS]\n`,
    `\n${paint('bold', 'commands')}\n${rows.join('')}`,
    `\n${paint('bold', 'options')}\n${renderOptions(ROOT_OPTIONS)}`,
    `\n${paint('bold', 'examples')}\n`,
    row('omniclaw lint', 'check omniclaw.fleet.ts in this folder'),
    row('omniclaw plan', 'show what would change'),
    row('omniclaw apply', 'make it so, and prove it'),
    '\n"omniclaw COMMAND --help" shows the options of a command\n',
  ].join('');
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
