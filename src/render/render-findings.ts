import { countBySeverity, type Finding, type Location, type Severity } from '../plan/finding.ts';
import { SEVERITIES } from '../plan/select-findings.ts';
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
  /** The command that lists every finding, however many there are. */
  readonly listAll: string;
};

/** Whole lines before and after. `line`: number of the first one, from 1. */
export type SourceChange = { readonly file: string; readonly line: number; readonly before: string; readonly after: string };

const STYLES: { readonly [key in Severity]: Style } = { error: 'red', warning: 'yellow', note: 'blue' };

/** Causes that are shown, the worst ones; nobody reads more, and the others are counted. */
const MOST_CAUSES = 100;

/** Fixes that are shown as a diff; of more than that, `lint --fix --dry-run` shows them all. */
const MOST_DIFFS = 20;

/** Of a cause with more findings, or more places, the first ones stand for all. */
const MOST_HEADS = 4;
const MOST_PLACES = 3;

/** Findings that one fix mends have one cause and are shown together; why is said once for each rule. */
export function renderFindings(findings: readonly Finding[], view: FindingsView): string {
  const explained = new Set<string>();
  const lineOf = lineReader(view);
  const causes = groupByCause(findings);
  const shown = chooseCauses(causes);
  const blocks = [...shown].map(
    (group, at) => `${renderGroup(group, view, { explained, lineOf, diff: at < MOST_DIFFS ? 'shown' : 'left out' })}\n`,
  );
  return blocks.join('') + renderUnshown(causes.filter((group) => !shown.has(group)).flat(), view);
}

type Cause = readonly Finding[];

/** In the order of the findings. An error is never left out for a warning. */
function chooseCauses(causes: readonly Cause[]): ReadonlySet<Cause> {
  if (causes.length <= MOST_CAUSES) return new Set(causes);
  const worst = SEVERITIES.flatMap((severity) => causes.filter((group) => worstOf(group) === severity));
  const chosen = new Set(worst.slice(0, MOST_CAUSES));
  return new Set(causes.filter((group) => chosen.has(group)));
}

function worstOf(group: Cause): Severity | undefined {
  return SEVERITIES.find((severity) => group.some((finding) => finding.severity === severity));
}

function renderUnshown(unshown: readonly Finding[], { paint, listAll }: FindingsView): string {
  if (unshown.length === 0) return '';
  return `${paint('bold', `and ${renderCounts(unshown)} more`)}; "${listAll}" lists everything\n\n`;
}

/** Findings whose fix makes the same edits; where a fix edits nothing, those about the same main place; where there is none, the same places. */
function groupByCause(findings: readonly Finding[]): Cause[] {
  const causes = new Map<string, Finding[]>();
  for (const finding of findings) {
    const cause = causeOf(finding);
    const group = causes.get(cause);
    if (group === undefined) causes.set(cause, [finding]);
    else group.push(finding);
  }
  return [...causes.values()];
}

function causeOf({ fix, locations }: Finding): string {
  if (fix === null) return locations.map(placeKey).sort().join('\n');
  if (fix.edits.length > 0) return fix.description;
  const [main] = locations;
  return main === undefined ? fix.description : `${fix.description}\n${placeKey(main)}`;
}

function placeKey({ file, line, column }: Location): string {
  return `${line}:${column}:${file}`;
}

type LineOf = (file: string, line: number) => string | undefined;

/** Lines of files; each file is taken apart once. */
function lineReader({ textOf }: FindingsView): LineOf {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = files.get(file) ?? linesOf(textOf(file) ?? '');
    files.set(file, lines);
    return lines[line - 1];
  };
}

/** Most texts are one line, and that may be a whole file. */
function linesOf(text: string): readonly string[] {
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n|\n|\r/) : [text];
}

