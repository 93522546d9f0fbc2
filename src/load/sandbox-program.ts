import type * as FileSystem from 'node:fs';
import type * as Path from 'node:path';
import type * as Vm from 'node:vm';
import type { FleetFacts } from '../fleet/define-fleet.ts';
import { command, defineFleet, env, file } from '../fleet/define-fleet.ts';

/*
 * The program of the child process that evaluates a fleet file. It reaches the child as text (`sandboxProgram`), so it
 * works from source and from a bundle alike: every function below is self-contained or calls another one of the list at
 * the end, takes what it needs as arguments, and names no other module. A test bundles and minifies it.
 *
 * User code runs in a V8 context of its own, which holds the language and nothing of Node: no process, no timers, no
 * network, no modules but the relative files we hand out. Behind it stand Node's permission model (no write, no spawn,
 * no worker, no addon; reads in the fleet's folder) and a process without code generation from strings, so that even
 * an object that leaked from the outer realm leads nowhere.
 */

/** What the child is asked, as JSON in its first argument. */
export type SandboxRequest = {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly folder: string;
  readonly facts: FleetFacts;
  /** Comes back in the answer: only the evaluator can give it. */
  readonly nonce: string;
  readonly maxFileBytes: number;
};

/** `line` 0: not known. */
export type SandboxPlace = { readonly file: string; readonly line: number; readonly column: number };

/** What the child answers, as one JSON document on file descriptor 3. */
export type SandboxAnswer = {
  readonly nonce: string;
  /** The exported value as JSON text; `null` when there is none. */
  readonly value: string | null;
  /** Values that are not plain data. In `value` they stand as null. */
  readonly unfit: readonly { readonly pointer: string; readonly shown: string }[];
  readonly failure: { readonly message: string; readonly place: SandboxPlace | null } | null;
  /** Text without types of each file, by path, whose types had to be removed. Offsets are those of the file. */
  readonly stripped: { readonly [path: string]: string };
};

type Realm = {
  readonly context: Vm.Context;
  readonly parseJson: (text: string) => unknown;
  readonly makeError: (message: string) => Error;
  readonly library: object;
  /** Wraps `load` so that the function user code sees belongs to its own realm. */
  readonly makeRequire: (load: (specifier: string) => string) => object;
  readonly takeRequired: (value: unknown) => void;
  readonly settle: (exported: unknown, facts: string, done: SettleDone) => void;
  readonly objectPrototype: object;
  readonly arrayPrototype: object;
  readonly offence: () => Offence | null;
};

/** `returned`: the value came out of an exported function. */
type SettleDone = (how: 'value' | 'throw' | 'returned', value: unknown) => void;

type Offence = { readonly message: string; readonly stack: string };

/** Takes away from inside the realm what can wait, share memory or print. Returns the first offence, if any. */
function guardRealm(): () => Offence | null {
  const NativeError = Error;
  let offence: Offence | null = null;
  const note = (message: string) => {
    offence ??= { message, stack: `${new NativeError('').stack}` };
  };
  const print = (what: string) => () => note(`the fleet file prints (${what})`);
  const exit = () => {
    note('the fleet file calls process.exit');
    throw new NativeError('process.exit is not available in a fleet file');
  };

  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group', 'groupEnd', 'assert', 'time', 'timeEnd', 'count'];
  const fakeConsole = Object.freeze(Object.fromEntries(methods.map((name) => [name, print(`console.${name}`)])));
  const stream = (name: string) => Object.freeze({ write: print(`process.${name}.write`) });
  const fakes = new Map<unknown, unknown>([
    ['exit', exit],
    ['reallyExit', exit],
    ['abort', exit],
    ['stdout', stream('stdout')],
    ['stderr', stream('stderr')],
  ]);
  const fakeProcess = new Proxy(Object.freeze({}), {
    get(_, key) {
      const fake = fakes.get(key);
      if (fake !== undefined) return fake;
      const hint = key === 'env' ? ': use env("NAME") for a secret' : '';
      throw new NativeError(`process.${String(key)} is not available in a fleet file${hint}`);
    },
    has: () => false,
  });

  for (const name of ['SharedArrayBuffer', 'Atomics', 'WebAssembly']) Reflect.deleteProperty(globalThis, name);
  Object.defineProperty(globalThis, 'console', { value: fakeConsole });
  Object.defineProperty(globalThis, 'process', { value: fakeProcess });
  return () => offence;
}

