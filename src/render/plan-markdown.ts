import { changesOf, type Plan } from '../plan/plan.ts';
import type { Change } from '../plan/resource.ts';
import { definitionChanges } from './definition-changes.ts';
import { countActions } from './plan-document.ts';
import { printable } from './style.ts';

/** A plan as GitHub Markdown, for the comment of a pull request. Everything that comes from files is escaped. */
export function planMarkdown(plan: Plan, shorten: (text: string) => string): string {
  const text = (value: string): string => escapeMarks(printable(shorten(value)));
  const counts = Object.entries(countActions(changesOf(plan))).map(([action, amount]) => `${amount} to ${action}`);
  const findings = plan.findings.map(({ code, severity, message, locations: [place] }) => {
    const where = place === undefined ? '' : ` (${text(place.file)}:${place.line})`;
    return `- **${severity} ${code}** ${text(message)}${where}`;
  });
  const stages = plan.stages.map(({ name, tracks }) => {
    const rows = tracks.flatMap(({ steps }) => steps.map(({ change }) => changeRow(change, text)));
    const texts = tracks.flatMap(({ steps }) => steps.flatMap(({ change }) => definitionBlock(change, shorten)));
    return [`### ${name}`, `| gateway | change | what | why |\n|---|---|---|---|\n${rows.join('\n')}`, ...texts].join('\n\n');
  });
  const blocked = plan.blocked.map(({ gateway, message }) => `- **cannot change ${text(gateway)}**: ${text(message)}`);
  const orphans = plan.orphans.map((name) => `- \`${name}\` is no longer in the fleet file and is left as it is`);
  return [
    `## OmniClaw plan: ${counts.length > 0 ? counts.join(', ') : 'nothing to do'}`,
    ...[findings, stages, blocked, orphans].flatMap((part) => (part.length > 0 ? [part.join(part === stages ? '\n\n' : '\n')] : [])),
    '',
  ].join('\n\n');
}

function changeRow({ gateway, action, kind, id, before, after, reasons }: Change, text: (value: string) => string): string {
  const keys = kind === 'config' && before !== null && after !== null ? [...new Set([...Object.keys(before), ...Object.keys(after)])] : [];
  const fields = keys.map(
    (key) => `${text(key)}: ${text(JSON.stringify(before?.[key] ?? null))} → ${text(JSON.stringify(after?.[key] ?? null))}`,
  );
  return `| ${text(gateway)} | ${action} ${kind} | ${text(id)} | ${(fields.length > 0 ? fields : reasons.map(text)).join('<br>')} |`;
}

/** The lines of a definition that change, as a block of code that no line of it can end. */
function definitionBlock(change: Change, shorten: (text: string) => string): string[] {
  const lines = definitionChanges(change).map(({ sign, text }) => `${sign} ${printable(shorten(text))}`);
  if (lines.length === 0) return [];
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}diff\n${lines.join('\n')}\n${fence}`];
}

/** Marks that Markdown or HTML would act on stand for themselves, and a cell stays a cell. */
function escapeMarks(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+|!~@]/g, '\\$&')
    .replaceAll('\n', ' ');
}
