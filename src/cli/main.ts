/** The entry of the program: reads the line, runs one command, turns what is thrown into an exit code. */

import { ERRORS, OmniclawError } from '../fleet/omniclaw-error.ts';
import { painter } from '../render/style.ts';
import type { Call } from './command.ts';
import { COMMANDS } from './commands.ts';
import { useCompileCache } from './compile-cache.ts';
import { renderCommandHelp, renderGroupHelp, renderHelp } from './help.ts';
import { type ParsedLine, parseArguments } from './parse-arguments.ts';
import { reportError } from './report-error.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

useCompileCache(process.env);
const terminal = openTerminal(process);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  process.exitCode = reportError(thrown, terminal, process.argv.includes('--json'));
}

async function main(argv: readonly string[]): Promise<number> {
  const line = parseArguments(argv, COMMANDS);
  if (line.options.has('version')) return print(`${VERSION}\n`);
  if (line.options.has('help')) return print(helpFor(line, argv));
  if (line.command === null) return withoutCommand(argv);
  const { usage, min, max } = line.command.positionals;
  if (line.positionals.length < min || line.positionals.length > max) {
    const extra = line.positionals[max];
    throw new OmniclawError('OCE_USAGE', extra === undefined ? `"${usage}" is missing` : `unexpected argument "${extra}"`, {
      hint: `omniclaw ${line.command.name} --help`,
    });
  }
  return line.command.run(callOf(line, terminal));
}

function print(text: string): number {
  terminal.out(text);
  return 0;
}

function helpFor({ command }: ParsedLine, argv: readonly string[]): string {
  const paint = painter(terminal.color);
  if (command !== null) return renderCommandHelp(command, paint);
  const group = groupOf(argv);
  return group === undefined ? renderHelp(COMMANDS, paint) : renderGroupHelp(group, COMMANDS, paint);
}

function withoutCommand(argv: readonly string[]): number {
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
  };
}