/** Runs inside the realm before the file does, and keeps what the evaluator needs of it. */
function prepareRealm(library: object): Omit<Realm, 'context'> {
  const { parse } = JSON;
  const NativeError = Error;
  const { startsWith } = String.prototype;
  const { apply } = Reflect;
  const sourceOf = Function.prototype.toString;
  let required: unknown;

  async function settle(exported: unknown, facts: string, done: SettleDone) {
    try {
      const value = await exported;
      if (typeof value !== 'function' || apply(startsWith, apply(sourceOf, value, []), ['class'])) return done('value', value);
      const returned: unknown = await apply(value, undefined, [parse(facts)]);
      return done('returned', returned);
    } catch (error) {
      return done('throw', error);
    }
  }

  return {
    settle,
    library,
    parseJson: (text) => parse(text),
    makeError: (message) => new NativeError(message),
    takeRequired: (value) => {
      required = value;
    },
    makeRequire: (load) => (specifier: unknown) => {
      const problem = load(`${specifier}`);
      if (problem !== '') throw new NativeError(problem);
      return required;
    },
    objectPrototype: Object.prototype,
    arrayPrototype: Array.prototype,
    offence: guardRealm(),
  };
}

/** Makes the context and runs `prepareRealm` in it. */
function createRealm(vm: typeof Vm, library: string): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const prepared: Omit<Realm, 'context'> = vm.runInContext(`'use strict'; ${String(guardRealm)} (${String(prepareRealm)})(${library})`, context);
  return { ...prepared, context };
}

/** Takes away from the outer realm what a leaked object could lead to. The evaluator has taken what it needs before. */
function lockDown(): void {
  const needed = /^(_events|_eventsCount|_maxListeners|_exiting|nextTick|emitWarning|version|versions|platform|reallyExit|exitCode|domain)$/;
  for (const name of Reflect.ownKeys(process)) if (!needed.test(String(name))) Reflect.deleteProperty(process, name);
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'navigator', 'require', 'module', 'Worker', 'SharedArrayBuffer', 'Atomics'])
    Reflect.deleteProperty(globalThis, name);
  for (const intrinsic of [Object, Function, Array, Promise, String, Map, Set, RegExp]) {
    Object.freeze(intrinsic);
    Object.freeze(intrinsic.prototype);
  }
}

/** Problem with a place, raised while modules are found and compiled. */
type Failure = { readonly message: string; readonly place: SandboxPlace | null };

