import { countBySeverity, type Finding, type Location, type Severity } from '../plan/finding.ts';
import { type Paint, printable, type Style, wrap } from './style.ts';

/** What the text of findings is made with. `sources`: text by file, for the excerpts. */
export type FindingsView = {
  readonly paint: Paint;
  readonly columns: number;
  readonly sources: ReadonlyMap<string, string>;
  readonly shorten: (path: string) => string;
};

const STYLES: { readonly [key in Severity]: Style } = { error: 'red', warning: 'yellow', note: 'blue' };

export function renderFindings(findings: readonly Finding[], view: FindingsView): string {
  return findings.map((finding) => `${renderFinding(finding, view)}\n`).join('');
}

/** One line that counts, for the end of a report. */
export function renderCounts(findings: readonly Finding[]): string {
  const { errors, warnings, notes } = countBySeverity(findings);
  const parts = [count(errors, 'error'), count(warnings, 'warning'), count(notes, 'note')].filter((part) => !part.startsWith('0'));
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}

function renderFinding(finding: Finding, view: FindingsView): string {
  const { paint, columns } = view;
  const head = `${finding.severity}[${finding.code}]`;
  const text = wrap(`${head} ${printable(finding.message)}`, columns, '  ').slice(head.length + 1);
  const places = finding.locations.map((location, at) => renderPlace(location, at === 0 ? '-->' : ':::', view));
  const fix = finding.fix === null ? '' : `  ${paint('green', 'fix')}: ${wrap(printable(finding.fix.description), columns, '       ')}\n`;
  return `${paint(STYLES[finding.severity], paint('bold', head))} ${paint('bold', text)}\n${places.join('')}${fix}`;
}

function renderPlace(location: Location, arrow: string, { paint, sources, shorten }: FindingsView): string {
  const { file, line, column } = location;
  const head = `  ${paint('blue', arrow)} ${printable(shorten(file))}:${line}:${column}\n`;
  const source = sources.get(file)?.split(/\r\n|\n|\r/)[line - 1];
  if (source === undefined || source.trim() === '') return head;
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const [shown, offset] = excerpt(printable(source.replaceAll('\t', ' ')), column - 1);
  return `${head}  ${paint('blue', `${number} |`)} ${shown}\n  ${paint('blue', `${gutter} |`)} ${' '.repeat(offset)}${paint('red', '^')}\n`;
}

const EXCERPT_WIDTH = 68;

/** The part of a long line around a column. */
function excerpt(source: string, column: number): [string, number] {
  const text = source.trimEnd();
  if (text.length <= EXCERPT_WIDTH) return [text, column];
  const start = Math.max(0, Math.min(column - 20, text.length - EXCERPT_WIDTH));
  return [text.slice(start, start + EXCERPT_WIDTH), column - start];
}
