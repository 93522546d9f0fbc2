/* Runs in the sandbox child as text: see sandbox-program.ts for what that asks of this file. */
import type * as Vm from 'node:vm';

export type Realm = {
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
export type SettleDone = (how: 'value' | 'throw' | 'returned', value: unknown) => void;

export type Offence = { readonly message: string; readonly stack: string };

/** Takes away from inside the realm what can wait, share memory or print. Returns the first offence, if any. */
export function guardRealm(): () => Offence | null {
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

  const methods = [
    'log',
    'info',
    'warn',
    'error',
    'debug',
    'trace',
    'dir',
    'table',
    'group',
    'groupEnd',
    'assert',
    'time',
    'timeEnd',
    'count',
  ];
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
export function prepareRealm(library: object): Omit<Realm, 'context'> {
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
export function createRealm(vm: typeof Vm, library: string): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const prepared: Omit<Realm, 'context'> = vm.runInContext(
    `'use strict'; ${String(guardRealm)} (${String(prepareRealm)})(${library})`,
    context,
  );
  return { ...prepared, context };
}

/** Takes away from the outer realm what a leaked object could lead to. The evaluator has taken what it needs before. */
export function lockDown(): void {
  const needed =
    /^(_events|_eventsCount|_maxListeners|_exiting|nextTick|emitWarning|version|versions|platform|reallyExit|exitCode|domain)$/;
  for (const name of Reflect.ownKeys(process)) if (!needed.test(String(name))) Reflect.deleteProperty(process, name);
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'navigator', 'require', 'module', 'Worker', 'SharedArrayBuffer', 'Atomics'])
    Reflect.deleteProperty(globalThis, name);
  for (const intrinsic of [Object, Function, Array, Promise, String, Map, Set, RegExp]) {
    Object.freeze(intrinsic);
    Object.freeze(intrinsic.prototype);
  }
}
