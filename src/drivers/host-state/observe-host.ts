/**
 * Looks at the host for the live rules of `plan`: only at what this fleet is about, each thing once, and without starting
 * a program. Reads only. What cannot be read is unknown and leaves a note; it never ends the plan.
 */
import { statSync } from 'node:fs';
import type { Host } from '../../fleet/host.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { hasErrno } from '../../os/errno.ts';
import type { ListeningSocket } from '../../os/listeners.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import { blankHostState } from '../../plan/blank-host-state.ts';
import type { Claim } from '../../plan/claim.ts';
import { collectClaims } from '../../plan/collect-claims.ts';
import { loopbackEndpoints } from '../../plan/derive-ports.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import { includeWayOfDerived } from '../../plan/effective-config.ts';
import type { BrowserSeen, HostState, InstalledService, ListenerSeen, RunningGateway } from '../../plan/host-state.ts';
import { createInodeIdentity } from '../path-identity.ts';
import { NO_COMMANDS, readCommandMarks } from './command-marks.ts';
import { readKernelPorts } from './kernel-ports.ts';
import { observeConfigs, type UsedConfig } from './observe-configs.ts';
import { type Definition, observeInstalled, unitFoldersOf } from './observe-installed.ts';
import { observeListeners } from './observe-listeners.ts';
import { observePaths } from './observe-paths.ts';
import { observeRunning, type RunningSeen } from './observe-running.ts';
import { observeSecrets } from './observe-secrets.ts';
import { observeVariables } from './observe-variables.ts';

export type HostRequest = {
  readonly gateways: readonly DerivedGateway[];
  readonly host: Host;
  readonly folders: OmniclawFolders;
  readonly environment: { readonly [name: string]: string | undefined };
  /** What listens, or why that is not known. */
  readonly sockets: readonly ListeningSocket[] | { readonly problem: string };
  readonly manager: HostState['manager'];
};

export async function observeHost(request: HostRequest): Promise<HostState> {
  const { gateways, host, folders, environment } = request;
  const notes: string[] = [];
  const identify = createInodeIdentity();
  const claims = collectClaims(gateways, host, (path) => path);
  const paths = observePaths(wantedPaths(gateways, claims), host.home, identify);
  const unitFolders = unitFoldersOf(host.home, environment['XDG_RUNTIME_DIR']);
  const [secrets, commands, found] = await Promise.all([
    observeSecrets(gateways, host, environment),
    // What it cannot read is noted with the services.
    known(readCommandMarks(gateways, folders, identify), []),
    known(observeInstalled({ host, folders, identify, unitFolders }), notes),
  ]);
  const sockets = 'problem' in request.sockets ? null : request.sockets;
  const services = found?.definitions.map(({ service }) => service) ?? [];
  const seen = observeRunning({ gateways, host, identify, sockets: sockets ?? [], installed: services });
  const listeners =
    sockets === null
      ? null
      : observeListeners({
          host,
          identify,
          sockets,
          running: seen,
          isWanted: wantedPorts(gateways, claims),
          commands: commands ?? NO_COMMANDS,
        });
  const installed = found === null ? null : found.definitions.map((definition) => completeService(definition, seen));
  return {
    ...blankHostState(host),
    manager: request.manager,
    listeners,
    installed,
    running: host.platform === 'linux' ? [...seen.running] : null,
    configs: await observeConfigs(usedConfigs(gateways, host, [...(installed ?? []), ...seen.running])),
    paths,
    variables: observeVariables(gateways, host, environment),
    secrets,
    browsers: await lookAtBrowsers(endpointsOf(claims), listeners ?? []),
    linger: observeLinger(host),
    ephemeral: host.platform === 'linux' ? readKernelPorts() : null,
    notes: [
      ...('problem' in request.sockets ? [request.sockets.problem] : []),
      ...notes,
      ...(found?.notes ?? []),
      ...paths.flatMap(({ path, kind }) => (kind === 'unknown' ? [`"${path}" cannot be looked at`] : [])),
    ],
  };
}

/** What the host refuses to say is a note and no end. */
async function known<T>(asked: Promise<T>, notes: string[]): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    notes.push(thrown.message);
    return null;
  }
}

/** Absent gateways claim nothing, but what runs is still known by their folders. */
function wantedPaths(gateways: readonly DerivedGateway[], claims: readonly Claim[]): Set<string> {
  return new Set([
    ...gateways.map(({ paths }) => paths.stateDir),
    ...claims.flatMap((claim) => (claim.kind === 'path' ? [claim.path] : [])),
  ]);
}

function wantedPorts(gateways: readonly DerivedGateway[], claims: readonly Claim[]): (port: number) => boolean {
  const ranges = [...claims.filter((claim) => claim.kind === 'port'), ...gateways.flatMap(({ spec }) => loopbackEndpoints(spec))];
  return (port) => ranges.some(({ first, last }) => port >= first && port <= last);
}

/** The code that asks over HTTP is loaded when there is an endpoint to ask. */
async function lookAtBrowsers(urls: readonly string[], listeners: readonly ListenerSeen[]): Promise<BrowserSeen[]> {
  if (urls.length === 0) return [];
  const { observeBrowsers } = await import('./observe-browsers.ts');
  return observeBrowsers(urls, listeners);
}

function endpointsOf(claims: readonly Claim[]): string[] {
  return claims.flatMap((claim) => (claim.kind === 'endpoint' ? [claim.url] : []));
}

/** With the process that the service has started, and what that was started with otherwise. */
function completeService({ service, started }: Definition, { running, started: processes }: RunningSeen): InstalledService {
  const { kind, name } = service.manager;
  const process_ = running.find(({ pid, runBy }) => pid === service.pid || (runBy?.kind === kind && runBy.name === name));
  if (process_ === undefined) return { ...service, pid: null };
  const environment = processes.get(process_.pid)?.started.env ?? {};
  const stale = Object.entries(started?.env ?? {}).filter(([variable, value]) => environment[variable] !== value);
  return { ...service, pid: process_.pid, staleVariables: stale.map(([variable]) => variable) };
}

/** Configs of gateways that are set up or run. */
function usedConfigs(
  gateways: readonly DerivedGateway[],
  { home }: Host,
  parts: readonly Pick<InstalledService | RunningGateway, 'configPath' | 'port'>[],
): UsedConfig[] {
  const used = Map.groupBy(parts, ({ configPath }) => configPath);
  return gateways.flatMap((gateway) => {
    const { config: path, stateDir } = gateway.paths;
    const users = used.get(path);
    if (users === undefined) return [];
    const owner = users.some(({ port }) => port !== null) ? null : { runtime: gateway.spec.runtime, stateDir };
    return [{ path, way: includeWayOfDerived(gateway, home), owner }];
  });
}

/** Source: loginctl(1), "enable-linger": systemd keeps a file for each user that lingers. */
function observeLinger({ platform, user }: Host): HostState['linger'] {
  if (platform !== 'linux') return 'unknown';
  try {
    return statSync(`/var/lib/systemd/linger/${user}`, { throwIfNoEntry: false }) === undefined ? 'no' : 'yes';
  } catch (cause) {
    if (hasErrno(cause, 'EACCES') || hasErrno(cause, 'ENOTDIR')) return 'unknown';
    throw cause;
  }
}
