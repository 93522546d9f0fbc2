import { findGateways } from '../../drivers/find-gateways.ts';
import { hasLinger } from '../../drivers/systemd/find-systemd.ts';
import { findSystemTwin } from '../../drivers/systemd/installed-unit.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { isStartedBy } from '../../os/descendants.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import { fieldAt } from '../../plan/desired-config.ts';
import { desireGateway } from '../../plan/desired-gateway.ts';
import type { ObservedGateway } from '../../plan/observed-gateway.ts';
import { jsonText } from '../../render/json-text.ts';
import { renderTable } from '../../render/render-table.ts';
import { painter, printable, wrap } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { readHost } from '../read-host.ts';
import { type Instance, readInstance } from '../read-instance.ts';
import { installedService } from '../service-step.ts';
import { pathShortener } from '../shorten-path.ts';
import { declareSingle } from '../single-gateway.ts';

type Status = {
  readonly profile: string;
  readonly config: { readonly path: string; readonly port: number | null; readonly hash: string | null };
  readonly service: {
    readonly name: string;
    readonly driver: string | null;
    readonly phase: string;
    readonly pid: number | null;
    readonly lastExit: string;
  };
  readonly process: { readonly pid: number; readonly port: number; readonly configHash: string } | null;
  readonly problems: readonly string[];
  /** With `--deep`: everything else on this host that belongs to the gateway. */
  readonly others: readonly string[];
};

/** 0 it runs, is proven, and config, service and process agree; 1 not. Reads only. */
export async function runGatewayStatus(call: Call): Promise<number> {
  const instance = readInstance(call);
  const status = await withHost(call, 0, (host) => statusOf(call, instance, host));
  if (call.has('json')) call.terminal.out(jsonText({ schema: 'omniclaw.gateway-status.v1', formatVersion: '1.0', ...status }));
  else call.terminal.out(render(call, status));
  return status.problems.length === 0 ? 0 : 1;
}

async function statusOf(call: Call, instance: Instance, host: OpenHost): Promise<Status> {
  const { derived, host: facts } = await declareSingle(call, { instance, port: null, driver: 'auto', wanted: {}, against: 'gateways' });
  const desired = desireGateway(derived, facts, host.launch);
  const { observed, refused } = await observe(host, desired);
  const installed = observed === null ? null : installedService(desired, observed);
  const written = fieldAt(observed?.config?.value ?? {}, ['gateway', 'port']);
  const live = observed?.service.live ?? null;
  const port = typeof written === 'number' ? written : null;
  const registration = installed?.registration ?? null;
  return {
    profile: instance.profile,
    config: { path: instance.configPath, port, hash: observed?.config?.hash ?? null },
    service: {
      name: derived.service.name,
      driver: installed?.driver ?? null,
      phase: registration?.phase ?? 'not installed',
      pid: registration?.pid ?? null,
      lastExit: registration?.lastExit ?? '',
    },
    process: live === null ? null : { pid: live.pid, port: live.port, configHash: live.configHash },
    problems: refused ?? problemsOf(instance, observed, { port, installed }),
    others: call.has('deep') ? await lookDeeper(call, instance, derived.service.name) : [],
  };
}

type Seen = { readonly observed: ObservedGateway | null; readonly refused: readonly string[] | null };

async function observe({ machine }: OpenHost, desired: Parameters<OpenHost['machine']['observe']>[0]): Promise<Seen> {
  try {
    return { observed: await machine.observe(desired), refused: null };
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return { observed: null, refused: [thrown.message] };
    throw thrown;
  }
}

type Installed = { readonly port: number | null; readonly installed: ReturnType<typeof installedService> };

function problemsOf({ configPath }: Instance, observed: ObservedGateway | null, { port, installed }: Installed): string[] {
  if (observed === null) return [];
  const { live } = observed.service;
  const registration = installed?.registration ?? null;
  return [
    ...(observed.config === null ? [`there is no config at "${configPath}"`] : port === null ? ['its config names no port'] : []),
    ...(registration === null ? ['it is not installed as a service'] : registration.faults.map(({ message }) => message)),
    ...(registration !== null && live === null
      ? [
          registration.lastExit === ''
            ? `its service is ${registration.phase} and it does not answer`
            : `its service is ${registration.phase}: ${registration.lastExit}`,
        ]
      : []),
    ...(live !== null && port !== null && live.port !== port ? [`it serves port ${live.port}, its config says ${port}`] : []),
    ...(live !== null && observed.config !== null && live.configHash !== observed.config.hash
      ? ['it runs with another config than the one on the disk']
      : []),
    ...(live !== null && registration !== null && registration.pid !== null && !isStartedBy(live.pid, registration.pid)
      ? [`process ${live.pid} answers, but its service runs process ${registration.pid}`]
      : []),
    ...observed.service.elsewhere
      .slice(observed.service.registration === null ? 1 : 0)
      .map(({ driver }) => `${driver} has it as a service too`),
  ];
}

/** Everything on this host that runs, or would run, the same gateway. */
async function lookDeeper(call: Call, { profile, stateDir }: Instance, name: string): Promise<string[]> {
  const host = readHost(call.environment);
  const [{ gateways, notes }, twin] = await Promise.all([
    findGateways({ ...host, fleetDir: stateDir }, omniclawFolders(call.environment, host.home), () => []),
    findSystemTwin(name, host.user),
  ]);
  const same = gateways.filter((one) => one.profile === profile || one.stateDir === stateDir);
  return [
    ...same.flatMap(({ runtime, sightings }) => sightings.map(({ kind, where }) => `${kind}: ${where} (${runtime})`)),
    ...(twin === null ? [] : [`system unit: ${twin}`]),
    ...(host.platform === 'linux' ? [`starts without a login: ${hasLinger(host.user)}`] : []),
    ...notes,
  ];
}

function render({ terminal, environment }: Call, { profile, config, service, process: running, problems, others }: Status): string {
  const paint = painter(terminal.color);
  const shorten = pathShortener(readHost(environment).home, process.cwd());
  const hash = (text: string | null) => (text ?? '-').slice(0, 8);
  const table = renderTable(
    [
      ['', 'where', 'port', 'pid', 'config'],
      ['config', shorten(config.path), String(config.port ?? '-'), '', hash(config.hash)],
      ['service', `${service.name} (${service.driver ?? 'none'}, ${service.phase})`, '', String(service.pid ?? '-'), ''],
      [
        'process',
        running === null ? 'does not answer' : 'proven',
        String(running?.port ?? '-'),
        String(running?.pid ?? '-'),
        hash(running?.configHash ?? null),
      ],
    ],
    '  ',
  );
  const lines = (texts: readonly string[]) =>
    texts.map((text) => `  ${wrap(printable(shorten(text)), Math.min(80, terminal.columns), '    ')}\n`).join('');
  const verdict =
    problems.length === 0
      ? paint('green', 'it runs, and all three agree')
      : `${paint('yellow', 'to be looked at')}\n${lines(problems)}`.trimEnd();
  return `gateway "${profile}"\n\n${table}\n${verdict}\n${others.length === 0 ? '' : `\n${paint('bold', 'on this host')}\n${lines(others)}`}`;
}
