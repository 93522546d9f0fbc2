/**
 * Loads the files of the built program, and keeps what V8 has compiled of them, functions included that were called: with
 * what Node keeps by itself, every start compiles them all once more. Part of what the launcher is, so it imports nothing.
 */

/** `folder`: of the built files. `store`: the folder for compiled code; `null`: nothing is kept. */
export type BuiltProgram = { readonly folder: string; readonly store: string | null };

type Script = import('node:vm').Script;
/** A loaded file. `runs`: how many runs have added to its compiled code so far. */
type Loaded = { readonly name: string; readonly script: Script; readonly runs: number };

/** So many runs of a command add what they have called; later ones find nearly all of it. */
const RUNS = 3;

/** They lie so far apart: a command that changes nothing, given a second time, writes nothing at all. */
const APART_MS = 3_600_000;

/** Code of a program that is gone is removed after so long. */
const OLD_MS = 30 * 24 * 3_600_000;

/** `keep`: writes down what is compiled by now; the end of the process does it as well. */
export type Loader<Exports> = { readonly load: (name: string) => Exports; readonly keep: () => void };

/** Loads built files: `require` for the files of the program, for Node's own modules and for packages. */
export function createLoader<Exports>({ folder, store }: BuiltProgram): Loader<Exports> {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { Script } = process.getBuiltinModule('node:vm');
  const modules = new Map<string, { exports: Exports }>();
  const loaded: Loaded[] = [];
  const kept = store !== null && isOwn(store) ? store : null;
  const requirePackage = process.getBuiltinModule('node:module').createRequire(`${folder}/`);

  const load = (name: string): Exports => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: Object() };
    modules.set(name, module);
    const filename = `${folder}/${name}`;
    const compiled = kept === null ? null : readCompiled(`${kept}/${name}`);
    const script = new Script(readFileSync(filename, 'latin1'), {
      filename,
      ...(compiled === null ? {} : { cachedData: compiled.code }),
    });
    loaded.push({ name, script, runs: compiled === null || script.cachedDataRejected === true ? 0 : compiled.runs });
    script.runInThisContext()(module.exports, require, module, filename, folder);
    return module.exports;
  };
  const require = Object.assign(
    (id: string): unknown => {
      if (id.startsWith('./')) return load(id.slice(2));
      return id.startsWith('node:') ? process.getBuiltinModule(id) : requirePackage(id);
    },
    {
      // A module that takes long to load and that few runs need is loaded by the first look at something of it.
      late: (id: string): unknown => new Proxy({}, { get: (_, name) => Reflect.get(Object(require(id)), name) }),
      import: (id: string): Promise<unknown> => import(id),
    },
  );

  let state: 'due' | 'done' = kept === null ? 'done' : 'due';
  const keep = (): void => {
    if (state === 'due' && kept !== null) write(loaded, kept);
    state = 'done';
  };
  process.once('exit', keep);
  return { load, keep };
}

/** What a file of compiled code holds: the code twice, because V8 trusts what it is given, and then the number of runs. */
function readCompiled(path: string): { readonly code: Buffer; readonly runs: number } | null {
  let held: Buffer;
  try {
    held = process.getBuiltinModule('node:fs').readFileSync(path);
  } catch {
    return null;
  }
  const half = (held.length - 1) / 2;
  if (half < 1 || held.length % 2 !== 1) return null;
  const code = held.subarray(0, half);
  return code.equals(held.subarray(half, 2 * half)) ? { code, runs: held[2 * half] || 0 } : null;
}

/** That something could not be kept is no reason to end differently. */
function write(loaded: readonly Loaded[], store: string): void {
  const { writeFileSync, renameSync } = process.getBuiltinModule('node:fs');
  try {
    const [fresh, begun] = [loaded.filter(({ runs }) => runs === 0), loaded.filter(({ runs }) => runs > 0 && runs < RUNS)];
    const [first] = begun;
    const isDue = first !== undefined && ageOf(`${store}/${first.name}`) >= APART_MS;
    if (fresh.length > 0) removeOld(store);
    for (const { name, script, runs } of isDue ? [...fresh, ...begun] : fresh) {
      const code = script.createCachedData();
      const draft = `${store}/${name}.${process.pid}`;
      writeFileSync(draft, Buffer.concat([code, code, Buffer.of(runs + 1)]), { mode: 0o600 });
      renameSync(draft, `${store}/${name}`);
    }
  } catch {}
}

function removeOld(store: string): void {
  const { readdirSync, unlinkSync } = process.getBuiltinModule('node:fs');
  for (const name of readdirSync(store)) if (ageOf(`${store}/${name}`) > OLD_MS) unlinkSync(`${store}/${name}`);
}

/** In ms since it was written. */
function ageOf(path: string): number {
  return Date.now() - process.getBuiltinModule('node:fs').statSync(path).mtimeMs;
}

/** Makes the folder. Whoever can write there can have us run anything, so it must be ours alone to write. */
function isOwn(store: string): boolean {
  try {
    makeFolder(store);
    const { uid, mode } = process.getBuiltinModule('node:fs').statSync(store);
    return (mode & 0o022) === 0 && (process.getuid === undefined || uid === process.getuid());
  } catch {
    return false;
  }
}

/** With those above it. Node's own way to do so never ends below `/proc`, where it is told that nothing is there. */
function makeFolder(path: string): void {
  const { existsSync, mkdirSync } = process.getBuiltinModule('node:fs');
  if (existsSync(path)) return;
  makeFolder(path.slice(0, path.lastIndexOf('/')) || '/');
  mkdirSync(path, 0o700);
}
