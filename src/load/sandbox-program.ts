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
  readonly settle: (exported: unknown, facts: string, done: (how: 'value' | 'throw' | 'returned', value: unknown) => void) => void;
  readonly objectPrototype: object;
  readonly arrayPrototype: object;
  readonly offence: () => { readonly message: string; readonly stack: string } | null;
};

/** Prepares the realm of the fleet file from inside: takes away what can wait or share, and puts guards in place. */
function prepareRealm(library: object): Omit<Realm, 'context'> {
  const { parse } = JSON;
  const NativeError = Error;
  const stackOf = () => `${new NativeError('').stack}`;
  const { startsWith } = String.prototype;
  const { apply } = Reflect;
  const sourceOf = Function.prototype.toString;
  let offence: { message: string; stack: string } | null = null;
  let required: unknown;

  for (const name of ['SharedArrayBuffer', 'Atomics', 'WebAssembly', 'console'])
    Reflect.deleteProperty(globalThis, name);

  const print = (what: string) => () => {
    offence ??= { message: `the fleet file prints (${what})`, stack: stackOf() };
  };
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group', 'groupEnd', 'assert', 'time', 'timeEnd', 'count'];
  const fakeConsole = Object.freeze(Object.fromEntries(names.map((name) => [name, print(`console.${name}`)])));

  const exit = () => {
    offence ??= { message: 'the fleet file calls process.exit', stack: stackOf() };
    throw new NativeError('process.exit is not available in a fleet file');
  };
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
  Object.defineProperty(globalThis, 'console', { value: fakeConsole });
  Object.defineProperty(globalThis, 'process', { value: fakeProcess });

  async function settle(exported: unknown, facts: string, done: (how: 'value' | 'throw' | 'returned', value: unknown) => void) {
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
    offence: () => offence,
  };
}

/** Makes the context and runs `prepareRealm` in it. */
function createRealm(vm: typeof Vm, library: string): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const prepared: Omit<Realm, 'context'> = vm.runInContext(`'use strict'; (${String(prepareRealm)})(${library})`, context);
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

type Loader = {
  readonly root: (path: string) => Promise<{ readonly exported: unknown; readonly found: boolean }>;
  readonly stripped: () => { readonly [path: string]: string };
};

/** Problem with a place, raised while modules are found and compiled. */
type Failure = { readonly message: string; readonly place: SandboxPlace | null };

