import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Keeps compiled code of the built program in the user's own cache folder: never in a folder that others can write. */
export function useCompileCache(environment: { readonly [name: string]: string | undefined }): void {
  const { XDG_CACHE_HOME: given = '', HOME: home = '' } = environment;
  const cache = given.startsWith('/') ? given : home.startsWith('/') ? join(home, '.cache') : '';
  if (cache !== '' && import.meta.url.endsWith('.js')) enableCompileCache(join(cache, 'omniclaw', 'compiled'));
}
