import { observeHost } from '../drivers/host-state/observe-host.ts';
import { omniclawFolders } from '../os/private-folder.ts';
import type { HostState } from '../plan/host-state.ts';
import { singlePort } from '../plan/port-map.ts';
import { type CheckContext, live } from './check-fleet.ts';
import type { Call } from './command.ts';
import { askForSockets } from './host-sockets.ts';

/**
 * A check that looks at this host. Sockets are listed once: automatic ports avoid them, and rules say whose they are.
 * `manager`: what runs services whose driver is `auto`.
 */
export async function lookAtHost({ environment, sockets: asked }: Call, manager: HostState['manager']): Promise<CheckContext> {
  const sockets = await (asked ?? askForSockets());
  const ports = 'problem' in sockets ? [] : [...new Set(sockets.map(({ port }) => port))].sort((a, b) => a - b);
  return live(ports.map(singlePort), (gateways, host) =>
    observeHost({ gateways, host, folders: omniclawFolders(environment, host.home), environment, sockets, manager }),
  );
}
