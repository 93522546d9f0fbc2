import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { LintFormat } from '../render/lint-report.ts';
import { painter, printable } from '../render/style.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

export type Telling = {
  /** What standard output is expected to hold. */
  readonly format: LintFormat;
  /** Stands for exit code 1, where 1 means something else. */
  readonly cannotRun: number;
  /** The profile that the line names; what is to be typed next is for the same one. */
  readonly profile: string | null;
};

/** Prints an expected failure as one sentence and what to type next; a bug with its stack. Returns the exit code. */
export async function reportError(
  thrown: unknown,
  { out, err, color }: Terminal,
  { format, cannotRun, profile }: Telling,
): Promise<number> {
  const paint = painter(color);
  if (!(thrown instanceof OmniclawError)) {
    const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    err(`${paint('red', 'bug')}: please report this with what you typed\n${trace}\n`);
    return 70;
  }
  const { code, message } = thrown;
  const hint = profile === null ? thrown.hint : forProfile(thrown.hint, profile);
  const exit = thrown.exit === 1 ? cannotRun : thrown.exit;
  if (format !== 'pretty') out((await import('../render/lint-failure.ts')).lintFailure(format, { code, message, hint, exit }, VERSION));
  err(`${paint('red', 'error')}: ${printable(message)} ${paint('dim', `[${code}]`)}\n${hint === '' ? '' : `  try: ${printable(hint)}\n`}`);
  return exit;
}

/** Commands of one gateway in a hint, for that gateway. */
function forProfile(hint: string, profile: string): string {
  return hint.replace(
    /(^|[ :])omniclaw (?=(?:setup|onboard|gateway|status|health|logs|config|browser|canvas)\b)/g,
    `$1omniclaw --profile ${profile} `,
  );
}
