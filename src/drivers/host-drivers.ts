import type { Platform } from '../fleet/host.ts';
import { agentFolder, unitFolder } from '../plan/desired-definition.ts';
import type { Launch } from '../plan/desired-gateway.ts';
import { openExternalDriver } from './external-driver.ts';
import { launchdAccess } from './launchd/launchd-driver.ts';
import type { DriverAccess } from './service-driver.ts';
import { type SupervisorRequest, supervisorAccess } from './supervisor/supervisor-driver.ts';
import { findSandbox, findSystemd } from './systemd/find-systemd.ts';
import { openSystemctl, type SystemctlRequest } from './systemd/systemctl.ts';
import { systemdAccess } from './systemd/systemd-driver.ts';

export type HostDriversRequest = SupervisorRequest & SystemctlRequest & { readonly platform: Platform };

/** The drivers to be had on this host. */
export function driversOf(request: HostDriversRequest): DriverAccess[] {
  const external: DriverAccess = { kind: 'external', mayKnow: async () => 'no', open: async () => openExternalDriver() };
  return [supervisorAccess(request), ...managersOf(request), external];
}

function managersOf(request: HostDriversRequest): DriverAccess[] {
  if (request.platform === 'linux') return [systemdAccess({ ...request, folder: unitFolder(request) })];
  return request.platform === 'darwin' ? [launchdAccess({ folder: agentFolder(request) })] : [];
}

/** What `auto` means here, and how far the service manager can shut a service in. Starts nothing. */
export async function findManager(
  request: SystemctlRequest & { readonly platform: Platform },
): Promise<Pick<Launch, 'manager' | 'sandbox'>> {
  if (request.platform === 'darwin') return { manager: 'launchd', sandbox: 'full' };
  if (request.platform !== 'linux') return { manager: 'supervisor', sandbox: 'full' };
  const found = await findSystemd(openSystemctl(request), unitFolder(request));
  return { manager: found === 'ours' ? 'systemd' : 'supervisor', sandbox: findSandbox() };
}