type Sandbox = {
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
type Importer = { readonly file: string; readonly text: string };

type Files = {
  /** Path of what is imported, links resolved. Throws when it is not a file of the folder. */
  readonly resolve: (specifier: string, from: Importer) => string;
  readonly read: (file: string) => string;
  readonly placeOf: (specifier: string, from: Importer) => SandboxPlace;
};

/** Finds and reads the files of the fleet's folder, and nothing else. */
function createFiles({ request, fs, path, fail }: Sandbox): Files {
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

  const read = (file: string): string => {
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

/** `body`: the function a CommonJS file is run as. */
type Compiled = { readonly kind: 'module'; readonly module: Vm.Module } | { readonly kind: 'commonjs'; readonly body: object };

type Compiler = {
  readonly compile: (from: Importer) => Compiled;
  readonly stripped: { readonly [path: string]: string };
};

/** Strips and compiles. ES module or CommonJS is decided by what the text is, never by a package.json. */
function createCompiler({ realm, path, vm, strip, fail }: Sandbox, importDynamically: (specifier: string, from: Importer) => Promise<Vm.Module>): Compiler {
  const stripped: { [path: string]: string } = {};

  const compileModule = (file: string, text: string, from: Importer): Vm.Module =>
    new vm.SourceTextModule(text, {
      context: realm.context,
      identifier: file,
      initializeImportMeta: (meta) => {
        Object.assign(meta, { url: `file://${encodeURI(file)}`, filename: file, dirname: path.dirname(file) });
      },
      importModuleDynamically: (specifier: string) => importDynamically(specifier, from),
    });

  const compileFunction = (file: string, text: string, from: Importer): object =>
    vm.compileFunction(text, ['module', 'exports', 'require', '__filename', '__dirname'], {
      parsingContext: realm.context,
      filename: file,
      importModuleDynamically: (specifier: string) => importDynamically(specifier, from),
    });

  const compileText = (text: string, from: Importer): Compiled => {
    const { file } = from;
    if (/\.m[jt]s$/.test(file)) return { kind: 'module', module: compileModule(file, text, from) };
    try {
      return { kind: 'commonjs', body: compileFunction(file, text, from) };
    } catch (commonJsProblem) {
      try {
        return { kind: 'module', module: compileModule(file, text, from) };
      } catch (moduleProblem) {
        throw /import|export|await|already been declared/.test(String(commonJsProblem)) ? moduleProblem : commonJsProblem;
      }
    }
  };

  const syntaxError = (file: string, error: unknown): Error => {
    const caret = /^(?:.*):(\d+)\n.*\n( *)\^/.exec(String(Object(error).stack));
    return fail({ message: `syntax error: ${Object(error).message}`, place: { file, line: Number(caret?.[1] ?? 0), column: (caret?.[2] ?? '').length + 1 } });
  };

  const compile = (from: Importer): Compiled => {
    const typed = /\.[cm]?ts$/.test(from.file);
    // `f<T>(x)` is also JavaScript, with another meaning: a text that may hold type arguments is always stripped.
    const mayMislead = typed && /<[^]*?>/.test(from.text.replaceAll('=>', '  '));
    try {
      if (!mayMislead) return compileText(from.text, from);
    } catch (error) {
      if (!typed) throw syntaxError(from.file, error);
    }
    try {
      const text = strip(from.text);
      stripped[from.file] = text;
      return compileText(text, from);
    } catch (error) {
      throw syntaxError(from.file, error);
    }
  };

  return { compile, stripped };
}

type CommonJs = { readonly run: (from: Importer, body: object) => unknown };

/** Runs CommonJS files, each once. */
function createCommonJs({ realm, path, fail }: Sandbox, files: Files, compile: (from: Importer) => Compiled): CommonJs {
  const known = new Map<string, { exports: unknown }>();

  const run = (from: Importer, body: object): unknown => {
    const cached = known.get(from.file);
    if (cached !== undefined) return cached.exports;
    const module: { exports: unknown } = Object.assign(Object(realm.parseJson('{}')), { exports: realm.parseJson('{}') });
    known.set(from.file, module);
    const require = realm.makeRequire((specifier) => requireFrom(specifier, from));
    Reflect.apply(Object(body), module.exports, [module, module.exports, require, from.file, path.dirname(from.file)]);
    return module.exports;
  };

  /** Returns the problem instead of throwing it: no error of ours may reach user code. */
  const requireFrom = (specifier: string, from: Importer): string => {
    try {
      realm.takeRequired(requireValue(specifier, from));
      return '';
    } catch (error) {
      return `${Object(error).message ?? error}`;
    }
  };

  const requireValue = (specifier: string, from: Importer): unknown => {
    if (specifier === 'omniclaw') return realm.library;
    const file = files.resolve(specifier, from);
    const cached = known.get(file);
    if (cached !== undefined) return cached.exports;
    const inner = { file, text: files.read(file) };
    if (file.endsWith('.json')) return realm.parseJson(inner.text);
    const compiled = compile(inner);
    if (compiled.kind === 'module') throw fail({ message: `require of "${specifier}": it is an ES module; use import`, place: files.placeOf(specifier, from) });
    return run(inner, compiled.body);
  };

  return { run };
}

type Loader = {
  readonly loadRoot: (file: string) => Promise<{ readonly exported: unknown; readonly found: boolean }>;
  readonly stripped: { readonly [path: string]: string };
};

/** Links the files of a fleet into one graph of modules and runs it. */
function createLoader(sandbox: Sandbox): Loader {
  const { realm, path, vm, fail } = sandbox;
  const files = createFiles(sandbox);
  const modules = new Map<string, Vm.Module>();
  const importers = new Map<Vm.Module, Importer>();

  const importDynamically = async (specifier: string, from: Importer) => {
    const module = load(specifier, from);
    if (module.status === 'unlinked') await module.link(linkFrom);
    if (module.status === 'linked') await module.evaluate();
    return module;
  };
  const { compile, stripped } = createCompiler(sandbox, importDynamically);
  const commonJs = createCommonJs(sandbox, files, compile);

  const synthetic = (names: readonly string[], valueOf: (name: string) => unknown, identifier: string): Vm.Module => {
    const module = new vm.SyntheticModule([...names], () => names.forEach((name) => module.setExport(name, valueOf(name))), { context: realm.context, identifier });
    return module;
  };

  const jsonModule = ({ file, text }: Importer): Vm.Module => {
    try {
      const value = realm.parseJson(text);
      return synthetic(['default'], () => value, file);
    } catch (error) {
      const place = /line (\d+) column (\d+)/.exec(String(error));
      throw fail({ message: `"${path.basename(file)}" is not JSON`, place: { file, line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1) } });
    }
  };

  const codeModule = (from: Importer): Vm.Module => {
    const compiled = compile(from);
    return compiled.kind === 'module' ? compiled.module : synthetic(['default'], () => commonJs.run(from, compiled.body), from.file);
  };

  const libraryModule = (): Vm.Module =>
    synthetic(['default', ...Object.keys(realm.library)], (name) => (name === 'default' ? realm.library : Reflect.get(realm.library, name)), 'omniclaw');

  const load = (specifier: string, from: Importer): Vm.Module => {
    const name = specifier === 'omniclaw' ? specifier : files.resolve(specifier, from);
    const known = modules.get(name);
    if (known !== undefined) return known;
    const importer = { file: name, text: name === 'omniclaw' ? '' : files.read(name) };
    const module = name === 'omniclaw' ? libraryModule() : name.endsWith('.json') ? jsonModule(importer) : codeModule(importer);
    modules.set(name, module);
    importers.set(module, importer);
    return module;
  };

  const linkFrom = (specifier: string, from: Vm.Module) => load(specifier, importers.get(from) ?? { file: from.identifier, text: '' });

  const loadRoot = async (file: string) => {
    const from = { file, text: files.read(file) };
    const compiled = compile(from);
    if (compiled.kind === 'commonjs') return exportOfCommonJs(commonJs.run(from, compiled.body));
    modules.set(file, compiled.module);
    importers.set(compiled.module, from);
    await compiled.module.link(linkFrom);
    await compiled.module.evaluate({ timeout: 10_000 });
    const { namespace } = compiled.module;
    return { exported: Reflect.get(namespace, 'default'), found: Reflect.has(namespace, 'default') };
  };

  return { loadRoot, stripped };
}

/** `exports.default` of compiled ES modules, else `module.exports`; untouched exports count as none. */
function exportOfCommonJs(exports: unknown): { readonly exported: unknown; readonly found: boolean } {
  const isObject = exports !== null && typeof exports === 'object';
  if (isObject && Reflect.get(exports, '__esModule') === true) return { exported: Reflect.get(exports, 'default'), found: Reflect.has(exports, 'default') };
  return { exported: exports, found: !(isObject && Reflect.ownKeys(exports).length === 0) };
}

/** Writes a value as JSON text and lists what in it is not plain data. Runs outside the realm: nothing the file patched is called. */
function encodeValue(
  root: unknown,
  realm: Realm,
  isProxy: (value: unknown) => boolean,
  describe: (value: unknown) => string,
): { readonly value: string; readonly unfit: { pointer: string; shown: string }[] } {
  const unfit: { pointer: string; shown: string }[] = [];
  const ancestors: unknown[] = [];
  const step = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const reject = (pointer: string, shown: string) => {
    unfit.push({ pointer, shown });
    return 'null';
  };

  const encode = (value: unknown, pointer: string): string => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
    if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '0' : String(value);
    if (typeof value !== 'object') return reject(pointer, describe(value));
    if (isProxy(value)) return reject(pointer, 'a Proxy');
    if (ancestors.includes(value)) return reject(pointer, 'a value that contains itself');
    if (ancestors.length >= 64) return reject(pointer, 'a value nested more than 64 levels deep');
    const prototype = Object.getPrototypeOf(value);
    const list = Array.isArray(value) && prototype === realm.arrayPrototype;
    if (!list && prototype !== null && prototype !== realm.objectPrototype) return reject(pointer, describe(value));
    ancestors.push(value);
    const text = list ? `[${encodeItems(value, pointer)}]` : `{${encodeFields(value, pointer)}}`;
    ancestors.pop();
    return text;
  };

  const encodeItems = (list: readonly unknown[], pointer: string) => {
    const parts: string[] = [];
    for (let index = 0; index < list.length; index += 1) parts.push(encodeProperty(list, String(index), `${pointer}/${index}`) ?? reject(`${pointer}/${index}`, 'undefined'));
    return parts.join(',');
  };

  const encodeFields = (fields: object, pointer: string) => {
    const parts: string[] = [];
    for (const key of Reflect.ownKeys(fields)) {
      if (typeof key === 'symbol') reject(pointer, `an object with the symbol key ${String(key)}`);
      else {
        const text = encodeProperty(fields, key, pointer + step(key));
        if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
      }
    }
    return parts.join(',');
  };

  /** `undefined`: the key counts as absent. */
  const encodeProperty = (holder: object, key: string, pointer: string): string | undefined => {
    const property = Reflect.getOwnPropertyDescriptor(holder, key);
    if (property === undefined || property.enumerable !== true) return undefined;
    if (property.get === undefined) return property.value === undefined ? undefined : encode(property.value, pointer);
    try {
      const value: unknown = Reflect.apply(property.get, holder, []);
      return value === undefined ? undefined : encode(value, pointer);
    } catch {
      return reject(pointer, 'a getter that throws');
    }
  };

  return { value: encode(root, ''), unfit };
}

/** Says what a value is, without running code of it. */
function describeExport(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return Function.prototype.toString.call(value).startsWith('class') ? 'a class' : 'a function';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'an array';
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      return kind === 'Object' ? 'an instance of a class' : `a ${kind}`;
    }
    case 'number':
      return String(value);
    default:
      return `a ${typeof value}`;
  }
}

