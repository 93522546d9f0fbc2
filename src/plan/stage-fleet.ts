import type { JsonObject } from '../fleet/fleet-spec.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import { factOf } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { fieldAt } from './desired-config.ts';
import type { Step } from './diff-gateway.ts';
import type { ObservedGateway } from './observed-gateway.ts';
import type { Stage, Track } from './plan.ts';

/** One gateway's part of the work, before it is put in order with the others. */
export type GatewayWork = { readonly derived: DerivedGateway; readonly observed: ObservedGateway; readonly steps: readonly Step[] };

/**
 * Puts the work in order. `declared`: all gateways of the fleet, as a rescue that cannot be worked on still holds up what it
 * rescues. First whatever holds a port that another gateway wants lets go of it, so that two gateways
 * can swap ports; then waves, in which a rescue is always finished before the gateway it rescues is touched.
 */
export function stageFleet(
  work: readonly GatewayWork[],
  declared: readonly DerivedGateway[] = work.map(({ derived }) => derived),
): Stage[] {
  const rescuesOf = (name: string) => declared.flatMap((one) => (one.spec.rescues === name ? [one.name] : []));
  const releasing = new Set(work.filter((one) => mustRelease(one, work)).map(({ derived }) => derived.name));
  const release = work.flatMap((one): Track[] =>
    releasing.has(one.derived.name) ? [{ ...releaseTrack(one, work), after: rescuesOf(one.derived.name) }] : [],
  );
  const depths = new Map(work.map(({ derived }) => [derived.name, waveOf(derived, work, new Set())]));
  const waves = [...new Set(depths.values())]
    .sort((a, b) => a - b)
    .map((depth) => {
      const members = work.filter(({ derived }) => depths.get(derived.name) === depth);
      return {
        name: `wave ${depth + 1}` as const,
        tracks: members.flatMap((one) => waveTrack(one, rescuesOf(one.derived.name), releasing)),
      };
    });
  return [{ name: 'release' as const, tracks: release }, ...waves].filter(({ tracks }) => tracks.length > 0);
}

function mustRelease(one: GatewayWork, work: readonly GatewayWork[]): boolean {
  const service = serviceStep(one);
  const { registration, elsewhere } = one.observed.service;
  if (service === undefined || (registration === null && elsewhere.length === 0)) return false;
  return ['stop', 'delete', 'restart'].includes(service.change.action) && wantersOf(one, work).length > 0;
}

/** Names of the other gateways that will be started on a port which this one holds now. */
function wantersOf(one: GatewayWork, work: readonly GatewayWork[]): string[] {
  const held = heldPorts(one);
  return work
    .filter((other) => other !== one && ['start', 'restart'].includes(serviceStep(other)?.change.action ?? ''))
    .filter(({ derived }) => fixedPorts(derived).some((port) => held.includes(port)))
    .map(({ derived }) => derived.name);
}

function releaseTrack(one: GatewayWork, work: readonly GatewayWork[]): Omit<Track, 'after'> {
  const service = serviceStep(one);
  if (service === undefined) return { gateway: one.derived.name, steps: [] };
  const wanters = wantersOf(one, work).map((name) => `"${name}"`);
  const reasons = [...service.change.reasons, `frees its ports for ${wanters.join(', ')}`];
  const action = service.change.action === 'restart' ? 'stop' : service.change.action;
  const after: JsonObject | null = action === 'delete' ? null : { state: 'stopped' };
  return {
    gateway: one.derived.name,
    steps: [{ ...service, change: { ...service.change, action, before: divideBefore(service.change.before).state, after, reasons } }],
  };
}

function waveTrack(one: GatewayWork, after: readonly string[], releasing: ReadonlySet<string>): Track[] {
  const released = releasing.has(one.derived.name);
  const steps = one.steps.flatMap((step): Step[] => {
    if (step.kind !== 'service' || !released) return [step];
    if (step.change.action !== 'restart') return [];
    return [
      { ...step, change: { ...step.change, action: 'start', before: { state: 'stopped', ...divideBefore(step.change.before).text } } },
    ];
  });
  if (steps.length === 0) return [];
  return [{ gateway: one.derived.name, steps, after }];
}

function waveOf(derived: DerivedGateway, work: readonly GatewayWork[], seen: ReadonlySet<string>): number {
  if (seen.has(derived.name)) return 0;
  const rescues = work.filter((other) => other.derived.spec.rescues === derived.name);
  const deeper = new Set([...seen, derived.name]);
  return Math.max(-1, ...rescues.map((rescue) => waveOf(rescue.derived, work, deeper))) + 1;
}

/** The state of a service belongs to its stop, and the text of its definition to the start that changes it. */
function divideBefore(before: JsonObject | null): { readonly state: JsonObject | null; readonly text: JsonObject } {
  const { definition, ...state } = before ?? {};
  return { state: before === null ? null : state, text: definition === undefined ? {} : { definition } };
}

export function serviceStep({ steps }: GatewayWork) {
  return steps.find((step) => step.kind === 'service');
}

/** Ports a gateway is certain to listen on. */
export function fixedPorts({ ports, spec }: DerivedGateway): number[] {
  const { browserControl } = factOf(runtimeOf(spec.runtime).layouts, spec.program.version);
  const control = browserControl === 'listens' ? ports.browserControl : null;
  return [ports.gateway, control, ports.canvas].flatMap((port) => (port === null ? [] : [port]));
}

/** Ports a running gateway holds now: read from its config as it is on disk, based on the port it answers on. */
export function heldPorts({ observed, derived }: Omit<GatewayWork, 'steps'>): number[] {
  const config = observed.config?.value ?? {};
  const layout = factOf(runtimeOf(derived.spec.runtime).layouts, derived.spec.program.version);
  const base = observed.service.live?.port ?? numberAt(config, ['gateway', 'port']) ?? derived.ports.gateway;
  const control = numberAt(config, ['browser', 'controlPort']) ?? base + PORT_BLOCK.browserControl;
  const canvas = numberAt(config, ['canvasHost', 'port']) ?? base + PORT_BLOCK.canvas;
  return [base, ...(layout.browserControl === 'listens' ? [control] : []), ...(layout.canvas === 'listens' ? [canvas] : [])];
}

function numberAt(config: JsonObject, path: readonly string[]): number | undefined {
  const value = fieldAt(config, path);
  return typeof value === 'number' ? value : undefined;
}
