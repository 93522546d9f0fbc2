import type { Suppressed } from '../plan/apply-ignores.ts';
import type { Finding } from '../plan/finding.ts';

/** What lint has to say, whatever the format. */
export type LintReport = {
  /** Absolute path of the fleet file. */
  readonly fleet: string;
  /** Folder that paths are shown relative to, where a format wants that. */
  readonly folder: string;
  /** How many gateways were checked; `null`: the file is too broken to say. */
  readonly gateways: number | null;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** The edits of a finding's fix as replacements of text; empty when there are none. */
  readonly replacements: (finding: Finding) => readonly Replacement[];
  /** Version of this program. */
  readonly version: string;
};

/** Lines and columns count from 1; the end is not part of what is replaced. */
export type Replacement = {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly text: string;
};

/** Names of the formats, with what they are for. */
export const LINT_FORMATS = {
  pretty: 'for people (default)',
  compact: 'one line a finding, for editors and grep',
  json: 'omniclaw.lint.v1, for other programs',
  sarif: 'SARIF 2.1.0, for code scanning',
  github: 'annotations of GitHub Actions',
  junit: 'JUnit XML, for CI servers',
} as const satisfies Record<string, string>;

export type LintFormat = keyof typeof LINT_FORMATS;

export function isLintFormat(name: string): name is LintFormat {
  return Object.hasOwn(LINT_FORMATS, name);
}

/** Path below the folder with forward slashes, or the path itself when it lies elsewhere. */
export function relativePath(path: string, folder: string): string {
  const inside = folder === '/' ? path.slice(1) : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  return inside.replaceAll('\\', '/');
}
