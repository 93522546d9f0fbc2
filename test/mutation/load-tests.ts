/**
 * Loads test files into this process, as often as wanted: code that runs while modules are loaded can be run again with a
 * mutant in it, by loading the module anew and all that import it. Stands in for uvu (which would run the tests at once)
 * and makes properties short and repeatable.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { guardLoops } from './guard-loops.ts';

export type LoadedTest = { readonly id: string; readonly name: string; readonly run: () => unknown };

/** How often a property is tried with one mutant. It has the same seed every time. */
const PROPERTY_RUNS = 8;

/** Tests about how much can be done; with a mutant they only cost time. */
const UNSUITABLE = /\b(?:10,000|500) gateways\b|\bthe checker\b|\bevery fix of a fleet of bases\b/;

declare global {
  /** What `suite(...)` and `test(...)` of the file that is being loaded have declared. */
  var declaredTests: { suite: string; title: string; body: (context: object) => unknown; state: object }[];
}

const UVU = `
  const refuse = () => { throw new Error('hooks and .only are not known to the mutation runner'); };
  export const suite = (name = '', state = {}) => Object.assign(
    (title, body) => { globalThis.declaredTests.push({ suite: name, title, body, state }); },
    { run() {}, before: refuse, after: refuse, only: refuse, skip: refuse },
  );
  export const test = suite('');
`;

const FAST_CHECK = (real: string) => `
  import fc from ${JSON.stringify(real)};
  const few = (given = {}) => ({ ...given, seed: 1, endOnFailure: true, numRuns: Math.min(given.numRuns ?? 100, ${PROPERTY_RUNS}) });
  export default { ...fc, assert: (property, parameters) => fc.assert(property, few(parameters)) };
`;

function readModule(path: string): string {
  const source = stripTypeScriptTypes(readFileSync(path, 'utf8'));
  return /\/src\/(?:plan|fleet)\//.test(path) ? guardLoops(source) : source;
}

export type TestLoader = {
  readonly load: (file: string) => Promise<LoadedTest[]>;
  /** From now on `load` loads this module anew, and all that depend on it; others are those of the first time. */
  readonly renew: (module: string) => void;
  /** Whether a test file that was loaded before has anything to do with the module that was renewed. */
  readonly isConcerned: (file: string) => boolean;
};

/** To be called once in a process. `root`: the folder of the project, or a copy. Only modules in it are ever loaded again. */
export function createTestLoader(root: string): TestLoader {
  const ours = pathToFileURL(join(root, '/')).href;
  const isOurs = (url: string) => url.startsWith(ours) && !url.includes('/node_modules/');
  const plain = (url: string) => url.slice(0, (url.indexOf('?') + 1 || url.length + 1) - 1);
  const sources = new Map<string, string>();
  const importers = new Map<string, Set<string>>();
  let [generation, renewed] = [0, new Set<string>()];
  const versionOf = (url: string) => (renewed.has(url) ? `${url}?${generation}` : url);

  registerHooks({
    resolve: (specifier, context, next) => {
      const parent = plain(context.parentURL ?? '');
      if (specifier === 'uvu') return { url: 'stand-in:uvu', format: 'module', shortCircuit: true };
      const resolved = next(specifier, context);
      if (specifier === 'fast-check' && isOurs(parent)) return { ...resolved, url: `stand-in:${resolved.url}`, shortCircuit: true };
      if (!isOurs(resolved.url)) return resolved;
      const url = plain(resolved.url);
      importers.set(url, (importers.get(url) ?? new Set()).add(parent));
      return { ...resolved, url: versionOf(url) };
    },
    load: (url, context, next) => {
      if (url === 'stand-in:uvu') return { format: 'module', source: UVU, shortCircuit: true };
      if (url.startsWith('stand-in:')) return { format: 'module', source: FAST_CHECK(url.slice('stand-in:'.length)), shortCircuit: true };
      if (!isOurs(url) || !plain(url).endsWith('.ts')) return next(url, context);
      const path = fileURLToPath(plain(url));
      const source = sources.get(path) ?? readModule(path);
      sources.set(path, source);
      return { format: 'module', source, shortCircuit: true };
    },
  });

  const load = async (file: string): Promise<LoadedTest[]> => {
    globalThis.declaredTests = [];
    await import(versionOf(pathToFileURL(join(root, file)).href));
    const seen = new Map<string, number>();
    return globalThis.declaredTests
      .filter(({ title }) => !UNSUITABLE.test(title))
      .map(({ suite, title, body, state }) => {
        const name = `${suite}: ${title}`;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        const run = (): unknown => {
          globalThis.loopTurns.count = 0;
          return body({ ...state });
        };
        return { id: `${file}|${name}${count > 1 ? ` #${count}` : ''}`, name, run };
      });
  };
  return {
    load,
    renew: (module) => {
      generation += 1;
      renewed = new Set([pathToFileURL(module).href]);
      for (const url of renewed) for (const importer of importers.get(url) ?? []) renewed.add(importer);
    },
    isConcerned: (file) => renewed.has(pathToFileURL(join(root, file)).href),
  };
}
