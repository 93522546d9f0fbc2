import { countBySeverity } from '../plan/finding.ts';
import { changesOf, type Plan } from '../plan/plan.ts';
import type { Action } from '../plan/resource.ts';
import { findingDocument } from './lint-document.ts';

/** The document of `omniclaw plan --json`. A minor format version only adds fields. */
export function planDocument(plan: Plan) {
  const changes = changesOf(plan);
  return {
    schema: 'omniclaw.plan.v1',
    formatVersion: '1.0',
    fleet: plan.fleet,
    findings: plan.findings.map(findingDocument),
    gateways: Object.fromEntries(
      plan.gateways.map(({ name, profile, spec, ports, paths, service }) => [
        name,
        { profile, runtime: spec.runtime, state: spec.state, ports, paths, service: service.name, driver: service.driver },
      ]),
    ),
    changes,
    stages: plan.stages.map(({ name, tracks }) => ({ name, gateways: tracks.map(({ gateway }) => gateway) })),
    blocked: plan.blocked,
    orphans: plan.orphans,
    summary: { ...countBySeverity(plan.findings), changes: changes.length, actions: countActions(changes), blocked: plan.blocked.length },
  } as const;
}

export function countActions(changes: readonly { readonly action: Action }[]): { [action: string]: number } {
  const counts: { [action: string]: number } = {};
  for (const { action } of changes) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}
