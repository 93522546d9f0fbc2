import type { Codes } from './apply-ignores.ts';
import type { Fault } from './finding.ts';
import { analyseFleet } from './fleet-analysis.ts';
import type { Rule, RuleInput, RulePage } from './rule.ts';
import { RULES } from './rule-registry.ts';

/** What the rules of a scope find. Same input, same faults in the same order. */
export function runRules(input: RuleInput, scope: Rule['scope']): Fault[] {
  const analysis = analyseFleet(input);
  return RULES.filter((rule) => rule.scope === scope).flatMap(({ code, severity, find }) =>
    find(input, analysis).map((fault) => ({ code, severity, ...fault })),
  );
}

/** Codes of all rules, and of those that a run in this scope looks for. */
export function ruleCodes(scope: Rule['scope']): Codes {
  const isChecked = (rule: Rule) => rule.scope === scope || (scope === 'host' && rule.scope === 'fleet');
  return { known: new Set(RULES.map(({ code }) => code)), checked: new Set(RULES.filter(isChecked).map(({ code }) => code)) };
}

/** What is known of a rule beside how it is found. */
export type RuleExplanation = Pick<Rule, 'code' | 'severity' | 'title' | 'scope'> & RulePage;

/** The page of a rule; `undefined` when there is none. Upper and lower case are the same. */
export function explainRule(code: string): RuleExplanation | undefined {
  const rule = RULES.find((one) => one.code === code.toUpperCase());
  if (rule === undefined) return undefined;
  const { severity, title, scope, page } = rule;
  return { code: rule.code, severity, title, scope, ...page };
}
