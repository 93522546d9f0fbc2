/** Lints fleets written as values, on any host, without a file. */
import type { FleetDeclaration } from '../../src/fleet/fleet-schema.ts';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import type { Host } from '../../src/fleet/host.ts';
import { toSpec } from '../../src/load/to-spec.ts';
import { blankHostState } from '../../src/plan/blank-host-state.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import type { Fault, Fix } from '../../src/plan/finding.ts';
import type { HostState } from '../../src/plan/host-state.ts';
import type { PortLock } from '../../src/plan/port-lock.ts';
import { runRules } from '../../src/plan/run-rules.ts';
import { seenCredentialIdentity, seenPathIdentity } from '../../src/plan/seen-identity.ts';
import { host } from './sample-gateway.ts';

export type Gateways = FleetDeclaration['gateways'];

/** What differs from the usual: the host, where paths really lead, the lock. */
export type Setting = {
  readonly host?: Partial<Host>;
  readonly links?: { readonly [path: string]: string };
  readonly lock?: PortLock;
  readonly defaults?: NonNullable<FleetDeclaration['defaults']>;
  readonly running?: readonly string[];
  /** What was seen of the host; left out: nobody looked. */
  readonly seen?: Partial<HostState>;
};

export function lint(gateways: Gateways, setting: Setting = {}): Fault[] {
  const machine = { ...host, ...setting.host };
  const spec = toSpec({ gateways, defaults: setting.defaults ?? {} });
  const derived = deriveFleet(spec, machine, setting.lock ?? { ports: {} }, []);
  const seen = setting.seen === undefined ? null : { ...blankHostState(machine), ...setting.seen };
  const claims =
    seen === null
      ? collectClaims(derived.gateways, machine, (path) => setting.links?.[path] ?? path)
      : collectClaims(derived.gateways, machine, seenPathIdentity(seen), seenCredentialIdentity(seen));
  const { lock = null, running = [] } = setting;
  return runRules({ spec, host: machine, gateways: derived.gateways, claims, lock, running: new Set(running), seen });
}

/** The faults that stop a plan. */
export function errors(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ severity }) => severity === 'error');
}

/** Each fault as `CODE gateway gateway`, sorted. */
export function brief(faults: readonly Fault[]): string[] {
  return faults.map(({ code, gateways }) => [code, ...gateways].join(' ')).sort();
}

/** The gateways with the edits of fixes made in them. */
export function edited(gateways: Gateways, fixes: readonly (Fix | null)[]): Gateways {
  const copy = structuredClone({ gateways });
  for (const { pointer, value } of fixes.flatMap((fix) => fix?.edits ?? [])) setAt(copy, pointer, value);
  return copy.gateways;
}

function setAt(root: object, pointer: string, value: Json): void {
  const keys = pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  let at: object = root;
  for (const key of keys) {
    const next: unknown = Reflect.get(at, key);
    if (next === null || typeof next !== 'object') throw new Error(`nothing at "${pointer}"`);
    at = next;
  }
  Reflect.set(at, last, value);
}

/** All that is said of faults, for a file of words. */
export function say(faults: readonly Fault[]): string {
  return faults.map(linesOf).join('');
}

function linesOf({ code, severity, gateways, message, pointers, fix }: Fault): string {
  const edits = (fix?.edits ?? []).map(({ pointer, value }) => `      edit ${pointer} = ${JSON.stringify(value)}\n`);
  const how = fix === null ? 'none' : `${fix.by === 'hand' ? 'by hand: ' : ''}${fix.description}`;
  return `  ${code} ${severity} of ${gateways.join(', ')}: ${message}\n    at ${pointers.join(' ')}\n    fix ${how}\n${edits.join('')}`;
}
