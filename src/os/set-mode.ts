import { chmod } from 'node:fs/promises';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** Gives a file or folder of ours its mode. Throws OCE_WRITE. */
export async function setMode(path: string, mode: number): Promise<void> {
  await chmod(path, mode).catch((cause: unknown) => {
    throw cannotWrite(path, cause);
  });
}

/** What the system said when it refused to change a file or folder. */
export function cannotWrite(path: string, cause: unknown): OmniclawError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new OmniclawError('OCE_WRITE', `"${path}" cannot be changed: ${reason}`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
}