/** Says what was thrown, and where when it is an error of the file. */
function describeThrown(thrown: unknown, folder: string, isError: (value: unknown) => boolean): Failure {
  const inner = (key: string) => {
    try {
      const value: unknown = Reflect.get(Object(thrown), key);
      return typeof value === 'string' ? value : '';
    } catch {
      return '';
    }
  };
  if (!isError(thrown)) {
    const shown = typeof thrown === 'string' ? JSON.stringify(thrown) : thrown !== null && typeof thrown === 'object' ? 'an object' : describeExport(thrown);
    return { message: `the fleet file throws ${shown}`, place: null };
  }
  const name = inner('name') || 'Error';
  const place = [...inner('stack').matchAll(/(?:\(|at |^)(?:file:\/\/)?(\/[^\n()]*|[A-Za-z]:\\[^\n()]*):(\d+):(\d+)\)?$/gm)].find((match) => (match[1] ?? '').startsWith(folder));
  return {
    message: `the fleet file throws ${name === 'Error' ? '' : `${name}: `}${inner('message') || 'an error without a message'}`,
    place: place === undefined ? null : { file: String(place[1]), line: Number(place[2]), column: Number(place[3]) },
  };
}

/** The child's main. Whatever happens, one answer is written, or none and the parent says so. */
function runSandbox(library: string): void {
  const { argv, getBuiltinModule } = process;
  const exit: unknown = Reflect.get(process, 'reallyExit');
  const fs = getBuiltinModule('node:fs');
  const vm = getBuiltinModule('node:vm');
  const { types } = getBuiltinModule('node:util');
  const nodeModule = getBuiltinModule('node:module');
  const request: SandboxRequest = JSON.parse(argv[1] ?? '');
  const realm = createRealm(vm, library);
  const failures = new WeakMap<Error, Failure>();

  const fail = (failure: Failure) => {
    const error = realm.makeError(failure.message);
    failures.set(error, failure);
    return error;
  };
  const strip = (text: string) => nodeModule.stripTypeScriptTypes(text);
  const loader = createLoader({ request, realm, fs, vm, path: getBuiltinModule('node:path'), strip, fail });

  const answer = (result: Pick<SandboxAnswer, 'value' | 'unfit' | 'failure'>) => {
    const bytes = Buffer.from(JSON.stringify({ nonce: request.nonce, ...result, stripped: loader.stripped }));
    for (let sent = 0; sent < bytes.length; ) sent += fs.writeSync(3, bytes, sent);
    fs.closeSync(3);
    Reflect.apply(Object(exit), process, [0]);
  };
  const answerFailure = (failure: Failure) => answer({ value: null, unfit: [], failure });

  const answerThrown = (thrown: unknown) => {
    const offence = realm.offence();
    if (offence !== null) return answerOffence(offence);
    const known = thrown instanceof Object || types.isNativeError(thrown) ? failures.get(Object(thrown)) : undefined;
    return answerFailure(known ?? describeThrown(thrown, request.folder, types.isNativeError));
  };
  const answerOffence = (offence: Offence) =>
    answerFailure({ message: offence.message, place: describeThrown(Object.assign(realm.makeError(''), { stack: offence.stack }), request.folder, types.isNativeError).place });

  const answerValue = (value: unknown, found: boolean, how: 'exports' | 'exports a function that returns') => {
    const plain = found && value !== null && typeof value === 'object' && !Array.isArray(value) && !types.isProxy(value) && [null, realm.objectPrototype].includes(Object.getPrototypeOf(value));
    if (!plain) {
      const what = found ? (types.isProxy(value) ? 'a Proxy' : typeof value === 'number' ? 'a number' : describeExport(value)) : 'nothing';
      return answerFailure({ message: `the fleet file ${how} ${what}; it must export a fleet: export default defineFleet({ ... })`, place: null });
    }
    const encoded = encodeValue(value, realm, types.isProxy, describeExport);
    const offence = realm.offence();
    return offence === null ? answer({ ...encoded, failure: null }) : answerOffence(offence);
  };

  process.on('beforeExit', () => answerFailure({ message: 'the fleet file never settles: a promise it waits for is never resolved', place: null }));
  lockDown();
  loader.loadRoot(request.path).then(({ exported, found }) => {
    const done = (outcome: 'value' | 'throw' | 'returned', value: unknown) => {
      if (outcome === 'throw') return answerThrown(value);
      if (outcome === 'returned') return answerValue(value, true, 'exports a function that returns');
      return answerValue(value, found, 'exports');
    };
    realm.settle(exported, JSON.stringify(request.facts), done);
  }, answerThrown);
}

/** The whole program as text for `node --eval`. */
export function sandboxProgram(): string {
  const parts = [guardRealm, prepareRealm, createRealm, lockDown, createFiles, createCompiler, createCommonJs, createLoader, exportOfCommonJs, encodeValue, describeExport, describeThrown];
  const library = `{ defineFleet: ${String(defineFleet)}, env: ${String(env)}, file: ${String(file)}, command: ${String(command)} }`;
  return `'use strict';\n${parts.map(String).join('\n')}\n(${String(runSandbox)})(${JSON.stringify(library)});\n`;
}
