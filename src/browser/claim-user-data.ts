/** A user data folder has one browser, and belongs to one gateway: logins of two gateways never mix. */
import { lstat, readdir, readlink, realpath, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, sep } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { hasErrno } from '../os/errno.ts';
import { takeLock } from '../os/kernel-lock.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import { isSameProcess, signalGroup } from '../os/process-facts.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { type BrowserProcess, findBrowserProcesses } from './browser-processes.ts';

/** Held while a browser runs on the folder; may be released more than once. `path`, `owner`: the folder and the state folder of its gateway, without links. */
export type ClaimedFolder = { readonly path: string; readonly owner: string; readonly release: () => void };

export type UserDataRequest = { readonly userDataDir: string; readonly stateDir: string };

const OWNER_FILE = 'omniclaw-owner.json';
const LOCK_FILE = 'omniclaw.lock';

/**
 * Makes the folder ours alone, and ends a browser of this gateway that outlived it. Throws OCE_BROWSER_TAKEN when the
 * folder belongs to another gateway or when a browser that is not ours runs on it.
 */
export async function claimUserData({ userDataDir, stateDir }: UserDataRequest): Promise<ClaimedFolder> {
  await requireBrowserFolder(userDataDir, stateDir);
  await ensurePrivateFolder(userDataDir);
  const [path, state] = await Promise.all([realpath(userDataDir), realpath(stateDir)]);
  await requireOurs(path, state);
  const lock = await takeLock(join(path, LOCK_FILE));
  if (lock === null) throw taken(path, 'a gateway runs a browser on it', `lsof ${JSON.stringify(join(path, LOCK_FILE))}`);
  try {
    for (const process of await findBrowserProcesses(path)) await endLeftover(process, path, state);
    await writeOwner(path, state);
    await removeForeignHostLock(path);
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
  let held: 'yes' | 'no' = 'yes';
  const release = (): void => {
    // A descriptor that was closed may be somebody else's by now.
    if (held === 'yes') lock.release();
    held = 'no';
  };
  return { path, owner: state, release };
}

/** A folder of other things is not made private and filled with those of a browser. */
async function requireBrowserFolder(path: string, stateDir: string): Promise<void> {
  if (path.startsWith(`${stateDir}${sep}`)) return;
  const names = await readdir(path).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return [];
    throw cause;
  });
  if (names.length === 0 || names.some((name) => BROWSER_FILES.includes(name))) return;
  throw taken(path, 'it holds other things, and no browser has used it', 'omniclaw config unset browser.profiles.NAME.userDataDir');
}

/** What shows that a browser has used a folder. Source: Chromium, docs/user_data_dir.md. */
const BROWSER_FILES = [OWNER_FILE, LOCK_FILE, 'Local State', 'Default', 'First Run', 'SingletonLock'];

function taken(path: string, reason: string, hint: string): OmniclawError {
  return new OmniclawError('OCE_BROWSER_TAKEN', `the browser folder "${path}" is not free: ${reason}`, { hint });
}

/** A folder inside our state folder is ours whatever it says: state folders are moved and copied. */
async function requireOurs(path: string, state: string): Promise<void> {
  if (path.startsWith(`${state}${sep}`)) return;
  const owner = await readOwner(path);
  if (owner === null || owner === state || !(await exists(owner))) return;
  throw taken(path, `it belongs to the gateway of "${owner}"`, 'omniclaw config unset browser.profiles.NAME.userDataDir');
}

async function readOwner(path: string): Promise<string | null> {
  const parsed = parseJson5((await readFileSafely(join(path, OWNER_FILE)))?.text ?? '{}');
  const value = 'value' in parsed ? parsed.value : null;
  const owner = value !== null && typeof value === 'object' && 'stateDir' in value ? value['stateDir'] : null;
  return typeof owner === 'string' ? owner : null;
}

async function writeOwner(path: string, state: string): Promise<void> {
  if ((await readOwner(path)) === state) return;
  await writeFileSafely(join(path, OWNER_FILE), `${JSON.stringify({ stateDir: state })}\n`, 0o600);
}

/** With the lock of the folder in our hands, a browser that this gateway started there has lost its gateway. */
async function endLeftover({ identity, owner }: BrowserProcess, path: string, state: string): Promise<void> {
  if (owner !== state) throw taken(path, `process ${identity.pid} uses it`, `ps -fp ${identity.pid}`);
  await signalGroup(identity, 'SIGKILL');
  const deadline = performance.now() + 5_000;
  while (await isSameProcess(identity)) {
    if (performance.now() > deadline) throw taken(path, `process ${identity.pid} uses it and does not end`, `kill -9 ${identity.pid}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * A browser that was killed leaves links that name its host and process. On the same host the next browser sees that the
 * process is gone; in a new container, whose host name differs, it would refuse the folder for ever.
 */
async function removeForeignHostLock(path: string): Promise<void> {
  const holder = await readlink(join(path, 'SingletonLock')).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'EINVAL')) return null;
    throw cause;
  });
  if (holder === null || holder.startsWith(`${hostname()}-`)) return;
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    await unlink(join(path, name)).catch((cause: unknown) => {
      if (!hasErrno(cause, 'ENOENT')) throw cause;
    });
  }
}

async function exists(path: string): Promise<boolean> {
  const found = await lstat(path).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return null;
    throw cause;
  });
  return found !== null;
}
