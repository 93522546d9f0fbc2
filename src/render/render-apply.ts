import type { ApplyEvent, ApplySummary } from '../plan/apply-event.ts';
import { type Paint, printable, wrap } from './style.ts';

export type ApplyView = { readonly paint: Paint; readonly columns: number; readonly shorten: (text: string) => string };

/** An event as a line for a log; empty for events that say nothing new. */
export function renderProgressLine(event: ApplyEvent, { paint, columns, shorten }: ApplyView): string {
  switch (event.type) {
    case 'step':
      if (event.status !== 'done') return '';
      return `${paint('green', 'done')} ${printable(`${event.gateway} ${event.action} ${event.kind} ${shorten(event.id)}`.trimStart())}\n`;
    case 'waiting':
      return `${printable(`waiting for "${event.gateway}", ${event.seconds} s: ${event.problem}`)}\n`;
    case 'proof':
      return `${paint('green', 'proven')} "${printable(event.gateway)}" answers on port ${event.port} as process ${event.pid}\n`;
    case 'gateway': {
      if (event.outcome === 'done' || event.outcome === 'unchanged') return '';
      const text = wrap(`${event.outcome} "${event.gateway}": ${printable(shorten(event.message))}`, columns, '  ');
      return `${paint(event.outcome === 'skipped' ? 'yellow' : 'red', text)}\n${event.hint === '' ? '' : `  try: ${printable(shorten(event.hint))}\n`}`;
    }
    default:
      return '';
  }
}

export function renderSummary({ outcome, changed, done, failed, skipped }: ApplySummary, { paint }: ApplyView): string {
  const list = (names: readonly string[]) => names.map(printable).join(', ');
  const parts = [
    done.length > 0 ? `done: ${list(done)}` : '',
    failed.length > 0 ? `failed: ${list(failed)}` : '',
    skipped.length > 0 ? `skipped: ${list(skipped)}` : '',
  ].filter((part) => part !== '');
  switch (outcome) {
    case 'nothing-to-do':
      return `${paint('green', 'nothing to do')}\n`;
    case 'done':
      return `${paint('green', `applied ${changed} changes`)} (${parts.join('; ')})\n`;
    default:
      return `${paint('red', `${outcome}: applied ${changed} changes`)}${parts.length > 0 ? ` (${parts.join('; ')})` : ''}\n`;
  }
}
