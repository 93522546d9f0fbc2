import type { Finding, Severity } from '../plan/finding.ts';
import { type LintReport, relativePath } from './lint-report.ts';
import { printable } from './style.ts';

/** GitHub shows ten annotations of a step and drops the others without a word. Source: GitHub docs, "Usage limits" of annotations. */
const MOST = 10;

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', note: 'notice' };
const RANKS: { readonly [severity in Severity]: number } = { error: 0, warning: 1, note: 2 };

/** Workflow commands, errors first; what does not fit is counted in the last one. */
export function lintGithub(report: LintReport): string {
  const sorted = report.findings.toSorted((a, b) => RANKS[a.severity] - RANKS[b.severity]);
  if (sorted.length <= MOST) return sorted.map((finding) => annotation(finding, report)).join('');
  const shown = sorted.slice(0, MOST - 1);
  const rest = sorted.length - shown.length;
  const severity = sorted[MOST - 1]?.severity ?? 'note';
  const last = githubCommand(COMMANDS[severity], { title: 'omniclaw lint' }, `and ${rest} more: run "omniclaw lint"`);
  return shown.map((finding) => annotation(finding, report)).join('') + last;
}

function annotation({ code, severity, message, locations, fix }: Finding, { fleet, folder }: LintReport): string {
  const [first, ...others] = locations;
  const { file = fleet, line = 1, column = 1 } = first ?? {};
  const properties = { file: relativePath(file, folder), line: String(line), col: String(column), title: code };
  const places = others.map((place) => `\nalso ${relativePath(place.file, folder)}:${place.line}:${place.column}`);
  const text = [message, ...places, fix === null ? '' : `\nfix: ${fix.description}`].join('');
  return githubCommand(COMMANDS[severity], properties, text);
}

/** One workflow command. Its text may have several lines. */
export function githubCommand(command: string, properties: { readonly [name: string]: string }, text: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${command} ${list.join(',')}::${escapeData(text)}\n`;
}

/** A path may hold anything; line feeds stay, and become `%0A`. */
function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Source: actions/toolkit, `packages/core/src/command.ts`. */
function escapeData(text: string): string {
  return printableLines(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
