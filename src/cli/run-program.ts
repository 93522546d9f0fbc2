/** The program: reads the line, runs one command, turns what is thrown into an exit code. */

import { ERRORS, OmniclawError } from '../fleet/omniclaw-error.ts';
import { painter } from '../render/style.ts';
import type { Call } from './command.ts';
import { COMMANDS } from './commands.ts';
import { renderCommandHelp, renderGroupHelp, renderHelp } from './help.ts';
import { type ParsedLine, parseArguments } from './parse-arguments.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Resolves to the exit code. `argv`: the words after the name of the program. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await runLine(argv, terminal);
  } catch (thrown) {
    return reportError(thrown, terminal, argv.includes('--json'));
  }
}

async function runLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const line = parseArguments(argv, COMMANDS);
  if (line.options.has('version')) return print(`${VERSION}\n`, terminal);
  if (line.options.has('help')) return print(helpFor(line, argv, terminal), terminal);
  if (line.command === null) return withoutCommand(argv, terminal);
  const { usage, min, max } = line.command.positionals;
  if (line.positionals.length < min || line.positionals.length > max) {
    const extra = line.positionals[max];
    throw new OmniclawError('OCE_USAGE', extra === undefined ? `"${usage}" is missing` : `unexpected argument "${extra}"`, {
      hint: `omniclaw ${line.command.name} --help`,
    });
  }
  return line.command.run(callOf(line, terminal));
}

function print(text: string, terminal: Terminal): number {
  terminal.out(text);
  return 0;
}

function helpFor({ command }: ParsedLine, argv: readonly string[], terminal: Terminal): string {
  const paint = painter(terminal.color);
  if (command !== null) return renderCommandHelp(command, paint);
  const group = groupOf(argv);
  return group === undefined ? renderHelp(COMMANDS, paint) : renderGroupHelp(group, COMMANDS, paint);
}

function withoutCommand(argv: readonly string[], terminal: Terminal): number {
  const group = groupOf(argv);
  const paint = painter(terminal.color);
  terminal.err(group === undefined ? renderHelp(COMMANDS, paint) : renderGroupHelp(group, COMMANDS, paint));
  return ERRORS.OCE_USAGE.exit;
}

function groupOf(argv: readonly string[]): string | undefined {
  return argv.find((word) => COMMANDS.some(({ name }) => name.startsWith(`${word} `)));
}

function callOf({ options, positionals }: ParsedLine, to: Terminal): Call {
  const profile = options.get('profile')?.[0];
  if (profile !== undefined && options.has('dev'))
    throw new OmniclawError('OCE_USAGE', '"--dev" and "--profile" exclude each other', { hint: 'give one of them' });
  return {
    positionals,
    value: (name) => options.get(name)?.at(-1),
    values: (name) => options.get(name) ?? [],
    has: (name) => options.has(name),
    profile: options.has('dev') ? 'dev' : profile,
    terminal: to,
    environment: process.env,
    fleet: null,
  };
}
