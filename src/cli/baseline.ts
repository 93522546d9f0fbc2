/** A baseline: findings that were there before, kept in a file, so that only new ones count. */
import { readFileSync } from 'node:fs';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from '../os/errno.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { Finding } from '../plan/finding.ts';
import { fingerprintOf } from '../plan/fingerprint.ts';

/** How often each finding may occur, by fingerprint. */
export type Baseline = ReadonlyMap<string, number>;

const SCHEMA = 'omniclaw.baseline.v1';

/** Throws OCE_UNREADABLE when there is no such file, and OCE_USAGE when it is no baseline. */
export function readBaseline(path: string): Baseline {
  const document = parse(readText(path), path);
  const entries = Object.entries(document).map(([key, count]): [string, number] => {
    if (!/^[0-9a-f]{32}$/.test(key) || !Number.isSafeInteger(count) || Number(count) < 1) throw noBaseline(path);
    return [key, Number(count)];
  });
  return new Map(entries);
}

/** The findings that a baseline does not know. */
export function newFindings(findings: readonly Finding[], baseline: Baseline): Finding[] {
  const left = new Map(baseline);
  return findings.filter((finding) => {
    const key = fingerprintOf(finding);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

/** Writes the findings as they are now. The codes are for people who read the file. */
export async function writeBaseline(path: string, findings: readonly Finding[]): Promise<void> {
  const groups = [...Map.groupBy(findings, fingerprintOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const known = Object.fromEntries(groups.map(([key, group]) => [key, group.length]));
  await writeFileSafely(path, `${JSON.stringify({ schema: SCHEMA, formatVersion: '1.0', findings: known }, null, 2)}\n`, 0o644);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const why = hasErrno(cause, 'ENOENT')
      ? 'there is no such file'
      : cause instanceof Error && 'code' in cause
        ? String(cause.code)
        : 'unknown error';
    throw new OmniclawError('OCE_UNREADABLE', `the baseline "${path}" cannot be read: ${why}`, {
      hint: `omniclaw lint --write-baseline ${path}`,
      cause,
    });
  }
}

function parse(text: string, path: string): object {
  try {
    const document: unknown = JSON.parse(text);
    if (document !== null && typeof document === 'object' && Reflect.get(document, 'schema') === SCHEMA) {
      const findings: unknown = Reflect.get(document, 'findings');
      if (findings !== null && typeof findings === 'object' && !Array.isArray(findings)) return findings;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw noBaseline(path);
}

function noBaseline(path: string): OmniclawError {
  return new OmniclawError('OCE_USAGE', `"${path}" is no baseline of findings`, { hint: `omniclaw lint --write-baseline ${path}` });
}
