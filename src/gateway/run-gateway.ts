/** The gateway: reads its config, takes the lock of its state folder, serves its ports, and drains when it is told to. */
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { GATEWAY_TOKEN_FILE, STATE_LOCK_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { MAX_BASE_PORT } from '../fleet/port-block.ts';
import { type HeldLock, takeLock } from '../os/kernel-lock.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import { createChannel } from './channel.ts';
import type { GatewayContext, GatewayPart } from './gateway-part.ts';
import { createGuards } from './guard.ts';
import { createHttpPort } from './http-port.ts';
import { type Identity, openIdentity, readOrMakeKey } from './identity.ts';
import { listen } from './listen.ts';
import { createMethodTable } from './method-table.ts';
import { mountGateway, mountHealth } from './mount-gateway.ts';
import { type GatewayConfig, readGatewayConfig } from './read-gateway-config.ts';
import { resolveSecret, type SecretSources } from './resolve-secret.ts';

export type GatewayRequest = SecretSources & {
  readonly profile: string;
  readonly configPath: string;
  /** `--port`, which wins over the config; null when it was not given. */
  readonly port: number | null;
  readonly version: string;
};

export type RunningGateway = { readonly facts: Identity['facts']; readonly ports: readonly number[]; readonly close: () => Promise<void> };

/** `parts`: what serves the ports beside the base port. */
export type GatewaySetup = { readonly parts: readonly GatewayPart[]; readonly log: GatewayContext['log'] };

type Serving = GatewaySetup & { readonly lock: HeldLock };

/** Resolves when all ports serve. Throws OCE_CONFIG, OCE_STATE_LOCKED or OCE_PORT_TAKEN, with nothing left open. */
export async function runGateway(request: GatewayRequest, { parts, log }: GatewaySetup): Promise<RunningGateway> {
  const config = await readGatewayConfig(request.configPath);
  if (config === null && request.port === null) {
    throw new OmniclawError('OCE_CONFIG', `there is no config at "${request.configPath}" and no port was given`, {
      hint: `omniclaw --profile ${request.profile} gateway --port 18789`,
    });
  }
  await ensurePrivateFolder(request.stateDir);
  const lock = await takeLock(join(request.stateDir, STATE_LOCK_FILE));
  if (lock === null) {
    throw new OmniclawError('OCE_STATE_LOCKED', `another gateway runs on the state folder "${request.stateDir}"`, {
      hint: `lsof ${JSON.stringify(join(request.stateDir, STATE_LOCK_FILE))}`,
    });
  }
  try {
    return await serve(request, config ?? EMPTY, { lock, parts, log });
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

const EMPTY: GatewayConfig = {
  document: {},
  port: null,
  bind: 'loopback',
  authMode: 'token',
  token: null,
  workspace: null,
  browser: { enabled: true, controlPort: null, profiles: {} },
  canvas: { enabled: true, port: null },
  env: {},
};

async function serve(request: GatewayRequest, config: GatewayConfig, { lock, parts, log }: Serving): Promise<RunningGateway> {
  const base = choosePort(request, config);
  const token = await chooseToken(request, config);
  await setEnvironment(config, request);
  const identity = await openIdentity({ profile: request.profile, stateDir: request.stateDir, document: config.document, port: base });
  const guardOf = createGuards(() => token);
  const places = [basePart(config), ...parts].flatMap((part) => {
    const place = part.place(config, base);
    return place === null ? [] : [{ part, place }];
  });
  const ports = Object.fromEntries(places.map(({ part, place }) => [part.role, place.port]));
  const context = createContext(request, { base, ports, identity, log, config: () => config });
  const open: { close: () => void | Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const one of open.toReversed()) await one.close();
  };
  try {
    for (const { part, place } of places) {
      const port = createHttpPort({ role: part.role, ...place, guard: guardOf(place), onBug: (thrown) => log('bug', describeBug(thrown)) });
      open.push(port);
      mountHealth(port, identity);
      open.push(await part.mount(port, context));
      open.push({ close: await listen(port) });
    }
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    facts: identity.facts,
    ports: Object.values(ports),
    close: async () => {
      await close();
      lock.release();
    },
  };
}

function basePart({ bind }: GatewayConfig): GatewayPart {
  return { role: 'gateway', place: (_config, base) => ({ port: base, addresses: addressesOf(bind) }), mount: mountGateway };
}

function createContext(
  { profile, version, home, stateDir, configPath, environment }: GatewayRequest,
  made: Pick<GatewayContext, 'base' | 'ports' | 'identity' | 'log' | 'config'>,
): GatewayContext {
  return {
    profile,
    version,
    home,
    stateDir,
    configPath,
    environment,
    ...made,
    configChanges: createChannel(),
    events: createChannel(),
    methods: createMethodTable(),
  };
}

function describeBug(thrown: unknown): JsonObject {
  return { problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
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

async function chooseToken(request: GatewayRequest, { authMode, bind, token }: GatewayConfig): Promise<string | null> {
  if (authMode === 'none') {
    if (bind === 'loopback') return null;
    throw new OmniclawError('OCE_CONFIG', `"gateway.auth.mode" is "none", which is refused with "gateway.bind" "${bind}"`, {
      hint: 'omniclaw explain OC504',
    });
  }
  if (token === null) return readOrMakeKey(join(request.stateDir, GATEWAY_TOKEN_FILE));
  return resolveSecret(token, '"gateway.auth.token"', request);
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
