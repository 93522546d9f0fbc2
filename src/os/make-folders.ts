import { mkdir } from 'node:fs/promises';
import { cannotWrite } from './set-mode.ts';

/** Makes a folder that others use too, and its parents, as the umask says. Throws OCE_WRITE. */
export async function makeFolders(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw cannotWrite(path, cause);
  });
}
