/* Runs in the sandbox child as text: see sandbox-program.ts for what that asks of this file. */
import type * as FileSystem from 'node:fs';
import type * as Path from 'node:path';
import type * as Vm from 'node:vm';
import type { Failure, SandboxPlace, SandboxRequest } from './sandbox-messages.ts';
import type { Realm } from './sandbox-realm.ts';

export type Sandbox = {
  readonly request: SandboxRequest;
  readonly realm: Realm;
  readonly fs: typeof FileSystem;
  readonly path: typeof Path;
  readonly vm: typeof Vm;
  readonly strip: (text: string) => string;
  /** Makes an error of the realm that carries its place. */
  readonly fail: (failure: Failure) => Error;
};

/** A file that imports, with its text as it was written. */
export type Importer = { readonly file: string; readonly text: string };

export type Files = {
  /** Path of what is imported, links resolved. Throws when it is not a file of the folder. */
  readonly resolve: (specifier: string, from: Importer) => string;
  readonly read: (file: string) => string;
  readonly placeOf: (specifier: string, from: Importer) => SandboxPlace;
};

/** Finds and reads the files of the fleet's folder, and nothing else. */
export function createFiles({ request, fs, path, fail }: Sandbox): Files {
  const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

  const inFolder = (file: string) => {
    const step = path.relative(request.folder, file);
    return step !== '' && step !== '..' && !step.startsWith(`..${path.sep}`) && !path.isAbsolute(step);
  };

  const placeOf = (specifier: string, { file, text }: Importer): SandboxPlace => {
    const offset = Math.max(...["'", '"', '`'].map((quote) => text.indexOf(quote + specifier + quote)));
    const lines = text.slice(0, Math.max(offset, 0)).split('\n');
    return { file, line: offset < 0 ? 0 : lines.length, column: (lines.at(-1) ?? '').length + 1 };
  };

  const resolve = (specifier: string, from: Importer): string => {
    const refuse = (why: string) => fail({ message: `import of "${specifier}": ${why}`, place: placeOf(specifier, from) });
    if (!/^\.\.?\//.test(specifier)) throw refuse('a fleet file may only import "omniclaw" and relative files of its own folder');
    const wanted = path.resolve(path.dirname(from.file), specifier);
    if (!inFolder(wanted)) throw refuse('it is outside the folder of the fleet file');
    const candidates = [wanted, wanted.replace(/\.([mc]?)js$/, '.$1ts'), ...extensions.map((extension) => wanted + extension)];
    const found = candidates.find((candidate) => fs.statSync(candidate, { throwIfNoEntry: false })?.isDirectory() === false);
    if (found === undefined) throw refuse('there is no such file');
    const real = fs.realpathSync.native(found);
    if (!inFolder(real)) throw refuse('it is a link out of the folder of the fleet file');
    if (!extensions.includes(path.extname(real))) throw refuse(`only ${extensions.join(' ')} can be imported`);
    return real;
  };

  const overrides: { readonly [file: string]: unknown } = request.overrides > 0 ? JSON.parse(fs.readFileSync(0, 'utf8')) : {};

  const read = (file: string): string => {
    const override = Object.hasOwn(overrides, file) ? overrides[file] : undefined;
    if (typeof override === 'string') return override;
    const name = path.basename(file);
    const fd = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    try {
      const stat = fs.fstatSync(fd);
      if (!stat.isFile()) throw fail({ message: `"${name}" is not a regular file`, place: null });
      if (stat.size > request.maxFileBytes) throw fail({ message: `"${name}" is larger than ${request.maxFileBytes} bytes`, place: null });
      return fs.readFileSync(fd, 'utf8').replace(/^\uFEFF/, '');
    } finally {
      fs.closeSync(fd);
    }
  };

  return { resolve, read, placeOf };
}