/** Finds, reads, strips and compiles the files of a fleet. */
function createLoader(
  request: SandboxRequest,
  realm: Realm,
  node: { readonly fs: typeof FileSystem; readonly path: typeof Path; readonly vm: typeof Vm; readonly strip: (text: string) => string },
  fail: (failure: Failure) => Error,
): Loader {
  const { fs, path, vm } = node;
  const modules = new Map<string, Vm.Module>();
  const commonJs = new Map<string, { exports: unknown }>();
  const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
  const strippedTexts: { [path: string]: string } = {};

  const inFolder = (full: string) => {
    const step = path.relative(request.folder, full);
    return step !== '' && step !== '..' && !step.startsWith(`..${path.sep}`) && !path.isAbsolute(step);
  };

  const findSpecifier = (from: string, text: string, specifier: string): SandboxPlace => {
    const offset = Math.max(text.indexOf(`'${specifier}'`), text.indexOf(`"${specifier}"`), text.indexOf(`\`${specifier}\``));
    const lines = text.slice(0, Math.max(offset, 0)).split('\n');
    return { file: from, line: offset < 0 ? 0 : lines.length, column: (lines.at(-1) ?? '').length + 1 };
  };

  const resolve = (specifier: string, from: string, text: string): string => {
    const refuse = (why: string) => fail({ message: `import of "${specifier}": ${why}`, place: findSpecifier(from, text, specifier) });
    if (!/^\.\.?\//.test(specifier)) throw refuse('a fleet file may only import "omniclaw" and relative files of its own folder');
    const wanted = path.resolve(path.dirname(from), specifier);
    if (!inFolder(wanted)) throw refuse('it is outside the folder of the fleet file');
    const swapped = wanted.replace(/\.([mc]?)js$/, '.$1ts');
    const candidates = [wanted, ...(swapped === wanted ? [] : [swapped]), ...extensions.map((extension) => wanted + extension)];
    const found = candidates.find((candidate) => fs.statSync(candidate, { throwIfNoEntry: false })?.isDirectory() === false);
    if (found === undefined) throw refuse('there is no such file');
    const real = fs.realpathSync.native(found);
    if (!inFolder(real)) throw refuse('it is a link out of the folder of the fleet file');
    if (!extensions.includes(path.extname(real))) throw refuse(`only ${extensions.join(' ')} can be imported`);
    return real;
  };

  const read = (full: string): string => {
    const fd = fs.openSync(full, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    try {
      const stat = fs.fstatSync(fd);
      if (!stat.isFile()) throw fail({ message: `"${path.basename(full)}" is not a regular file`, place: null });
      if (stat.size > request.maxFileBytes) throw fail({ message: `"${path.basename(full)}" is larger than ${request.maxFileBytes} bytes`, place: null });
      return fs.readFileSync(fd, 'utf8').replace(/^\uFEFF/, '');
    } finally {
      fs.closeSync(fd);
    }
  };

  const importDynamically = async (specifier: string, from: string, text: string) => {
    const module = load(specifier, from, text);
    if (module.status === 'unlinked') await module.link(linkFrom);
    if (module.status === 'linked') await module.evaluate();
    return module;
  };

  const compileModule = (full: string, text: string): Vm.Module =>
    new vm.SourceTextModule(text, {
      context: realm.context,
      identifier: full,
      initializeImportMeta: (meta) => {
        Object.assign(meta, { url: `file://${encodeURI(full)}`, filename: full, dirname: path.dirname(full) });
      },
      importModuleDynamically: (specifier: string) => importDynamically(specifier, full, text),
    });

  const compileFunction = (full: string, text: string): object =>
    vm.compileFunction(text, ['module', 'exports', 'require', '__filename', '__dirname'], {
      parsingContext: realm.context,
      filename: full,
      importModuleDynamically: (specifier: string) => importDynamically(specifier, full, text),
    });

  const synthetic = (full: string, exported: () => unknown): Vm.Module => {
    const module = new vm.SyntheticModule(['default'], () => module.setExport('default', exported()), { context: realm.context, identifier: full });
    return module;
  };

  const runCommonJs = (full: string, text: string, body: object): unknown => {
    const known = commonJs.get(full);
    if (known !== undefined) return known.exports;
    const module: { exports: unknown } = Object.assign(Object(realm.parseJson('{}')), { exports: realm.parseJson('{}') });
    commonJs.set(full, module);
    const require = realm.makeRequire((specifier) => requireFrom(specifier, full, text));
    Reflect.apply(Object(body), module.exports, [module, module.exports, require, full, path.dirname(full)]);
    return module.exports;
  };

  /** Returns the problem instead of throwing it: no error of ours may reach user code. */
  const requireFrom = (specifier: string, from: string, text: string): string => {
    try {
      realm.takeRequired(requireValue(specifier, from, text));
      return '';
    } catch (error) {
      if (error instanceof Error) return error.message;
      throw error;
    }
  };

  const requireValue = (specifier: string, from: string, text: string): unknown => {
    if (specifier === 'omniclaw') return realm.library;
    const full = resolve(specifier, from, text);
    const known = commonJs.get(full);
    if (known !== undefined) return known.exports;
    const inner = read(full);
    if (full.endsWith('.json')) return realm.parseJson(inner);
    const compiled = compile(full, inner);
    if (compiled.kind === 'module') throw fail({ message: `require of "${specifier}": it is an ES module; use import`, place: findSpecifier(from, text, specifier) });
    return runCommonJs(full, compiled.text, compiled.body);
  };

  type Compiled = { readonly kind: 'module'; readonly module: Vm.Module } | { readonly kind: 'commonjs'; readonly text: string; readonly body: object };

  /** ES module or CommonJS is decided by what the text is, never by a package.json. */
  const compileText = (full: string, text: string): Compiled => {
    try {
      if (!/\.m[jt]s$/.test(full)) return { kind: 'commonjs', text, body: compileFunction(full, text) };
    } catch (commonJsProblem) {
      try {
        return { kind: 'module', module: compileModule(full, text) };
      } catch (moduleProblem) {
        throw /import|export|await|already been declared/.test(String(commonJsProblem)) ? moduleProblem : commonJsProblem;
      }
    }
    return { kind: 'module', module: compileModule(full, text) };
  };

  const placeOfSyntaxError = (full: string, error: unknown): SandboxPlace => {
    const stack = String(Object(error).stack);
    const caret = /^(?:.*):(\d+)\n.*\n( *)\^/.exec(stack);
    return { file: full, line: Number(caret?.[1] ?? 0), column: (caret?.[2] ?? '').length + 1 };
  };

  const compile = (full: string, text: string): Compiled => {
    const typed = /\.[cm]?ts$/.test(full);
    // `f<T>(x)` is also JavaScript, with another meaning: a text that may hold type arguments is always stripped.
    const mayMislead = typed && /<[^]*?>/.test(text.replaceAll('=>', '  '));
    try {
      if (!mayMislead) return compileText(full, text);

    } catch (error) {
      if (!typed) throw fail({ message: `syntax error: ${Object(error).message}`, place: placeOfSyntaxError(full, error) });
    }
    try {
      const stripped = node.strip(text);
      strippedTexts[full] = stripped;
      return compileText(full, stripped);
    } catch (error) {
      throw fail({ message: `syntax error: ${Object(error).message}`, place: placeOfSyntaxError(full, error) });
    }
  };

  const load = (specifier: string, from: string, text: string): Vm.Module => {
    if (specifier === 'omniclaw') return libraryModule();
    return loadFile(resolve(specifier, from, text));
  };

  const loadFile = (full: string): Vm.Module => {
    const known = modules.get(full);
    if (known !== undefined) return known;
    const text = read(full);
    const module = full.endsWith('.json') ? loadJson(full, text) : moduleOf(full, compile(full, text));
    modules.set(full, module);
    texts.set(module, text);
    return module;
  };

  const moduleOf = (full: string, compiled: Compiled): Vm.Module =>
    compiled.kind === 'module' ? compiled.module : synthetic(full, () => runCommonJs(full, compiled.text, compiled.body));

  const loadJson = (full: string, text: string): Vm.Module => {
    try {
      const value = realm.parseJson(text);
      return synthetic(full, () => value);
    } catch (error) {
      const place = /line (\d+) column (\d+)/.exec(String(error));
      throw fail({ message: `"${path.basename(full)}" is not JSON`, place: { file: full, line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1) } });
    }
  };

  const libraryModule = (): Vm.Module => {
    const known = modules.get('omniclaw');
    if (known !== undefined) return known;
    const names = Object.keys(realm.library);
    const module = new vm.SyntheticModule(
      ['default', ...names],
      () => {
        module.setExport('default', realm.library);
        for (const name of names) module.setExport(name, Reflect.get(realm.library, name));
      },
      { context: realm.context, identifier: 'omniclaw' },
    );
    modules.set('omniclaw', module);
    return module;
  };

  const texts = new Map<Vm.Module, string>();
  const linkFrom = (specifier: string, from: Vm.Module) => load(specifier, from.identifier, texts.get(from) ?? '');

  const root = async (full: string) => {
    const text = read(full);
    const compiled = compile(full, text);
    if (compiled.kind === 'commonjs') {
      const exported = runCommonJs(full, compiled.text, compiled.body);
      const inner = exported !== null && typeof exported === 'object' && Reflect.get(exported, '__esModule') === true ? Reflect.get(exported, 'default') : exported;
      return { exported: inner, found: !(typeof inner === 'object' && inner !== null && Reflect.ownKeys(inner).length === 0) };
    }
    modules.set(full, compiled.module);
    texts.set(compiled.module, text);
    await compiled.module.link(linkFrom);
    await compiled.module.evaluate({ timeout: 10_000 });
    const { namespace } = compiled.module;
    return { exported: Reflect.get(namespace, 'default'), found: Reflect.has(namespace, 'default') };
  };

  return { root, stripped: () => strippedTexts };
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
  const node = { fs, vm, path: getBuiltinModule('node:path'), strip: (text: string) => nodeModule.stripTypeScriptTypes(text) };
  const loader = createLoader(request, realm, node, fail);

  const answer = (result: Pick<SandboxAnswer, 'value' | 'unfit' | 'failure'>) => {
    const bytes = Buffer.from(JSON.stringify({ nonce: request.nonce, ...result, stripped: loader.stripped() }));
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
  const answerOffence = (offence: { message: string; stack: string }) =>
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
  loader.root(request.path).then(({ exported, found }) => {
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
  const parts = [prepareRealm, createRealm, lockDown, createLoader, encodeValue, describeExport, describeThrown];
  const library = `{ defineFleet: ${String(defineFleet)}, env: ${String(env)}, file: ${String(file)}, command: ${String(command)} }`;
  return `'use strict';\n${parts.map(String).join('\n')}\n(${String(runSandbox)})(${JSON.stringify(library)});\n`;
}
