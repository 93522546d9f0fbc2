import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { painter, printable } from '../render/style.ts';
import type { Terminal } from './terminal.ts';

/** Prints an expected failure as one sentence and what to type next; a bug with its stack. Returns the exit code. */
export function reportError(thrown: unknown, { out, err, color }: Terminal, asJson: unknown): number {
  const paint = painter(color);
  if (!(thrown instanceof OmniclawError)) {
    const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    err(`${paint('red', 'bug')}: please report this with what you typed\n${trace}\n`);
    return 70;
  }
  const { code, message, hint, exit } = thrown;
  if (asJson === true)
    out(`${JSON.stringify({ schema: 'omniclaw.error.v1', formatVersion: '1.0', error: { code, message, hint } }, null, 2)}\n`);
  err(`${paint('red', 'error')}: ${printable(message)} ${paint('dim', `[${code}]`)}\n${hint === '' ? '' : `  try: ${printable(hint)}\n`}`);
  return exit;
}
