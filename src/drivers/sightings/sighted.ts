import { readdirSync, realpathSync } from 'node:fs';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { hasErrno } from '../../os/errno.ts';
import { readFileSafely } from '../../os/read-file.ts';
import type { Sighting } from '../../plan/found-gateway.ts';

/** What one kind of place on the host shows. Notes: what is there and could not be read. */
export type Sighted = { readonly sightings: readonly Sighting[]; readonly notes: readonly string[] };

/** Names in a folder, sorted; empty when there is no such folder. `refused`: why it cannot be looked at. */
export function namesIn(folder: string): { readonly names: readonly string[]; readonly refused: string | null } {
  try {
    return { names: readdirSync(folder).sort(), refused: null };
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return { names: [], refused: null };
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return { names: [], refused: `"${folder}" cannot be looked at: ${reason}` };
  }
}

/** The text of a file that links may lead to; `null`: there is none. `refused`: why it cannot be read. */
export async function textOf(path: string): Promise<{ readonly text: string | null; readonly refused: string | null }> {
  try {
    return { text: (await readFileSafely(realpathSync(path)))?.text ?? null, refused: null };
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return { text: null, refused: null };
    if (cause instanceof OmniclawError) return { text: null, refused: cause.message };
    if (cause instanceof Error && 'code' in cause) return { text: null, refused: `"${path}" cannot be read: ${String(cause.code)}` };
    throw cause;
  }
}
