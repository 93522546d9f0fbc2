import { join } from 'node:path';
import type { OmniclawFolders } from '../../os/private-folder.ts';

/** Where the supervisor of this user listens. */
export function socketPath({ runtime }: OmniclawFolders): string {
  return join(runtime, 'supervisor.sock');
}