/** What could not be seen, and other remarks that are no findings. */
export function renderNotes(notes: readonly string[], { columns, shorten }: FindingsView): string {
  return notes.map((note) => `${wrap(`note: ${printable(shorten(note))}`, columns, '  ')}\n`).join('');
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

type GroupContext = { readonly explained: Set<string>; readonly lineOf: LineOf; readonly diff: 'shown' | 'left out' };

function renderGroup(group: Cause, view: FindingsView, { explained, lineOf, diff }: GroupContext): string {
  const [first] = group;
  if (first === undefined) return '';
  const heads = group.slice(0, MOST_HEADS).map((finding) => renderHead(finding, view));
  const places = distinctPlaces(group);
  const why = explained.has(first.code) ? '' : view.whyOf(first.code);
  explained.add(first.code);
  return [
    ...heads,
    renderRest(group.slice(MOST_HEADS), view),
    ...places.slice(0, MOST_PLACES).map((location, at) => renderPlace(location, at === 0 ? '-->' : ':::', view, lineOf)),
    places.length > MOST_PLACES ? `  ${view.paint('blue', ':::')} and ${places.length - MOST_PLACES} more places\n` : '',
    why === '' ? '' : renderNote('why', why, view),
    first.fix === null ? '' : renderNote('fix', first.fix.description, view),
    ...(diff === 'shown' ? view.changesOf(first).map((change) => renderChange(change, view)) : []),
  ].join('');
}

/** The main place of the first finding, then every other one once, in the order of the findings. */
function distinctPlaces(group: Cause): Location[] {
  const places = new Map<string, Location>();
  // Findings about a crowd share most of their places, as the same objects.
  const known = new Set<Location>();
  for (const { locations } of group) {
    for (const location of locations) {
      if (known.has(location)) continue;
      known.add(location);
      const key = placeKey(location);
      if (!places.has(key)) places.set(key, location);
    }
  }
  return [...places.values()];
}

/** Findings that are only counted, by rule. */
function renderRest(rest: readonly Finding[], { paint, columns }: FindingsView): string {
  if (rest.length === 0) return '';
  const counts = [...Map.groupBy(rest, ({ code }) => code)].map(([code, { length }]) => `${length} ${code}`).join(', ');
  return `${paint('bold', wrap(`and ${rest.length} more of the same cause (${counts})`, columns, '  '))}\n`;
}

function renderHead({ severity, code, message }: Finding, { paint, columns }: FindingsView): string {
  const head = `${severity}[${code}]`;
  const text = wrap(`${head} ${printable(message)}`, columns, '  ').slice(head.length + 1);
  return `${paint(STYLES[severity], paint('bold', head))} ${paint('bold', text)}\n`;
}

function renderNote(word: string, text: string, { paint, columns }: FindingsView): string {
  return `  ${paint('green', word)}: ${wrap(printable(text), columns, '       ')}\n`;
}

function renderPlace(location: Location, arrow: string, { paint, shorten }: FindingsView, lineOf: LineOf): string {
  const { file, line, column } = location;
  const head = `  ${paint('blue', arrow)} ${printable(shorten(file))}:${line}:${column}\n`;
  const source = lineOf(file, line);
  if (source === undefined || !/\S/.test(source)) return head;
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const { before, after } = excerpt(source, column - 1);
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
  const before = printable(source.slice(Math.max(0, offset - REACH), offset).replaceAll('\t', ' '));
  const after = printable(
    source
      .slice(offset, offset + REACH)
      .replaceAll('\t', ' ')
      .trimEnd(),
  );
  if (widthOf(before) + widthOf(after) <= EXCERPT_WIDTH) return { before, after };
  const lead = lastColumns(before, Math.max(LEAD, EXCERPT_WIDTH - widthOf(after)));
  return { before: lead, after: firstColumns(after, EXCERPT_WIDTH - widthOf(lead)) };
}

/** The lines that a fix takes away and those that it puts there. */
function renderChange({ line, before, after }: SourceChange, { paint }: FindingsView): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  const width = String(line + Math.max(old.length, now.length)).length;
  const start = clipStart(old[same] ?? '', now[same] ?? '');
  const show = (lines: readonly string[], mark: '-' | '+') =>
    lines.slice(same).map((text, at) => {
      const row = `${String(line + same + at).padStart(width)} ${mark} ${clip(text, at === 0 ? start : 0)}`;
      return `  ${paint(mark === '-' ? 'red' : 'green', row.trimEnd())}\n`;
    });
  return [...show(old, '-'), ...show(now, '+')].join('');
}

/** Where to begin with two long lines so that the first difference is seen. */
function clipStart(old: string, now: string): number {
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  return Math.max(old.length, now.length) <= EXCERPT_WIDTH || same < EXCERPT_WIDTH - 20 ? 0 : same - 20;
}

function clip(text: string, start: number): string {
  const cut = start > 0 ? `...${text.slice(start, start + REACH)}` : text;
  const shown = printable(cut.slice(0, REACH).replaceAll('\t', ' '));
  return widthOf(shown) > EXCERPT_WIDTH ? `${firstColumns(shown, EXCERPT_WIDTH - 3)}...` : shown;
}
