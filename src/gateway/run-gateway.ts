/** The gateway: reads its config, takes the lock of its state folder, serves its ports, and drains when it is told to. */
import { isIP } from 'node:net';
import { join } from 'node:path';
import { GATEWAY_TOKEN_FILE, STATE_LOCK_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { MAX_BASE_PORT, PORT_BLOCK } from '../fleet/port-block.ts';
import { type HeldLock, takeLock } from '../os/kernel-lock.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import { createGuard } from './guard.ts';
import { createHttpPort, type HttpPort, listen } from './http-port.ts';
import { type Identity, openIdentity, readOrMakeKey } from './identity.ts';
import { type GatewayConfig, readGatewayConfig } from './read-gateway-config.ts';
import { resolveSecret, type SecretSources } from './resolve-secret.ts';
import { openWebSockets } from './web-socket.ts';

export type GatewayRequest = SecretSources & {
  readonly profile: string;
  readonly configPath: string;
  /** `--port`, which wins over the config; null when it was not given. */
  readonly port: number | null;
  readonly version: string;
};

export type RunningGateway = { readonly facts: Identity['facts']; readonly ports: readonly number[]; readonly close: () => Promise<void> };

/** Resolves when all ports serve. Throws OCE_CONFIG, OCE_STATE_LOCKED or OCE_PORT_TAKEN, with nothing left open. */
export async function runGateway(request: GatewayRequest): Promise<RunningGateway> {
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
    return await serve(request, config ?? EMPTY, lock);
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

async function serve(request: GatewayRequest, config: GatewayConfig, lock: HeldLock): Promise<RunningGateway> {
  const base = choosePort(request, config);
  const token = await chooseToken(request, config);
  await setEnvironment(config, request);
  const identity = await openIdentity({ profile: request.profile, stateDir: request.stateDir, document: config.document, port: base });
  const ports = describePorts(config, base).map(({ role, port, addresses }) =>
    createHttpPort({ role, port, addresses, identity, guard: createGuard({ token, port, addresses }) }),
  );
  addRoutes(ports, { request, config, identity });
  const [main] = ports;
  const sockets =
    main === undefined
      ? null
      : openWebSockets(main.app.server, createGuard({ token, port: base, addresses: main.addresses }), (method) => {
          if (method === 'health') return { ok: true, status: 'live' };
          return method === 'status' ? { ...identity.facts } : null;
        });
  const closeAll = async (): Promise<void> => {
    sockets?.close();
    await Promise.all(ports.map(({ app }) => app.close()));
  };
  try {
    for (const port of ports) await listen(port);
  } catch (thrown) {
    await closeAll();
    throw thrown;
  }
  const close = async (): Promise<void> => {
    await closeAll();
    lock.release();
  };
  return { facts: identity.facts, ports: ports.map(({ port }) => port), close };
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

function describePorts({ bind, browser, canvas }: GatewayConfig, base: number): Pick<HttpPort, 'role' | 'port' | 'addresses'>[] {
  const loopback = ['127.0.0.1'];
  return [
    { role: 'gateway', port: base, addresses: addressesOf(bind) },
    ...(browser.enabled
      ? [{ role: 'browser control', port: browser.controlPort ?? base + PORT_BLOCK.browserControl, addresses: loopback }]
      : []),
    ...(canvas.enabled ? [{ role: 'canvas host', port: canvas.port ?? base + PORT_BLOCK.canvas, addresses: loopback }] : []),
  ];
}

/** Loopback is always included: what manages the gateway on this host asks there. */
function addressesOf(bind: string): string[] {
  if (bind === 'loopback' || bind === '127.0.0.1') return ['127.0.0.1'];
  if (bind === 'lan' || bind === '0.0.0.0') return ['0.0.0.0'];
  if (isIP(bind) === 0) throw new OmniclawError('OCE_CONFIG', `"gateway.bind" must be "loopback", "lan" or an IP address, got "${bind}"`);
  return ['127.0.0.1', bind];
}

type Routes = { readonly request: GatewayRequest; readonly config: GatewayConfig; readonly identity: Identity };

function addRoutes(ports: readonly HttpPort[], { request, config, identity }: Routes): void {
  const started = performance.now();
  for (const { app, role } of ports) {
    if (role === 'gateway') {
      app.get('/readyz', async () => ({ ok: true, status: 'ready' }));
      app.get('/status', async () => ({
        ...identity.facts,
        version: request.version,
        uptimeMs: Math.round(performance.now() - started),
        ports: Object.fromEntries(ports.map((one) => [one.role, one.port])),
        paths: { stateDir: request.stateDir, config: request.configPath, workspace: config.workspace },
      }));
    }
    if (role === 'browser control') app.get('/', async () => ({ enabled: true, profiles: config.browser.profiles, running: [] }));
    if (role === 'canvas host')
      app.get('/', async (_request, reply) => reply.code(404).send({ ok: false, error: 'no canvas has been pushed yet' }));
  }
}
