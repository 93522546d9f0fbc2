import type { DerivedGateway } from './derived-gateway.ts';
import type { Step } from './diff-gateway.ts';
import type { Finding } from './finding.ts';
import type { Change } from './resource.ts';

/** What `omniclaw plan` shows and `omniclaw apply` carries out. */
export type Plan = {
  /** Path of the fleet file. */
  readonly fleet: string;
  readonly findings: readonly Finding[];
  readonly gateways: readonly DerivedGateway[];
  readonly stages: readonly Stage[];
  /** Gateways that cannot be brought in line as things are, and why. */
  readonly blocked: readonly Blocked[];
  /** Gateways that this fleet file declared once and no longer does. They keep running. */
  readonly orphans: readonly string[];
};

/** Tracks of one stage may run side by side; a stage begins when the one before has ended. */
export type Stage = { readonly name: 'prepare' | 'release' | `wave ${number}`; readonly tracks: readonly Track[] };

/** The steps of one gateway within a stage, in order. A failed step ends its track and no other. */
export type Track = {
  readonly gateway: string;
  readonly steps: readonly PlannedStep[];
  /** Gateways that must be healthy before this one is touched while it runs: its rescues. */
  readonly after: readonly string[];
};

/** Writes the automatic ports down beside the fleet file. */
export type PortLockStep = { readonly change: Change; readonly kind: 'port-lock'; readonly path: string; readonly text: string };

export type PlannedStep = Step | PortLockStep;

/** Whether a step starts the process of a gateway, anew or for the first time. */
export function startsProcess({ kind, change }: Pick<PlannedStep, 'kind' | 'change'>): boolean {
  return kind === 'service' && ['start', 'restart'].includes(change.action);
}

export type Blocked = { readonly gateway: string; readonly message: string; readonly hint: string };

/** Every change of a plan in the order of the stages. */
export function changesOf({ stages }: Pick<Plan, 'stages'>): Change[] {
  return stages.flatMap(({ tracks }) => tracks.flatMap(({ steps }) => steps.map(({ change }) => change)));
}
