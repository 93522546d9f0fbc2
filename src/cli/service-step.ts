import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { ServiceStep } from '../plan/diff-service.ts';
import type { ObservedGateway, ServiceRegistration } from '../plan/observed-gateway.ts';
import type { Plan } from '../plan/plan.ts';
import type { Action, ServiceDriverKind } from '../plan/resource.ts';

/** A service as it is installed, whatever would be declared now. */
export type InstalledService = { readonly driver: ServiceDriverKind; readonly registration: ServiceRegistration };

/** `null`: no driver of this host knows it. */
export function installedService(desired: DesiredGateway, { service }: ObservedGateway): InstalledService | null {
  if (service.registration !== null) return { driver: desired.service.driver, registration: service.registration };
  return service.elsewhere[0] ?? null;
}

/** A step on the service as it is installed, with the config as it is: nothing but its process or its registration changes. */
export function stepOn(
  { driver, registration }: InstalledService,
  action: Action,
  wanted: DesiredGateway,
  observed: ObservedGateway,
): ServiceStep {
  const { definition, program } = wanted.service;
  const path = definition?.path ?? '';
  return {
    kind: 'service',
    resource: {
      ...wanted.service,
      driver,
      program: registration.program ?? program,
      definition: registration.definition === null ? definition : { path, text: registration.definition },
      configHash: observed.config?.hash ?? '',
      secretsHash: observed.secrets.stored?.hash ?? '',
    },
    change: {
      action,
      gateway: wanted.gateway,
      kind: 'service',
      id: wanted.service.id,
      before: { state: registration.phase, pid: registration.pid },
      after: action === 'delete' ? null : { state: action === 'stop' ? 'stopped' : 'running' },
      reasons: ['asked for'],
      impact: 'restart',
    },
  };
}

/** A plan of one step. */
export function planOfStep(step: ServiceStep, derived: DerivedGateway, path: string): Plan {
  return {
    fleet: path,
    findings: [],
    gateways: [derived],
    stages: [{ name: 'wave 1', tracks: [{ gateway: derived.name, steps: [step], after: [] }] }],
    blocked: [],
    orphans: [],
  };
}
