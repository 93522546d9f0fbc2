/** The path of a canvas file from the path of a request. Decoded once, and refused when it could mean two things. */
export type CanvasPath =
  | { readonly kind: 'path'; readonly segments: readonly string[]; readonly folder: 'yes' | 'no' }
  | { readonly kind: 'refused'; readonly problem: string };

const LONGEST = 2_048;

/** `raw`: as it was sent, below the capability, without the query; starts with `/`. */
export function readCanvasPath(raw: string): CanvasPath {
  const refused = (problem: string): CanvasPath => ({ kind: 'refused', problem });
  if (raw.length > LONGEST) return refused('the path is too long');
  if (!raw.startsWith('/')) return refused('the path does not begin with "/"');
  if (/%(?:2f|5c|00)/i.test(raw) || raw.includes('\\')) return refused('the path holds an encoded slash, a backslash or a zero');
  const decoded = decodeOnce(raw);
  if (decoded === null) return refused('the path is not encoded well');
  if (/[\p{Cc}:\\]/u.test(decoded)) return refused('the path holds a character that no canvas file has');
  const folder = decoded.endsWith('/') ? 'yes' : 'no';
  const segments = decoded.slice(1, folder === 'yes' ? -1 : undefined).split('/');
  if (decoded === '/') return { kind: 'path', segments: [], folder };
  // Hidden files are refused with the dot segments.
  if (segments.some((segment) => segment === '' || segment.startsWith('.'))) return refused('the path holds an empty or a dot segment');
  return { kind: 'path', segments, folder };
}

/** `null`: it is no percent encoding of UTF-8. */
function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
}
