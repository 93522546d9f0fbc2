/** What must hold for everything that the program prints. Throws an error that says what does not. */
import { RULES } from '../../src/plan/rule-registry.ts';
import type { Ran } from './lab.ts';

/** Control characters but the line feed, what changes direction, what cannot be seen, and halves of characters. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

const STACK = /^\s+at .+:\d+:\d+\)?$|node:internal|^bug: |^Node\.js v\d/m;

/** The promise is one second on a machine that does nothing else; here a process compiles, collects garbage and shares its cores. */
const SLOW_MS = 2_000;

/** A promise about time that was broken, or one that could not be held because the machine was too busy: it is tried again alone. */
export class LateError extends Error {}

const TOO_BUSY = /this machine is too busy to evaluate it/;

export function insist(holds: boolean, problem: string, ...shown: readonly unknown[]): asserts holds {
  if (!holds) throw new Error([problem, ...shown.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))].join('\n'));
}

/** For every command: an exit code that it has, no stack trace, nothing that a terminal would obey. */
export function checkRun(ran: Ran): void {
  const { code, out, err, args } = ran;
  const told = [args.join(' '), `exit ${code}`, out.slice(0, 3_000), err.slice(0, 3_000)] as const;
  insist(code === 0 || code === 1 || code === 2, 'an exit code that is not 0, 1 or 2', ...told);
  insist(!STACK.test(out) && !STACK.test(err), 'a stack trace', ...told);
  if (ran.cpuMs >= SLOW_MS) throw new LateError([`it took ${ran.cpuMs.toFixed(0)} ms of processor time`, ...told].join('\n'));
  if (TOO_BUSY.test(out)) throw new LateError(['a code file was not evaluated in time', ...told].join('\n'));
  const unsafe = UNSAFE.exec(out) ?? UNSAFE.exec(err);
  insist(unsafe === null, `the character U+${unsafe?.[0].codePointAt(0)?.toString(16)} is printed as it is`, ...told);
  insist(!/\[object |undefined"? (?:must|is)|\bNaN:\d/.test(out + err), 'a value that was not meant to be shown', ...told);
  if (code === 2) insist(/^error: [^\n]+ \[OCE_[A-Z_]+\]\n(?: {2}try: [^\n]+\n)?$/.test(err), 'exit 2 without one error', ...told);
  else insist(!/\[OCE_/.test(err) || args[0] !== 'lint', 'an error and exit 0 or 1', ...told);
}

export type Place = { readonly file: string; readonly line: number; readonly column: number; readonly pointer: string };
export type Found = {
  readonly code: string;
  readonly severity: string;
  readonly locations: readonly Place[];
  readonly fix: boolean;
  readonly by: string;
};

/** The findings of `omniclaw.lint.v1`. `null`: lint could not run. */
export function readFindings(ran: Ran): readonly Found[] | null {
  if (ran.code === 2) {
    insist(JSON.parse(ran.out).error.code.startsWith('OCE_'), 'exit 2 and no error document', ran.out);
    return null;
  }
  const document = JSON.parse(ran.out);
  insist(document.schema === 'omniclaw.lint.v1', 'another schema', ran.out);
  const findings: Found[] = document.findings.map((one: { fix?: { by?: string; edits: unknown[] } } & Omit<Found, 'fix' | 'by'>) => ({
    ...one,
    fix: one.fix !== undefined && one.fix.edits.length > 0,
    by: one.fix?.by ?? '',
  }));
  for (const { code, locations } of findings) {
    insist(
      RULES.some((rule) => rule.code === code),
      `the rule "${code}" is not registered`,
    );
    insist(locations.length > 0, `${code} has no place`);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  insist(errors === document.summary.errors, 'the summary counts otherwise', ran.out.slice(0, 3_000));
  insist((ran.code === 1) === errors > 0, `exit ${ran.code} with ${errors} errors`, ran.out.slice(0, 3_000));
  return findings;
}

/** Places must lie in the text that is read in their file. */
export function checkPlaces(findings: readonly Found[], textOf: (file: string) => string): void {
  const lines = new Map<string, readonly string[]>();
  for (const { code, locations } of findings)
    for (const { file, line, column } of locations) {
      const known =
        lines.get(file) ??
        textOf(file)
          .replace(/^\uFEFF/, '')
          .split(/\r\n|\n|\r/);
      lines.set(file, known);
      const text = known[line - 1];
      insist(
        text !== undefined && column >= 1 && column <= text.length + 1,
        `${code} points at ${line}:${column}, which is not in the file`,
      );
    }
}

/** A machine format: it can be read, and holds as many findings as the JSON document. */
export function checkFormat(format: string, { out, args }: Ran, findings: readonly Found[]): void {
  const told = [args.join(' '), out.slice(0, 3_000)] as const;
  switch (format) {
    case 'compact': {
      const lines = out.trimEnd().split('\n');
      insist(lines.length === findings.length + 1, `${lines.length - 1} lines for ${findings.length} findings`, ...told);
      for (const line of lines.slice(0, -1)) insist(/:\d+:\d+: (?:error|warning|note) OC\d{3} \S/.test(line), `odd line: ${line}`, ...told);
      return;
    }
    case 'github': {
      const lines = out === '' ? [] : out.trimEnd().split('\n');
      insist(lines.length === Math.min(10, findings.length), `${lines.length} annotations for ${findings.length} findings`, ...told);
      for (const line of lines)
        insist(/^::(?:error|warning|notice) (?:file=[^:,]*,line=\d+,col=\d+,)?title=[^:,]+::\S/.test(line), `odd line: ${line}`, ...told);
      const ranks = lines.map((line) => ['::error ', '::warning ', '::notice '].findIndex((head) => line.startsWith(head)));
      insist(
        ranks.every((rank, at) => rank >= (ranks[at - 1] ?? 0)),
        'the worst is not first',
        ...told,
      );
      return;
    }
    case 'sarif': {
      const { version, runs } = JSON.parse(out);
      insist(version === '2.1.0' && runs.length === 1, 'no SARIF 2.1.0', ...told);
      const reported = runs[0].results.filter((result: { suppressions?: unknown }) => result.suppressions === undefined);
      insist(reported.length === findings.length, `${reported.length} results for ${findings.length} findings`, ...told);
      for (const result of reported) insist(result.locations[0].physicalLocation.region.startLine >= 1, 'a result without a line', ...told);
      return;
    }
    case 'junit':
      insist(out.split('<testcase ').length - 1 === Math.max(1, findings.length), 'another number of test cases', ...told);
      return;
    default:
      throw new Error(`no check for the format "${format}"`);
  }
}
