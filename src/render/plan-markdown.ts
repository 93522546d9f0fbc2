import { changesOf, type Plan } from '../plan/plan.ts';
import type { Change } from '../plan/resource.ts';
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
    return `### ${name}\n\n| gateway | change | what | why |\n|---|---|---|---|\n${rows.join('\n')}`;
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

/** Marks that Markdown or HTML would act on stand for themselves, and a cell stays a cell. */
function escapeMarks(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_{}[\]()#+|!~@]/g, '\\$&')
    .replaceAll('\n', ' ');
}
