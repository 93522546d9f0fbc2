import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { ensureFolder } from '../os/private-folder.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { readCanvasPath } from './canvas-path.ts';

/** `pushed`: paths on the canvas. `left`: what was not taken, because it is hidden, a link, or no file. */
export type Pushed = { readonly pushed: readonly string[]; readonly left: readonly string[] };

export type PushRequest = {
  readonly root: string;
  /** File or folder. */
  readonly source: string;
  /** Path on the canvas; null for the name of the file, or the top for a folder. */
  readonly target: string | null;
};

/** Copies a file or a folder to the canvas. Each file is the old one or the new one, never a mix. Throws OCE_USAGE or OCE_WRITE. */
export async function pushCanvas({ root, source, target }: PushRequest): Promise<Pushed> {
  const found = await stat(source).catch((cause: unknown) => {
    throw new OmniclawError('OCE_USAGE', `"${source}" cannot be read`, { cause, hint: `ls -l ${JSON.stringify(source)}` });
  });
  if (!found.isDirectory()) {
    const name = target ?? basename(source);
    await pushText(root, name, await readFile(source));
    return { pushed: [name], left: [] };
  }
  const pushed: string[] = [];
  const left: string[] = [];
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const below = path.slice(join(source, '/').length).replaceAll('\\', '/');
    const hidden = below.split('/').some((segment) => segment.startsWith('.'));
    if (entry.isDirectory() && !hidden) continue;
    if (hidden || !entry.isFile()) {
      left.push(below);
      continue;
    }
    const name = target === null ? below : `${target}/${below}`;
    await pushText(root, name, await readFile(path));
    pushed.push(name);
  }
  return { pushed, left };
}

/** Writes one file of the canvas, with the folders that it needs. */
export async function pushText(root: string, name: string, content: Buffer): Promise<void> {
  const segments = segmentsOf(name);
  await ensureFolder(join(root, ...segments.slice(0, -1)));
  await writeFileSafely(join(root, ...segments), content, 0o600);
}

/** The name must be one that the canvas would serve. */
function segmentsOf(name: string): readonly string[] {
  const path = readCanvasPath(`/${name.split('/').map(encodeURIComponent).join('/')}`);
  if (path.kind === 'path' && path.folder === 'no') return path.segments;
  throw new OmniclawError('OCE_USAGE', `"${name}" is not a path of a canvas file${path.kind === 'refused' ? `: ${path.problem}` : ''}`, {
    hint: '--as index.html',
  });
}
