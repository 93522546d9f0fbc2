/**
 * Loaded before a test file. Wraps uvu so that everything it keeps quiet about is written down: hooks that throw,
 * suites that are never run or hold no test, `.only` and `.skip`. The report goes to the file that the gate names.
 */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

export type SuiteReport = { readonly name: string; declared: number; passed: number; run: string; readonly problems: string[] };

declare global {
  var gateSuites: SuiteReport[];
}

globalThis.gateSuites = [];
const report = process.env['OC_GATE_REPORT'] ?? '';
const problems: string[] = [];
process.on('uncaughtExceptionMonitor', (thrown) =>
  problems.push(`uncaught: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`),
);
process.on('exit', () => writeFileSync(report, JSON.stringify({ suites: globalThis.gateSuites, problems })));

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    return specifier === 'uvu' && !(context.parentURL ?? '').startsWith('observed:')
      ? { ...resolved, url: `observed:${resolved.url}`, format: 'module', shortCircuit: true }
      : resolved;
  },
  load: (url, context, next) =>
    url.startsWith('observed:')
      ? { format: 'module', source: wrapper(url.slice('observed:'.length)), shortCircuit: true }
      : next(url, context),
});

/** Source of the module that stands in for uvu. */
function wrapper(real: string): string {
  return `
    import * as uvu from ${JSON.stringify(real)};
    const words = (thrown) => thrown instanceof Error ? [thrown.stack ?? thrown.message, thrown.details].filter(Boolean).join('\\n') : 'threw ' + String(thrown) + ', which is not an Error';
    const wrap = (inner, name) => {
      const entry = { name, declared: 0, passed: 0, run: 'no', problems: [] };
      globalThis.gateSuites.push(entry);
      const handler = (title, body) => async (context) => {
        try { await body(context); entry.passed += 1; }
        catch (thrown) { entry.problems.push(title + ': ' + words(thrown)); throw thrown instanceof Error ? thrown : new Error(words(thrown)); }
      };
      const hook = (title, body) => async (context) => {
        try { await body(context); } catch (thrown) { entry.problems.push(title + ' hook: ' + words(thrown)); }
      };
      const test = (title, body) => { entry.declared += 1; inner(title, handler(title, body)); };
      test.only = (title) => { entry.declared += 1; entry.problems.push(title + ': ".only" hides other tests'); };
      test.skip = (title) => { entry.problems.push(String(title) + ': is skipped'); };
      test.before = (body) => inner.before(hook('before', body));
      test.after = (body) => inner.after(hook('after', body));
      test.before.each = (body) => inner.before.each(hook('before.each', body));
      test.after.each = (body) => inner.after.each(hook('after.each', body));
      test.run = () => { entry.run = 'yes'; inner.run(); };
      return test;
    };
    export const suite = (name = '', state = {}) => wrap(uvu.suite(name, state), name);
    export const test = new Proxy(() => {}, { get: (_, key) => lazy()[key], apply: (_, self, args) => lazy()(...args) });
    let single;
    const lazy = () => (single ??= wrap(uvu.suite(''), ''));
    export const exec = uvu.exec;
  `;
}
