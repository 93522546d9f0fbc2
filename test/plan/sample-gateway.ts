/** Hand-made values for tests of the planner's second half, so that they do not depend on the first. */
import type { GatewaySpec } from '../../src/fleet/fleet-spec.ts';
import type { GatewayProof } from '../../src/fleet/gateway-proof.ts';
import type { Host } from '../../src/fleet/host.ts';
import { isJsonObject } from '../../src/fleet/json-object.ts';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import { mergeConfig } from '../../src/plan/desired-config.ts';
import { type DesiredGateway, desireGateway, type Launch } from '../../src/plan/desired-gateway.ts';
import { configHash } from '../../src/plan/diff-gateway.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';

export const host: Host = { home: '/home/ann', hostname: 'box', platform: 'linux', user: 'ann', fleetDir: '/home/ann/fleet' };
export const launch: Launch = {
  argv: ['/usr/bin/node', '/opt/omniclaw/omniclaw.js'],
  path: '/usr/bin:/bin',
  manager: 'supervisor',
  sandbox: 'full',
  node: { path: '/usr/bin/node', version: '24.16.0' },
  programs: '/home/ann/.local/state/omniclaw/programs',
  found: {},
};

export function sampleGateway(name: string, port: number, changes: Partial<GatewaySpec> = {}): DerivedGateway {
  const stateDir = `/home/ann/.omniclaw-${name}`;
  return {
    name,
    profile: name,
    spec: { ...blankSpec(name, port), authFrom: changes.auth === undefined ? 'usual' : 'file', ...changes },
    ports: { gateway: port, browserControl: port + 2, canvas: port + 4, cdp: { first: port + 11, last: port + 110 }, relays: [] },
    paths: { stateDir, config: `${stateDir}/omniclaw.json`, workspace: `${stateDir}/workspace-${name}` },
    service: { driver: 'supervisor', name: `omniclaw-gateway-${name}.service` },
  };
}

function blankSpec(name: string, port: number): GatewaySpec {
  return {
    name,
    runtime: 'omniclaw',
    program: { version: null, path: null, node: null, command: [], health: '/healthz' },
    port,
    portFrom: 'file',
    bind: 'loopback',
    auth: { mode: 'token', token: null },
    authFrom: 'usual',
    stateDir: null,
    configPath: null,
    workspace: null,
    browser: { enabled: true, controlPort: null, cdpPortRange: null, cdpUrl: null, profiles: [] },
    canvasHost: { enabled: true, port: null },
    channels: {},
    agents: {},
    config: {},
    service: { driver: 'auto', env: {}, limits: { memoryMiB: null, cpuPercent: null, tasks: null }, hardening: 'default' },
    state: 'running',
    protect: false,
    rescues: null,
    renamedFrom: null,
    labels: {},
    ignore: [],
  };
}

export function sampleDesired(derived: DerivedGateway): DesiredGateway {
  return desireGateway(derived, host, launch);
}

/** Nothing of the gateway exists. */
export const nothing: ObservedGateway = {
  program: null,
  directories: [],
  keys: [],
  secrets: { stored: null, wanted: null },
  config: null,
  service: { registration: null, elsewhere: [], supervisor: 'gone', live: null },
};

/** Everything is as `derived` wants it; `changes` alters the service. */
export function asDeclared(derived: DerivedGateway, changes: Partial<ObservedGateway['service']> = {}): ObservedGateway {
  const desired = sampleDesired(derived);
  const text = mergeConfig(null, desired.config.fields, []);
  const parsed = parseJson5(text);
  if (!('value' in parsed) || !isJsonObject(parsed.value)) throw new Error(text);
  const { value } = parsed;
  const hash = configHash(value);
  const registration = {
    origin: 'ours',
    program: desired.service.program,
    definition: null,
    faults: [],
    wanted: 'running',
    phase: 'running',
    pid: 4242,
    ageMs: 60_000,
    lastExit: '',
  } as const;
  return {
    program: null,
    directories: desired.directories,
    keys: desired.keys,
    secrets: { stored: null, wanted: null },
    config: {
      kind: 'config',
      gateway: derived.name,
      id: desired.config.id,
      text,
      mode: 0o600,
      hash,
      value,
      written: value,
      included: [],
      given: [],
      lost: [],
    },
    service: { registration, elsewhere: [], supervisor: 'answers', live: sampleProof(derived, hash), ...changes },
  };
}

export function sampleProof(derived: DerivedGateway, hash: string): GatewayProof {
  const { profile, ports } = derived;
  return {
    ok: true,
    status: 'live',
    profile,
    startId: 'a'.repeat(32),
    pid: 4242,
    configHash: hash,
    secretsHash: '',
    port: ports.gateway,
    challenge: '',
    mac: '',
  };
}
