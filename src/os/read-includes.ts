import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import {
  type ConfigRoot,
  INCLUDED_LIMIT,
  type IncludedFile,
  type IncludeWay,
  type Resolved,
  resolveIncludes,
} from '../fleet/resolve-includes.ts';
import { hasErrno } from './errno.ts';
import { readFileSafely } from './read-file.ts';
import { realPath } from './real-path.ts';

/** A config with everything that it includes. `files`: those that were looked for, each once. */
export type ReadConfig = Resolved & { readonly files: readonly IncludedFile[] };

/** Reads the files that a config includes, and those that they include. What cannot be read is a problem; nothing is thrown, or waited for. */
export async function readIncludes(root: ConfigRoot, way: IncludeWay): Promise<ReadConfig> {
  const files = new Map<string, IncludedFile>();
  const limits = { way, folders: [dirname(root.path), ...way.roots] };
  let characters = 0;
  for (;;) {
    const resolved = resolveIncludes(root, files, way);
    if (resolved.needed.length === 0) return { ...resolved, files: [...files.values()] };
    for (const path of resolved.needed) {
      const file = characters > INCLUDED_LIMIT ? refused(path, 'is one included file too many') : await readIncluded(path, limits);
      if ('text' in file) characters += file.text.length;
      files.set(path, file);
    }
  }
}

type Limits = { readonly way: IncludeWay; readonly folders: readonly string[] };

async function readIncluded(path: string, { way: { rules }, folders }: Limits): Promise<IncludedFile> {
  try {
    const real = rules.links === 'followed' ? realpathSync(path) : path;
    if (rules.within === 'folder' && !(isInside(path, folders) && isInside(real, folders.map(realPath))))
      return refused(path, 'lies outside of the folder of the config');
    const stat = statSync(real, { throwIfNoEntry: false });
    if (rules.within === 'folder' && stat !== undefined && stat.isFile() && stat.nlink > 1)
      return refused(path, 'has another name somewhere (a hard link)');
    if (stat !== undefined && stat.size > rules.bytes) return refused(path, `is larger than ${rules.bytes} bytes`);
    const file = await readFileSafely(real);
    return file === null ? refused(path, 'does not exist') : parse(path, file.text, rules.content);
  } catch (cause) {
    if (cause instanceof OmniclawError) return { path, problem: `the included file ${cause.message}` };
    const [, problem] = REFUSALS.find(([name]) => hasErrno(cause, name)) ?? [];
    if (problem === undefined) throw cause;
    return refused(path, problem);
  }
}

const REFUSALS = [
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'lies below a file'],
  ['ELOOP', 'is a link that leads nowhere'],
  ['EACCES', 'cannot be read'],
  ['ENAMETOOLONG', 'has too long a name'],
] as const;

function parse(path: string, text: string, content: IncludeWay['rules']['content']): IncludedFile {
  if (content === 'object' && text.trim() === '') return { path, text, document: {} };
  const parsed = parseJson5(text);
  if ('value' in parsed) return { path, text, document: parsed.value };
  return { path, problem: `the included file "${path}:${parsed.line}:${parsed.column}" ${parsed.problem}` };
}

function refused(path: string, problem: string): IncludedFile {
  return { path, problem: `the included file "${path}" ${problem}` };
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder === '/' ? folder : `${folder}/`));
}
