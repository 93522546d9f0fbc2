import type { Fault } from './finding.ts';
import { createProposals } from './proposals.ts';
import type { Rule, RuleInput } from './rule.ts';
import { RULES } from './rule-registry.ts';

/** What the rules of a scope find. Same input, same faults in the same order. */
export function runRules(input: RuleInput, scope: Rule['scope']): Fault[] {
  const proposals = createProposals(input.claims);
  return RULES.filter((rule) => rule.scope === scope).flatMap(({ code, severity, find }) =>
    find(input, proposals).map((fault) => ({ code, severity, ...fault })),
  );
}
