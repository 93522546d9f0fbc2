import type { Platform } from '../fleet/host.ts';
import { unitFolder } from '../plan/desired-definition.ts';
import type { Launch } from '../plan/desired-gateway.ts';
import { openExternalDriver } from './external-driver.ts';
import type { DriverAccess } from './service-driver.ts';
import { type SupervisorRequest, supervisorAccess } from './supervisor/supervisor-driver.ts';
import { findSandbox, findSystemd } from './systemd/find-systemd.ts';
import { openSystemctl, type SystemctlRequest } from './systemd/systemctl.ts';
import { systemdAccess } from './systemd/systemd-driver.ts';

export type HostDriversRequest = SupervisorRequest & SystemctlRequest & { readonly platform: Platform };

/** The drivers to be had on this host. */
export function driversOf(request: HostDriversRequest): DriverAccess[] {
  const external: DriverAccess = { kind: 'external', mayKnow: async () => 'no', open: async () => openExternalDriver() };
  const manager: DriverAccess[] = request.platform === 'linux' ? [systemdAccess({ ...request, folder: unitFolder(request) })] : [];
  return [supervisorAccess(request), ...manager, external];
}

/** What `auto` means here, and how far the service manager can shut a service in. Starts nothing. */
export async function findManager(
  request: SystemctlRequest & { readonly platform: Platform },
): Promise<Pick<Launch, 'manager' | 'sandbox'>> {
  if (request.platform !== 'linux') return { manager: 'supervisor', sandbox: 'full' };
  const found = await findSystemd(openSystemctl(request), unitFolder(request));
  return { manager: found === 'ours' ? 'systemd' : 'supervisor', sandbox: findSandbox() };
}
