import { runSupervisor } from '../../drivers/supervisor/supervisor-main.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import type { Call } from '../command.ts';
import { readHost } from '../read-host.ts';

/** Runs the supervisor until it is told to end or has no service left. */
export async function runSupervisorCommand({ environment }: Call): Promise<number> {
  await runSupervisor(omniclawFolders(environment, readHost(environment).home));
  return 0;
}
