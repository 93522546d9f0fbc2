/* Runs in the sandbox child as text: see sandbox-program.ts for what that asks of this file. */
import type * as Vm from 'node:vm';
import type { Importer, Sandbox } from './sandbox-files.ts';

/** `body`: the function a CommonJS file is run as. */
export type Compiled = { readonly kind: 'module'; readonly module: Vm.Module } | { readonly kind: 'commonjs'; readonly body: object };

type Compiler = {
  readonly compile: (from: Importer) => Compiled;
  readonly stripped: { readonly [path: string]: string };
};

/** Strips and compiles. ES module or CommonJS is decided by what the text is, never by a package.json. */
export function createCompiler(
  { realm, path, vm, strip, fail }: Sandbox,
  importDynamically: (specifier: string, from: Importer) => Promise<Vm.Module>,
): Compiler {
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
    return fail({
      message: `syntax error: ${Object(error).message}`,
      place: { file, line: Number(caret?.[1] ?? 0), column: (caret?.[2] ?? '').length + 1 },
    });
  };

  const compile = (from: Importer): Compiled => {
    const typed = /\.[cm]?ts$/.test(from.file);
    // `f<T>(x)` is also JavaScript, with another meaning: a text that may hold type arguments is always stripped.
    const mayMislead = typed && /<[\s\S]*?>/.test(from.text.replaceAll('=>', '  '));
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
