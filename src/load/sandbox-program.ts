import { command, defineFleet, env, file } from '../fleet/define-fleet.ts';
import { createCompiler } from './sandbox-compiler.ts';
import { createFiles } from './sandbox-files.ts';
import { createCommonJs, createLoader, exportOfCommonJs } from './sandbox-loader.ts';
import type { Failure, SandboxAnswer, SandboxRequest } from './sandbox-messages.ts';
import { createRealm, guardRealm, lockDown, type Offence, prepareRealm } from './sandbox-realm.ts';
import { describeExport, describeThrown, encodeValue } from './sandbox-values.ts';

/*
 * The program of the child process that evaluates a fleet file. It reaches the child as text (`sandboxProgram`), so it
 * works from source and from a bundle alike: a function of the `sandbox-*` files takes what it needs as arguments and
 * names nothing but the functions in the list below. A test bundles and minifies it.
 *
 * User code runs in a V8 context of its own, which holds the language and nothing of Node: no process, no timers, no
 * network, no modules but the relative files we hand out. Behind it stand Node's permission model (no write, no spawn,
 * no worker, no addon; reads in the fleet's folder) and a process without code generation from strings, so that even
 * an object that leaked from the outer realm leads nowhere.
 */

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
    answerFailure({
      message: offence.message,
      place: describeThrown(Object.assign(realm.makeError(''), { stack: offence.stack }), request.folder, types.isNativeError).place,
    });

  const answerValue = (value: unknown, found: boolean, how: 'exports' | 'exports a function that returns') => {
    const plain =
      found &&
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value) &&
      !types.isProxy(value) &&
      [null, realm.objectPrototype].includes(Object.getPrototypeOf(value));
    if (!plain) {
      const what = found ? (types.isProxy(value) ? 'a Proxy' : typeof value === 'number' ? 'a number' : describeExport(value)) : 'nothing';
      return answerFailure({
        message: `the fleet file ${how} ${what}; it must export a fleet: export default defineFleet({ ... })`,
        place: null,
      });
    }
    const encoded = encodeValue(value, realm, types.isProxy, describeExport);
    const offence = realm.offence();
    return offence === null ? answer({ ...encoded, failure: null }) : answerOffence(offence);
  };

  process.on('beforeExit', () =>
    answerFailure({ message: 'the fleet file never settles: a promise it waits for is never resolved', place: null }),
  );
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
  const parts = [
    guardRealm,
    prepareRealm,
    createRealm,
    lockDown,
    createFiles,
    createCompiler,
    createCommonJs,
    createLoader,
    exportOfCommonJs,
    encodeValue,
    describeExport,
    describeThrown,
  ];
  const library = `{ defineFleet: ${String(defineFleet)}, env: ${String(env)}, file: ${String(file)}, command: ${String(command)} }`;
  return `'use strict';\n${parts.map(String).join('\n')}\n(${String(runSandbox)})(${JSON.stringify(library)});\n`;
}
