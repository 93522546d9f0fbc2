import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import { isStartedBy } from '../../os/descendants.ts';
import { findListener } from '../../os/listeners.ts';
import { readProc } from '../../os/process-facts.ts';
import { realPath } from '../../os/real-path.ts';
import type { DesiredGateway } from '../../plan/desired-gateway.ts';

/** Who listens on a port. `environment`: what the process was started with, as far as that can be read. */
export type PortOwner =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'ours'; readonly pid: number; readonly environment: ReadonlyMap<string, string> }
  | { readonly kind: 'other'; readonly pid: number | null; readonly command: string };

/**
 * Whether the process on a port is the gateway: its service has started it, or it was started on its state folder. Only
 * then may the token of the gateway be sent there. `pids`: processes of its service.
 */
export async function findOwner(port: number, desired: DesiredGateway, pids: readonly number[]): Promise<PortOwner> {
  const listener = await findListener(port);
  if (listener === null) return { kind: 'nobody' };
  const { pid, command } = listener;
  if (pid === null) return { kind: 'other', pid, command };
  const environment = environmentOf(pid);
  const isOurs = pids.some((own) => isStartedBy(pid, own)) || isStartedOn(environment, desired);
  return isOurs ? { kind: 'ours', pid, environment } : { kind: 'other', pid, command };
}

/** Its variables say whose folder a gateway works on; one that says nothing works on the folder of its profile. */
function isStartedOn(environment: ReadonlyMap<string, string>, { runtime, stateDir }: DesiredGateway): boolean {
  const { envPrefix, stateDirName, proof } = runtimeOf(runtime);
  if (environment.size === 0 || proof === 'answer') return false;
  const variable = (name: string): string => environment.get(`${envPrefix}_${name}`) ?? '';
  if (!['STATE_DIR', 'PROFILE', 'SERVICE_KIND', 'GATEWAY_PORT'].some((name) => variable(name) !== '')) return false;
  const profile = variable('PROFILE');
  const suffix = profile === '' || profile.toLowerCase() === DEFAULT_PROFILE ? '' : `-${profile}`;
  const folder = variable('STATE_DIR') || `${environment.get('HOME') ?? ''}/${stateDirName}${suffix}`;
  return isSamePlace(folder, stateDir);
}

/** What a process was started with; empty when that cannot be read. */
export function environmentOf(pid: number): ReadonlyMap<string, string> {
  const pairs = readProc(`/proc/${pid}/environ`)?.split('\0') ?? [];
  return new Map(
    pairs.flatMap((pair) => (pair.includes('=') ? [[pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const] : [])),
  );
}

/** Whether two paths lead to one place. */
export function isSamePlace(one: string, other: string): boolean {
  return one === other || realPath(one) === realPath(other);
}
