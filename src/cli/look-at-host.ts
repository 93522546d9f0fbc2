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
 * `manager`: what runs services whose driver is `auto`.
 */
export async function lookAtHost({ environment }: Call, manager: HostState['manager']): Promise<CheckContext> {
  const sockets = await listSocketsIfPossible();
  const ports = 'problem' in sockets ? [] : [...new Set(sockets.map(({ port }) => port))].sort((a, b) => a - b);
  return live(ports.map(singlePort), (gateways, host) =>
    observeHost({ gateways, host, folders: omniclawFolders(environment, host.home), environment, sockets, manager }),
  );
}

/** A host that does not say what listens can still be planned for. */
async function listSocketsIfPossible(): Promise<readonly ListeningSocket[] | { readonly problem: string }> {
  try {
    return await listSockets();
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return { problem: thrown.message };
    throw thrown;
  }
}
