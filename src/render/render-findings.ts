import { countBySeverity, type Finding, type Location, type Severity } from '../plan/finding.ts';
import { firstColumns, lastColumns, type Paint, printable, type Style, widthOf, wrap } from './style.ts';

/** What the text of findings is made with. */
export type FindingsView = {
  readonly paint: Paint;
  readonly columns: number;
  /** Text of a file, for the excerpts; `null` when there is none. */
  readonly textOf: (file: string) => string | null;
  readonly shorten: (path: string) => string;
  /** Why a rule matters, by code; empty for what explains itself. */
  readonly whyOf: (code: string) => string;
  /** What a fix does to the file; empty when it has no edits. */
  readonly changesOf: (finding: Finding) => readonly SourceChange[];
};

/** Whole lines before and after. `line`: number of the first one, from 1. */
export type SourceChange = { readonly file: string; readonly line: number; readonly before: string; readonly after: string };

const STYLES: { readonly [key in Severity]: Style } = { error: 'red', warning: 'yellow', note: 'blue' };

/** Fixes that are shown as a diff; of more than that, `lint --fix --dry-run` shows them all. */
const MOST_DIFFS = 20;

/** Findings about the same places with the same fix have one cause and are shown together; why is said once for each rule. */
export function renderFindings(findings: readonly Finding[], view: FindingsView): string {
  const explained = new Set<string>();
  return groupByCause(findings)
    .map((group, at) => `${renderGroup(group, view, { explained, diff: at < MOST_DIFFS ? 'shown' : 'left out' })}\n`)
    .join('');
}

function groupByCause(findings: readonly Finding[]): Finding[][] {
  const causes = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { locations, fix } = finding;
    const places = locations.map(({ file, line, column }) => `${file}:${line}:${column}`).sort();
    const cause = JSON.stringify([places, fix?.description ?? '']);
    const group = causes.get(cause);
    if (group === undefined) causes.set(cause, [finding]);
    else group.push(finding);
  }
  return [...causes.values()];
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

type GroupContext = { readonly explained: Set<string>; readonly diff: 'shown' | 'left out' };

function renderGroup(group: readonly Finding[], view: FindingsView, { explained, diff }: GroupContext): string {
  const [first] = group;
  if (first === undefined) return '';
  const heads = group.map((finding) => renderHead(finding, view));
  const places = first.locations.map((location, at) => renderPlace(location, at === 0 ? '-->' : ':::', view));
  const why = explained.has(first.code) ? '' : view.whyOf(first.code);
  explained.add(first.code);
  return [
    ...heads,
    ...places,
    why === '' ? '' : renderNote('why', why, view),
    first.fix === null ? '' : renderNote('fix', first.fix.description, view),
    ...(diff === 'shown' ? view.changesOf(first).map((change) => renderChange(change, view)) : []),
  ].join('');
}

function renderHead({ severity, code, message }: Finding, { paint, columns }: FindingsView): string {
  const head = `${severity}[${code}]`;
  const text = wrap(`${head} ${printable(message)}`, columns, '  ').slice(head.length + 1);
  return `${paint(STYLES[severity], paint('bold', head))} ${paint('bold', text)}\n`;
}

function renderNote(word: string, text: string, { paint, columns }: FindingsView): string {
  return `  ${paint('green', word)}: ${wrap(printable(text), columns, '       ')}\n`;
}

function renderPlace(location: Location, arrow: string, { paint, textOf, shorten }: FindingsView): string {
  const { file, line, column } = location;
  const head = `  ${paint('blue', arrow)} ${printable(shorten(file))}:${line}:${column}\n`;
  const source = textOf(file)?.split(/\r\n|\n|\r/)[line - 1];
  if (source === undefined || source.trim() === '') return head;
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const { before, after } = excerpt(source.replaceAll('\t', ' '), column - 1);
  const carets = '^'.repeat(tokenWidth(after));
  return `${head}  ${paint('blue', `${number} |`)} ${before}${after}\n  ${paint('blue', `${gutter} |`)} ${' '.repeat(widthOf(before))}${paint('red', carets)}\n`;
}

/** Columns of the word, number or text that a place points at. */
function tokenWidth(rest: string): number {
  return Math.max(1, widthOf(/^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\p{L}\p{N}_$.-]+)/u.exec(rest)?.[0] ?? ''));
}

const EXCERPT_WIDTH = 68;
/** Characters looked at on either side of a place: no line is so long that showing it takes time. */
const REACH = 4 * EXCERPT_WIDTH;
/** Columns kept before a place in a line that is too long. */
const LEAD = 20;

/** The part of a line around a place, as it is shown. */
function excerpt(source: string, offset: number): { readonly before: string; readonly after: string } {
  const before = printable(source.slice(Math.max(0, offset - REACH), offset));
  const after = printable(source.slice(offset, offset + REACH).trimEnd());
  if (widthOf(before) + widthOf(after) <= EXCERPT_WIDTH) return { before, after };
  const lead = lastColumns(before, Math.max(LEAD, EXCERPT_WIDTH - widthOf(after)));
  return { before: lead, after: firstColumns(after, EXCERPT_WIDTH - widthOf(lead)) };
}

/** The lines that a fix takes away and those that it puts there. */
function renderChange({ line, before, after }: SourceChange, { paint }: FindingsView): string {
  const [old, now] = [before.split(/\r\n|\n|\r/), after.split(/\r\n|\n|\r/)];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  const width = String(line + Math.max(old.length, now.length)).length;
  const show = (lines: readonly string[], mark: '-' | '+') =>
    lines.slice(same).map((text, at) => {
      const row = `${String(line + same + at).padStart(width)} ${mark} ${clip(printable(text.replaceAll('\t', ' ')))}`;
      return `  ${paint(mark === '-' ? 'red' : 'green', row.trimEnd())}\n`;
    });
  return [...show(old, '-'), ...show(now, '+')].join('');
}

function clip(text: string): string {
  return widthOf(text) > EXCERPT_WIDTH ? `${firstColumns(text, EXCERPT_WIDTH - 3)}...` : text;
}
