import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { identifyProcess, type ProcessIdentity, readProc } from '../os/process-facts.ts';

/** Argument that marks a browser of ours, with the state folder of its gateway. Browsers ignore arguments that they do not know. */
export const OWNER_ARGUMENT = '--omniclaw-owner=';

/** A browser that runs on a folder. `owner`: state folder of the gateway that started it; null when no gateway did. */
export type BrowserProcess = { readonly identity: ProcessIdentity; readonly owner: string | null };

/** Main processes of browsers that were started on a user data folder, in any spelling that was given to them. */
export async function findBrowserProcesses(userDataDir: string): Promise<BrowserProcess[]> {
  const found: BrowserProcess[] = [];
  for (const { pid, words } of await listCommands()) {
    if (!words.includes(`--user-data-dir=${userDataDir}`) || words.some((word) => word.startsWith('--type='))) continue;
    const identity = await identifyProcess(pid);
    const owner = words.find((word) => word.startsWith(OWNER_ARGUMENT))?.slice(OWNER_ARGUMENT.length) ?? null;
    if (identity !== null) found.push({ identity, owner });
  }
  return found;
}

type CommandWords = { readonly pid: number; readonly words: readonly string[] };

/** Processes whose command line this user may read. Windows: none, because a browser there locks its folder itself. */
async function listCommands(): Promise<CommandWords[]> {
  if (platform() === 'win32') return [];
  if (platform() !== 'linux') return listByPs();
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), words: readProc(`/proc/${name}/cmdline`)?.split('\0') ?? [] }));
}

/** `ps` joins the words by spaces, so an argument is told by the space before its dashes. */
async function listByPs(): Promise<CommandWords[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return pid === undefined || command === undefined ? [] : [{ pid: Number(pid), words: command.split(/ (?=--)/) }];
  });
}
