import { observeHost } from '../drivers/host-state/observe-host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { type ListeningSocket, listSockets } from '../os/listeners.ts';
import { omniclawFolders } from '../os/private-folder.ts';
import type { HostState } from '../plan/host-state.ts';
import { singlePort } from '../plan/port-map.ts';
import { type CheckContext, live } from './check-fleet.ts';
import type { Call } from './command.ts';

/**
 * A check that looks at this host. Sockets are listed once: automatic ports avoid them, and rules say whose they are.
 * `manager`: what runs services whose driver is `auto`. `asked`: the sockets, when somebody has begun to ask for them.
 */
export async function lookAtHost(
  { environment }: Call,
  manager: HostState['manager'],
  asked: Promise<HostSockets> = askForSockets(),
): Promise<CheckContext> {
  const sockets = await asked;
  const ports = 'problem' in sockets ? [] : [...new Set(sockets.map(({ port }) => port))].sort((a, b) => a - b);
  return live(ports.map(singlePort), (gateways, host) =>
    observeHost({ gateways, host, folders: omniclawFolders(environment, host.home), environment, sockets, manager }),
  );
}

/** What listens, or why that is not known: a host that does not say can still be planned for. */
export type HostSockets = readonly ListeningSocket[] | { readonly problem: string };

/** The kernel takes a while for the answer. */
export async function askForSockets(): Promise<HostSockets> {
  try {
    return await listSockets();
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return { problem: thrown.message };
    throw thrown;
  }
}
