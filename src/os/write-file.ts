/**
 * The one way in which we replace a file: whoever reads it sees the old content or the new, never a mix, and when the
 * promise resolves the new content is on the disk. Order: new file, write, check size, sync, rename, sync the folder.
 * Only the two syncs go through the thread pool: they wait for the disk, and everything else takes less than the way there.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, fstatSync, fsync, openSync, readdirSync, renameSync, writeSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';
import { identifyProcess } from './process-facts.ts';
import { readFileSafely } from './read-file.ts';
import { removeTree } from './remove-tree.ts';

/** `previous`: replace only what still has this text; `null`: only create. */
export type WriteCondition = { readonly previous: string | null };

/** Form of the names of files that are being written, with the process that writes them. */
const TEMPORARY_NAME = /^\.omniclaw-(\d+)-[0-9a-f]{16}\.tmp$/;

/** Throws OCE_WRITE, having removed what it began, when the file cannot be written or the condition does not hold. */
export async function writeFileSafely(path: string, content: string | Buffer, mode: number, condition?: WriteCondition): Promise<void> {
  const folder = dirname(path);
  const temporary = temporaryName(folder);
  try {
    await writeNew(temporary, typeof content === 'string' ? Buffer.from(content, 'utf8') : content, mode);
    if (condition !== undefined) await requireUnchanged(path, condition);
    renameSync(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    await removeTemporary(temporary);
    if (cause instanceof OmniclawError) throw cause;
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new OmniclawError('OCE_WRITE', `"${path}" cannot be written: ${reason}`, {
      cause,
      hint: `df -h ${JSON.stringify(folder)}; ls -ld ${JSON.stringify(folder)}`,
    });
  }
}

/** A name for what is on its way in or out of a folder; whatever a dead process left under one is removed by the next apply. */
export function temporaryName(folder: string): string {
  return join(folder, `.omniclaw-${process.pid}-${randomBytes(8).toString('hex')}.tmp`);
}

/** What cannot be removed now is cleared away by the next apply, and is no reason to fail: what went wrong first is what is told. */
export async function removeTemporary(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

/** Removes what writers that are dead left behind in a folder. A folder that does not exist has nothing. */
export async function removeStaleTemporaries(folder: string): Promise<void> {
  // No folder is called so; a name in a file may be.
  if (folder.includes('\0')) return;
  for (const name of namesIn(folder)) {
    const pid = Number(TEMPORARY_NAME.exec(name)?.[1] ?? 0);
    if (pid > 0 && (await identifyProcess(pid)) === null) await removeTree(join(folder, name));
  }
}

/** Read at once: an apply looks into two folders of each gateway, and the way through the thread pool takes longer than the look. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR') || hasErrno(cause, 'EACCES') || hasErrno(cause, 'ENAMETOOLONG')) return [];
    throw cause;
  }
}

async function writeNew(path: string, content: Buffer, mode: number): Promise<void> {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
  try {
    fchmodSync(descriptor, mode);
    writeAll(descriptor, content);
    const { size } = fstatSync(descriptor);
    if (size !== content.length) throw new Error(`wrote ${size} of ${content.length} bytes`);
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, content: Buffer): void {
  for (let offset = 0; offset < content.length; ) {
    const written = writeSync(descriptor, content, offset, content.length - offset, offset);
    if (written === 0) throw new Error('the disk takes no more bytes');
    offset += written;
  }
}

async function requireUnchanged(path: string, { previous }: WriteCondition): Promise<void> {
  const current = await readFileSafely(path);
  if ((current?.text ?? null) === previous) return;
  throw new OmniclawError('OCE_WRITE', `"${path}" was changed by somebody else meanwhile`, { hint: 'omniclaw apply' });
}

async function syncFolder(path: string): Promise<void> {
  const descriptor = openSync(path, constants.O_RDONLY);
  try {
    await sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function sync(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => fsync(descriptor, (problem) => (problem === null ? resolve() : reject(problem))));
}
