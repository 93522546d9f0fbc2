import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { ensurePrivateFolder, omniclawFolders } from '../os/private-folder.ts';
import { removeTree } from '../os/remove-tree.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { watchStep } from '../plan/watch-service.ts';
import { checkFleet, live } from './check-fleet.ts';
import type { Call } from './command.ts';
import { withHost } from './open-host.ts';
import { readHost } from './read-host.ts';
import { withApplyLock } from './with-apply-lock.ts';

/** A watcher that is there may be at work, and holds the lock until its changes are proven. */
const PATIENCE_S = 120;

/** Makes the watcher a service of this user, or takes it away again. */
export async function watchAsService(call: Call, action: 'start' | 'delete'): Promise<number> {
  const change = async (): Promise<number> => {
    const { fleet, path } = await checkFleet(call, live([]));
    if (fleet === null) throw new OmniclawError('OCE_REFUSED', `the fleet file "${path}" has errors`, { hint: 'omniclaw lint' });
    await withHost(call, 0, async ({ machine, launch, folders }) => {
      await ensurePrivateFolder(folders.state);
      const step = watchStep(action, { fleet: path, host: fleet.host, launch, stateFolder: folders.state });
      if (action === 'start') await writeFileSafely(markOf(call), `${path}\n`, 0o600);
      await machine.carryOut(step, null);
      if (action === 'delete') await removeTree(markOf(call));
    });
    call.terminal.out(action === 'start' ? 'installed; "omniclaw fleet watch --uninstall" takes it away\n' : 'taken away\n');
    return 0;
  };
  return withApplyLock(call, change, PATIENCE_S);
}

/** Throws OCE_REFUSED while a watcher is installed: it would bring back what is taken away. */
export function refuseWhileWatched(call: Call): void {
  if (!existsSync(markOf(call))) return;
  throw new OmniclawError('OCE_REFUSED', 'a watcher is installed, and would bring everything back', {
    hint: 'omniclaw fleet watch --uninstall',
  });
}

/** A file that is there while the watcher is installed. */
function markOf({ environment }: Call): string {
  return join(omniclawFolders(environment, readHost(environment).home).state, 'watched');
}
