/* Runs in the sandbox child as text: see sandbox-program.ts for what that asks of this file. */
import type * as Vm from 'node:vm';
import { type Compiled, createCompiler } from './sandbox-compiler.ts';
import { createFiles, type Files, type Importer, type Sandbox } from './sandbox-files.ts';

type CommonJs = { readonly run: (from: Importer, body: object) => unknown };

/** Runs CommonJS files, each once. */
export function createCommonJs({ realm, path, fail }: Sandbox, files: Files, compile: (from: Importer) => Compiled): CommonJs {
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
    if (compiled.kind === 'module')
      throw fail({ message: `require of "${specifier}": it is an ES module; use import`, place: files.placeOf(specifier, from) });
    return run(inner, compiled.body);
  };

  return { run };
}

type Loader = {
  readonly loadRoot: (file: string) => Promise<{ readonly exported: unknown; readonly found: boolean }>;
  readonly stripped: { readonly [path: string]: string };
};

/** Links the files of a fleet into one graph of modules and runs it. */
export function createLoader(sandbox: Sandbox): Loader {
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

  const synthetic = (names: readonly string[], exportOf: (name: string) => unknown, identifier: string): Vm.Module => {
    const module = new vm.SyntheticModule(
      [...names],
      () => {
        for (const name of names) module.setExport(name, exportOf(name));
      },
      {
        context: realm.context,
        identifier,
      },
    );
    return module;
  };

  const jsonModule = ({ file, text }: Importer): Vm.Module => {
    try {
      const value = realm.parseJson(text);
      return synthetic(['default'], () => value, file);
    } catch (error) {
      const place = /line (\d+) column (\d+)/.exec(String(error));
      throw fail({
        message: `"${path.basename(file)}" is not JSON`,
        place: { file, line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1) },
      });
    }
  };

  const codeModule = (from: Importer): Vm.Module => {
    const compiled = compile(from);
    return compiled.kind === 'module' ? compiled.module : synthetic(['default'], () => commonJs.run(from, compiled.body), from.file);
  };

  const libraryModule = (): Vm.Module =>
    synthetic(
      ['default', ...Object.keys(realm.library)],
      (name) => (name === 'default' ? realm.library : Reflect.get(realm.library, name)),
      'omniclaw',
    );

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
export function exportOfCommonJs(exports: unknown): { readonly exported: unknown; readonly found: boolean } {
  const isObject = exports !== null && typeof exports === 'object';
  if (isObject && Reflect.get(exports, '__esModule') === true)
    return { exported: Reflect.get(exports, 'default'), found: Reflect.has(exports, 'default') };
  return { exported: exports, found: !(isObject && Reflect.ownKeys(exports).length === 0) };
}
