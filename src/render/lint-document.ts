import { countBySeverity, type Finding } from '../plan/finding.ts';

/** The document of `omniclaw lint --format json`. A minor format version only adds fields. */
export function lintDocument(fleet: string, findings: readonly Finding[]) {
  return {
    schema: 'omniclaw.lint.v1',
    formatVersion: '1.0',
    fleet,
    findings: findings.map(findingDocument),
    summary: countBySeverity(findings),
  } as const;
}

/** A finding as other programs read it; without a fix there is no `fix` field. */
export function findingDocument({ code, severity, gateways, message, locations, fix }: Finding) {
  return { code, severity, gateways, message, locations, ...(fix === null ? {} : { fix }) };
}
