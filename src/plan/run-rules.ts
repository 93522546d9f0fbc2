import type { Codes } from './apply-ignores.ts';
import type { Fault } from './finding.ts';
import { analyseFleet, type FleetAnalysis } from './fleet-analysis.ts';
import type { HostRuleInput, Rule, RuleFault, RuleInput, RulePage, SeenPair } from './rule.ts';
import { RULES } from './rule-registry.ts';

/**
 * What the rules find: those that need only the fleet file, and when somebody has looked at the host, those of the host.
 * Same input, same faults in the same order.
 */
export function runRules(input: RuleInput): Fault[] {
  const analysis = analyseFleet(input);
  const { seen } = input;
  const live: HostRuleInput | null = seen === null ? null : { ...input, seen };
  return RULES.flatMap((rule) =>
    findBy(rule, input, live, analysis).map((fault) => ({ code: rule.code, severity: rule.severity, ...fault })),
  );
}

function findBy(rule: Rule, input: RuleInput, live: HostRuleInput | null, analysis: FleetAnalysis): readonly RuleFault[] {
  switch (rule.scope) {
    case 'fleet':
      return rule.find(input, analysis);
    case 'host':
      return live === null ? [] : rule.find(live, analysis);
    case 'load':
      return [];
    default:
      return rule satisfies never;
  }
}

/** Codes of all rules, and of those that a run looks for. `host`: it looks at the host as well. */
export function ruleCodes(scope: 'fleet' | 'host'): Codes {
  const checked = RULES.filter((rule) => rule.scope === 'fleet' || rule.scope === scope);
  return { known: new Set(RULES.map(({ code }) => code)), checked: new Set(checked.map(({ code }) => code)) };
}

/** What is known of a rule beside how it is found. `seen`: the hosts of its two fleets; `null` when hosts do not matter. */
export type RuleExplanation = Pick<Rule, 'code' | 'severity' | 'title' | 'scope'> & RulePage & { readonly seen: SeenPair | null };

/** The page of a rule; `undefined` when there is none. Upper and lower case are the same. */
export function explainRule(code: string): RuleExplanation | undefined {
  const rule = RULES.find((one) => one.code === code.toUpperCase());
  return rule === undefined ? undefined : ruleExplanation(rule);
}

export function ruleExplanation(rule: Rule): RuleExplanation {
  const { code, severity, title, scope, page } = rule;
  return { code, severity, title, scope, ...page, seen: rule.scope === 'host' ? rule.page.seen : null };
}
