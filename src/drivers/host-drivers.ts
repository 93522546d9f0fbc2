import type { Launch } from '../plan/desired-gateway.ts';
import { openExternalDriver } from './external-driver.ts';
import type { DriverAccess } from './service-driver.ts';
import { type SupervisorRequest, supervisorAccess } from './supervisor/supervisor-driver.ts';

/** The drivers to be had on this host. */
export function driversOf(request: SupervisorRequest): DriverAccess[] {
  return [supervisorAccess(request), { kind: 'external', mayKnow: async () => 'no', open: async () => openExternalDriver() }];
}

/** What `auto` means here: the service manager of this user if there is one, else the embedded supervisor. */
export async function findManager(): Promise<Launch['manager']> {
  return 'supervisor';
}
