import type { Host } from '../fleet/host.ts';

/** What a file system that ignores case makes of a path. Source: APFS and NTFS defaults. */
export function foldPath(path: string, { platform }: Host): string {
  return platform === 'linux' ? path : path.normalize('NFC').toLowerCase();
}
