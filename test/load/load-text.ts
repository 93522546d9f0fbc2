import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type LoadedFleet, type LoadRequest, loadFleet } from '../../src/load/load-fleet.ts';
import { type Finding, locateFaults } from '../../src/plan/finding.ts';

export const facts = { home: '/home/ada', hostname: 'tower', platform: 'linux', user: 'ada' };

export type Loaded = LoadedFleet & { readonly findings: readonly Finding[]; readonly folder: string };

/** Runs `check` with a scratch folder that holds the given files. */
export async function inFolder<T>(
  files: { readonly [name: string]: string | Uint8Array },
  check: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'omniclaw-load-')));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await check(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function loadPath(path: string, execution: LoadRequest['execution'] = 'allowed'): Promise<Loaded> {
  const loaded = await loadFleet({ fleet: path, environment: {}, workingDirectory: '/', facts, execution });
  return { ...loaded, findings: locateFaults(loaded.faults, loaded.locate), folder: dirname(path) };
}

/** Loads the first of the files. */
export function loadFiles(files: { readonly [name: string]: string | Uint8Array }): Promise<Loaded> {
  return inFolder(files, (folder) => loadPath(join(folder, Object.keys(files)[0] ?? '')));
}

export function loadText(name: string, text: string | Uint8Array): Promise<Loaded> {
  return loadFiles({ [name]: text });
}

/** A finding as a line of text: `CODE line:column message`. */
export function brief({ code, locations, message }: Finding): string {
  return `${code} ${locations.map(({ line, column }) => `${line}:${column}`).join(' ')} ${message}`;
}
