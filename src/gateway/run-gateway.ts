/** The gateway: reads its config, takes the lock of its state folder, serves its ports, and drains when it is told to. */
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { STATE_LOCK_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { MAX_BASE_PORT } from '../fleet/port-block.ts';
import { takeLock } from '../os/kernel-lock.ts';
import { ensureFolder, ensurePrivateFolder } from '../os/private-folder.ts';
import { createChannel } from './channel.ts';
import type { GatewayContext, GatewayPart, Mounted } from './gateway-part.ts';
import { createGuards } from './guard.ts';
import { createHttpPort } from './http-port.ts';
import { type Identity, openIdentity } from './identity.ts';
import { type ConfigSource, type InspectedConfig, inspectConfig } from './inspect-config.ts';
import { listen } from './listen.ts';
import { openLiveConfig } from './live-config.ts';
import { createMethodTable } from './method-table.ts';
import { createMetrics } from './metrics.ts';
import { mountGateway, mountHealth } from './mount-gateway.ts';
import { createPresence } from './presence.ts';
import { type GatewayConfig, requireUsable } from './read-gateway-config.ts';
import { resolveSecret, type SecretSources } from './resolve-secret.ts';
import { removeRunningRecord, writeRunningRecord } from './running-record.ts';

export type GatewayRequest = SecretSources & {
  readonly profile: string;
  readonly configPath: string;
  /** `--port`, which wins over the config; null when it was not given. */
  readonly port: number | null;
  readonly version: string;
};

export type RunningGateway = {
  readonly facts: Identity['facts'];
  readonly ports: readonly number[];
  /** Looks at the config again. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `parts`: what serves the ports beside the base port. `tickMs`: `PROTOCOL.tickMs`, unless a test cannot wait for so long. */
export type GatewaySetup = { readonly parts: readonly GatewayPart[] } & Pick<GatewayContext, 'log' | 'tickMs'>;

/** Resolves when all ports serve. Throws OCE_CONFIG, OCE_STATE_LOCKED or OCE_PORT_TAKEN, with nothing left open. */
export async function runGateway(request: GatewayRequest, setup: GatewaySetup): Promise<RunningGateway> {
  const source: ConfigSource = { path: request.configPath, home: request.home, variables: request.environment };
  const inspected = await inspectConfig(source);
  requireUsable(inspected);
  if (inspected.text === null && request.port === null) {
    throw new OmniclawError('OCE_CONFIG', `there is no config at "${request.configPath}" and no port was given`, {
      hint: `omniclaw --profile ${request.profile} setup`,
    });
  }
  await ensurePrivateFolder(request.stateDir);
  // A folder that is not there cannot be watched for a config that comes later.
  await ensureFolder(dirname(request.configPath));
  const lock = await takeLock(join(request.stateDir, STATE_LOCK_FILE));
  if (lock === null) {
    throw new OmniclawError('OCE_STATE_LOCKED', `another gateway runs on the state folder "${request.stateDir}"`, {
      hint: `lsof ${JSON.stringify(join(request.stateDir, STATE_LOCK_FILE))}`,
    });
  }
  const open: Mounted[] = [{ close: lock.release }];
  const close = async (): Promise<void> => {
    for (const one of open.splice(0).toReversed()) await one.close();
  };
  try {
    return { ...(await serve(request, inspected, { ...setup, open })), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** `open`: what has to be closed, in the order in which it was opened. */
type Serving = GatewaySetup & { readonly open: Mounted[] };

async function serve(request: GatewayRequest, inspected: InspectedConfig, { parts, log, tickMs, open }: Serving) {
  const { profile, stateDir } = request;
  const first = requireUsable(inspected);
  const base = choosePort(request, first);
  await setEnvironment(first, request);
  const identity = await openIdentity({ profile, stateDir, document: first.document, port: base });
  const [configChanges, tokenChanges] = [createChannel<GatewayConfig>(), createChannel<null>()];
  const metrics = createMetrics();
  const live = await openLiveConfig(inspected, {
    source: { path: request.configPath, home: request.home, variables: request.environment },
    secrets: request,
    log,
    changed: (config, waits) => {
      if (waits.length === 0) identity.useConfig(config.document);
      metrics.count('omniclaw_config_reloads_total');
      configChanges.send(config);
    },
    tokenChanged: () => tokenChanges.send(null),
  });
  open.push(live);
  const guardOf = createGuards(live.token);
  const onBug = (thrown: unknown): void =>
    log('bug', { problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  const onAnswer = (role: string, status: number): void => metrics.count('omniclaw_http_requests_total', role, String(status));
  const placed = [basePart(first), ...parts].flatMap((part) => {
    const place = part.place(first, base);
    return place === null ? [] : [{ part, port: createHttpPort({ role: part.role, ...place, guard: guardOf(place), onBug, onAnswer }) }];
  });
  const ports = Object.fromEntries(placed.map(({ port: { role, port } }) => [role, port]));
  const config = live.config;
  const context = createContext(request, { base, ports, identity, log, metrics, tickMs, live, config, configChanges, tokenChanges });
  for (const { part, port } of placed) {
    open.push(port);
    mountHealth(port, identity);
    open.push(await part.mount(port, context));
  }
  for (const { port } of placed) open.push({ close: await listen(port) });
  await writeRunningRecord(stateDir, { pid: process.pid, port: base });
  open.push({ close: () => removeRunningRecord(stateDir) });
  return { facts: identity.facts, ports: Object.values(ports), reload: live.reload };
}

function basePart({ bind }: GatewayConfig): GatewayPart {
  return { role: 'gateway', place: (_config, base) => ({ port: base, addresses: addressesOf(bind) }), mount: mountGateway };
}

type Made = Pick<
  GatewayContext,
  'base' | 'ports' | 'identity' | 'log' | 'metrics' | 'tickMs' | 'live' | 'config' | 'configChanges' | 'tokenChanges'
>;

function createContext({ profile, version, home, stateDir, configPath, environment }: GatewayRequest, made: Made): GatewayContext {
  const paths = { profile, version, home, stateDir, configPath, environment };
  const presence = createPresence(version, made.identity.facts().startId);
  return { ...paths, ...made, presence, events: createChannel(), methods: createMethodTable() };
}

function choosePort({ port, configPath }: GatewayRequest, config: GatewayConfig): number {
  const base = port ?? config.port;
  if (base === null)
    throw new OmniclawError('OCE_CONFIG', `the config "${configPath}" names no "gateway.port" and no port was given`, {
      hint: 'omniclaw gateway --port 18789',
    });
  if (base > MAX_BASE_PORT)
    throw new OmniclawError('OCE_CONFIG', `port ${base} is too high: the ports above it would pass 65535`, {
      hint: `omniclaw gateway --port ${MAX_BASE_PORT}`,
    });
  return base;
}

/** Variables of the config, for the programs that the gateway starts. */
async function setEnvironment({ env }: GatewayConfig, sources: SecretSources): Promise<void> {
  for (const [name, value] of Object.entries(env)) process.env[name] = await resolveSecret(value, `"env.${name}"`, sources);
}

/** Loopback is always included: what manages the gateway on this host asks there. */
function addressesOf(bind: string): string[] {
  if (bind === 'loopback' || bind === '127.0.0.1') return ['127.0.0.1'];
  if (bind === 'lan' || bind === '0.0.0.0') return ['0.0.0.0'];
  if (isIP(bind) === 0) throw new OmniclawError('OCE_CONFIG', `"gateway.bind" must be "loopback", "lan" or an IP address, got "${bind}"`);
  return ['127.0.0.1', bind];
}
