import type { Finding, Severity } from './finding.ts';

/** Which findings a report shows. `only` and `skip` hold codes, or beginnings of codes such as `OC1`. */
export type Selection = { readonly only: readonly string[]; readonly skip: readonly string[]; readonly severity: Severity };

const RANKS: { readonly [severity in Severity]: number } = { error: 0, warning: 1, note: 2 };

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

export function selectFindings(findings: readonly Finding[], { only, skip, severity }: Selection): Finding[] {
  const named = (codes: readonly string[], code: string) => codes.some((one) => code.startsWith(one));
  return findings.filter(
    (finding) =>
      RANKS[finding.severity] <= RANKS[severity] && (only.length === 0 || named(only, finding.code)) && !named(skip, finding.code),
  );
}
