import { openSandbox, type Sandbox } from '../stories/sandbox.ts';
import { startUserManager, type UserManager } from '../stories/user-manager.ts';

/** What runs the gateways of a sandbox: our own supervisor, or a real `systemd --user`. */
export const DRIVERS = ['supervisor', 'systemd'] as const;
export type DriverName = (typeof DRIVERS)[number];

/** A sandbox whose gateways run under the driver. `manager`: `null` under the supervisor. */
export type FaultBox = Sandbox & { readonly driver: DriverName; readonly manager: UserManager | null };

export async function openBox(driver: DriverName): Promise<FaultBox> {
  const box = await openSandbox();
  const manager = driver === 'systemd' ? await startUserManager(box) : null;
  // No user manager of the machine is asked.
  if (manager === null) box.environment['XDG_RUNTIME_DIR'] = `${box.home}/nowhere`;
  return {
    ...box,
    driver,
    manager,
    close: async () => {
      await manager?.close();
      await box.close();
    },
  };
}
