import { rm } from 'node:fs/promises';
import { cannotWrite } from './set-mode.ts';

/** Removes a file, a link, or a folder with all that is in it; what is not there is no matter. Throws OCE_WRITE. */
export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch((cause: unknown) => {
    throw cannotWrite(path, cause);
  });
}
