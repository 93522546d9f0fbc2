/** Escapes keys for a JSON pointer. Source: RFC 6901. */
export function pointer(...keys: readonly (string | number)[]): string {
  let path = '';
  for (const key of keys) path += `/${escapeKey(String(key))}`;
  return path;
}

/** Most keys hold neither sign, and very many pointers are made. */
function escapeKey(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** The keys of a JSON pointer. */
export function pointerKeys(path: string): string[] {
  return path.split('/').slice(1).map(unescapeKey);
}

/** One step of a JSON pointer as the key that it stands for. */
export function unescapeKey(step: string): string {
  return step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step;
}
