import { nearestName } from '../fleet/nearest-name.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { Severity } from '../plan/finding.ts';
import { RULES } from '../plan/rule-registry.ts';
import { SEVERITIES, type Selection } from '../plan/select-findings.ts';
import { isLintFormat, LINT_FORMATS, type LintFormat } from '../render/lint-report.ts';
import { type Baseline, readBaseline } from './baseline.ts';
import type { Call } from './command.ts';

export type LintOptions = {
  readonly format: LintFormat;
  readonly selection: Selection;
  readonly maxWarnings: number;
  /** `null`: every finding counts. */
  readonly baseline: Baseline | null;
  readonly writeBaseline: string | null;
  readonly fix: 'no' | 'write' | 'show';
};

/** Reads the options of lint. Throws OCE_USAGE, naming what was probably meant. */
export function readLintOptions(call: Call): LintOptions {
  const baseline = call.value('baseline');
  if (call.has('dry-run') && !call.has('fix')) {
    throw new OmniclawError('OCE_USAGE', '"--dry-run" shows what "--fix" would do, and there is no "--fix"', {
      hint: 'omniclaw lint --fix --dry-run',
    });
  }
  return {
    format: readFormat(call),
    selection: { only: readCodes(call, 'only'), skip: readCodes(call, 'skip'), severity: readSeverity(call.value('severity')) },
    maxWarnings: readLimit(call.value('max-warnings')),
    baseline: baseline === undefined ? null : readBaseline(baseline),
    writeBaseline: call.value('write-baseline') ?? null,
    fix: call.has('fix') ? (call.has('dry-run') ? 'show' : 'write') : 'no',
  };
}

function readFormat(call: Call): LintFormat {
  const name = call.value('format') ?? (call.has('json') ? 'json' : 'pretty');
  if (call.has('json') && name !== 'json') {
    throw new OmniclawError('OCE_USAGE', `"--json" and "--format ${name}" exclude each other`, { hint: 'give one of them' });
  }
  if (isLintFormat(name)) return name;
  const known = Object.keys(LINT_FORMATS);
  const nearest = nearestName(name, known);
  throw new OmniclawError('OCE_USAGE', `unknown format "${name}"`, {
    hint: nearest === undefined ? `known: ${known.join(', ')}` : `omniclaw lint --format ${nearest}`,
  });
}

/** Codes, or the beginning of codes: `OC1` stands for all rules about ports. */
function readCodes(call: Call, option: 'only' | 'skip'): string[] {
  const codes = call.values(option).flatMap((text) => text.toUpperCase().split(/[\s,]+/));
  for (const code of codes) {
    if (code !== '' && RULES.some((rule) => rule.code.startsWith(code) && code.startsWith('OC'))) continue;
    const nearest = nearestName(
      code,
      RULES.map((rule) => rule.code),
    );
    throw new OmniclawError('OCE_USAGE', `"--${option}" names no rule: "${code}"`, {
      hint: nearest === undefined ? 'omniclaw explain' : `--${option} ${nearest}`,
    });
  }
  return codes;
}

function readSeverity(text: string | undefined): Severity {
  const found = SEVERITIES.find((severity) => severity === (text ?? 'note'));
  if (found !== undefined) return found;
  throw new OmniclawError('OCE_USAGE', `"--severity" must be ${SEVERITIES.join(', ')}, got "${text}"`, { hint: '--severity warning' });
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text))
    throw new OmniclawError('OCE_USAGE', `"--max-warnings" must be a whole number, got "${text}"`, { hint: '--max-warnings 0' });
  return Number(text);
}
