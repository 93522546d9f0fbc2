import { ERRORS, OmniclawError } from '../fleet/omniclaw-error.ts';
import { isLintFormat, type LintFormat } from '../render/lint-report.ts';
import { painter } from '../render/style.ts';
import type { Call } from './command.ts';
import { COMMANDS } from './commands.ts';
import { renderCommandHelp, renderGroupHelp, renderHelp } from './help.ts';
import { type ParsedLine, parseArguments } from './parse-arguments.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Where a program runs, beside its working directory. */
export type Surroundings = { readonly terminal: Terminal; readonly environment: Call['environment']; readonly started?: Call['started'] };

/** The whole program: reads a command line, runs one command and says what went wrong. Resolves to the exit code. */
export async function runProgram(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal } = surroundings;
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  let line: ParsedLine | null = null;
  try {
    line = parseArguments(words, COMMANDS);
    return await runLine(line, words, surroundings);
  } catch (thrown) {
    const profile = line?.options.get('profile')?.[0] ?? (line?.options.has('dev') === true ? 'dev' : null);
    return reportError(thrown, terminal, { format: formatOf(argv), cannotRun: line?.command?.cannotRun ?? 1, profile });
  }
}

/** The format that lint was asked for, also on a line that could not be read; what is no format counts as none. */
function formatOf(argv: readonly string[]): LintFormat {
  if (argv.includes('--json')) return 'json';
  if (!argv.includes('lint')) return 'pretty';
  const named = argv.flatMap((word, at) =>
    word === '--format' ? [argv[at + 1] ?? ''] : word.startsWith('--format=') ? [word.slice(9)] : [],
  );
  return named.find(isLintFormat) ?? 'pretty';
}

async function runLine(line: ParsedLine, argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal } = surroundings;
  if (line.options.has('version')) return print(terminal, `${VERSION}\n`);
  if (line.options.has('help')) return print(terminal, helpFor(line, argv, terminal));
  if (line.command === null) return withoutCommand(argv, terminal);
  const { usage, min, max } = line.command.positionals;
  if (line.positionals.length < min || line.positionals.length > max) {
    const extra = line.positionals[max];
    throw new OmniclawError('OCE_USAGE', extra === undefined ? `"${usage}" is missing` : `unexpected argument "${extra}"`, {
      hint: `omniclaw ${line.command.name} --help`,
    });
  }
  return line.command.run(callOf(line, surroundings));
}

function print(terminal: Terminal, text: string): number {
  terminal.out(text);
  return 0;
}

function helpFor({ command }: ParsedLine, argv: readonly string[], terminal: Terminal): string {
  const paint = painter(terminal.color);
  if (command !== null) {
    const hasMore = COMMANDS.some(({ name }) => name.startsWith(`${command.name} `));
    return `${renderCommandHelp(command, paint)}${hasMore ? `\n${renderGroupHelp(command.name, COMMANDS, paint)}` : ''}`;
  }
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

function callOf({ options, positionals }: ParsedLine, { terminal, environment, started = () => undefined }: Surroundings): Call {
  const profile = options.get('profile')?.[0];
  if (profile !== undefined && options.has('dev'))
    throw new OmniclawError('OCE_USAGE', '"--dev" and "--profile" exclude each other', { hint: 'give one of them' });
  return {
    positionals,
    value: (name) => options.get(name)?.at(-1),
    values: (name) => options.get(name) ?? [],
    has: (name) => options.has(name),
    profile: options.has('dev') ? 'dev' : profile,
    terminal,
    environment,
    started,
    fleet: null,
    sockets: null,
  };
}
