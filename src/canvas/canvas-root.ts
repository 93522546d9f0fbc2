import { isAbsolute, join, resolve, sep } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

export type CanvasPlace = { readonly stateDir: string; readonly home: string };

/** Folder that the canvas shows. Throws OCE_CONFIG when it holds the state folder, whose keys would be shown with it. */
export function canvasRoot(configured: string | null, { stateDir, home }: CanvasPlace): string {
  const root = resolve(expand(configured ?? join(stateDir, 'canvas'), { stateDir, home }));
  if (!`${resolve(stateDir)}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return root;
  throw new OmniclawError('OCE_CONFIG', `"canvasHost.root" is "${root}", which holds the state folder "${stateDir}" with its keys`, {
    hint: 'omniclaw config unset canvasHost.root',
  });
}

function expand(path: string, { stateDir, home }: CanvasPlace): string {
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1));
  return isAbsolute(path) ? path : join(stateDir, path);
}
