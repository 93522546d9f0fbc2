import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type EvaluationLimits, startEvaluation } from '../../src/load/evaluation.ts';
import { brief, inFolder, loadPath } from './load-text.ts';

/*
 * The escape pack. An attempt is an expression; when it has any effect or yields anything of the outside, it is an
 * escape. `PORT` and `MARK` stand for a port that listens and a file that must not appear.
 */
const attempts: { readonly [name: string]: string } = {
  'write by import': `(await import('node:fs')).writeFileSync('MARK', 'x')`,
  'write by require': `require('fs').writeFileSync('MARK', 'x')`,
  'write by getBuiltinModule': `process.getBuiltinModule('fs').writeFileSync('MARK', 'x')`,
  'write by process.binding': `process.binding('fs')`,
  'write by process._linkedBinding': `process._linkedBinding('fs')`,
  'write by createRequire': `(await import('node:module')).createRequire('/')('fs').writeFileSync('MARK', 'x')`,
  'write by import.meta': `import.meta.require('fs')`,
  'resolve by import.meta': `import.meta.resolve('fs')`,
  'write by main module': `process.mainModule.require('fs')`,
  'native code': `process.dlopen({ exports: {} }, '/lib/x.node')`,
  spawn: `(await import('node:child_process')).execSync('touch MARK')`,
  worker: `new (await import('node:worker_threads')).Worker('1', { eval: true })`,
  'global worker': `new Worker('data:text/javascript,')`,
  kill: `process.kill(process.ppid, 0)`,
  pid: `process.ppid + process.pid`,
  environment: `Object.keys(process.env).length`,
  arguments: `process.argv.join()`,
  'connect by fetch': `await fetch('http://127.0.0.1:PORT/')`,
  'connect by WebSocket': `new WebSocket('ws://127.0.0.1:PORT/')`,
  'connect by EventSource': `new EventSource('http://127.0.0.1:PORT/')`,
  'connect by net': `(await import('node:net')).connect(PORT, '127.0.0.1')`,
  'connect by http': `(await import('node:http')).get('http://127.0.0.1:PORT/')`,
  'connect by http2': `(await import('node:http2')).connect('http://127.0.0.1:PORT/')`,
  'connect by tls': `(await import('tls')).connect(PORT, '127.0.0.1')`,
  'send by dgram': `(await import('node:dgram')).createSocket('udp4').send('x', PORT, '127.0.0.1')`,
  'resolve a name': `(await import('node:dns')).lookup('localhost', () => {})`,
  'connect by an imported address': `await import('http://127.0.0.1:PORT/x.mjs')`,
  inspector: `(await import('node:inspector')).open(PORT)`,
  wasi: `new (await import('node:wasi')).WASI({ version: 'preview1' })`,
  sqlite: `new (await import('node:sqlite')).DatabaseSync('MARK')`,
  'read a file by import': `await import('/etc/passwd')`,
  'read a file by URL': `await import('file:///etc/passwd')`,
  'read a file by dots': `await import('../../../../../../etc/passwd')`,
  'read a file by link': `(await import('./link.json')).default`,
  'read a file by linked folder': `(await import('./linked/passwd')).default`,
  'read a file by text assertion': `await import('/etc/passwd', { with: { type: 'text' } })`,
  eval: `eval('1')`,
  'indirect eval': `(0, eval)('1')`,
  'new Function': `new Function('return 1')()`,
  'Function by constructor': `(() => {}).constructor('return 1')()`,
  AsyncFunction: `(async () => {}).constructor('return 1')()`,
  GeneratorFunction: `(function* () {}).constructor('return 1')()`,
  'outer realm by import promise': `import('omniclaw').constructor.constructor('return process')().version`,
  'outer realm by import error': `await import('node:fs').catch((e) => e.constructor.constructor('return process')().version)`,
  'outer realm by module namespace': `(await import('omniclaw')).env.constructor.constructor('return process')()`,
  'outer realm by require': `require.constructor('return process')()`,
  'outer realm by import.meta': `import.meta.constructor.constructor('return process')()`,
  'outer realm by stack overflow': `(() => { const f = () => { try { f() } catch (e) { return e.constructor.constructor('return process')() } }; return f() })()`,
  'outer realm by call sites': `(() => { Error.prepareStackTrace = (_, frames) => frames.map((frame) => frame.getThis() ?? frame.getFunction()).filter((thing) => thing && thing !== globalThis && typeof thing === 'object'); const found = new Error('x').stack; Error.prepareStackTrace = undefined; if (found.length === 0) throw new Error('none'); return found.length })()`,
  'outer realm by globalThis': `globalThis.constructor.constructor('return process')()`,
  'global process by prototype': `Object.getPrototypeOf(process).constructor('return 1')()`,
  'shared memory': `new SharedArrayBuffer(8)`,
  waiting: `Atomics.wait(new Int32Array(8), 0, 0, 1000)`,
  timer: `setTimeout(() => {}, 1)`,
  'microtask queue': `queueMicrotask(() => {})`,
  WebAssembly: `new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })`,
  buffers: `Buffer.from('x')`,
  navigator: `navigator.hardwareConcurrency`,
  performance: `performance.now()`,
  storage: `localStorage.setItem('a', 'b')`,
};

const test = suite('load: sandbox');

function attemptFile(port: number, mark: string): string {
  const fill = (text: string) => text.replaceAll('PORT', String(port)).replaceAll('MARK', mark);
  const cases = Object.entries(attempts).map(([name, code]) => `  ${JSON.stringify(name)}: async () => (${fill(code)}),`);
  return `const attempts = {\n${cases.join('\n')}\n};
const labels = {};
for (const [name, attempt] of Object.entries(attempts)) {
  try { labels[name] = 'ESCAPED ' + String(await attempt()) } catch (error) { labels[name] = 'held: ' + String(error) }
}
export default { gateways: { main: { labels } } };
`;
}

async function countConnections<T>(run: (port: number) => Promise<T>): Promise<{ readonly result: T; readonly connections: number }> {
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    const result = await run(address !== null && typeof address === 'object' ? address.port : 0);
    return { result, connections };
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

for (const name of ['omniclaw.fleet.mjs', 'omniclaw.fleet.ts']) {
  test(`holds every attempt of ${name}`, async () => {
    await inFolder({}, async (outside) => {
      const mark = join(outside, 'mark');
      const { result, connections } = await countConnections((port) =>
        inFolder({ [name]: attemptFile(port, mark) }, async (folder) => {
          symlinkSync('/etc/passwd', join(folder, 'link.json'));
          symlinkSync('/etc', join(folder, 'linked'));
          const loaded = await loadPath(join(folder, name));
          return { loaded, left: readdirSync(folder).sort() };
        }),
      );
      assert.equal(result.loaded.findings.map(brief), []);
      const labels = result.loaded.spec?.gateways[0]?.labels ?? {};
      assert.equal(Object.keys(labels).sort(), Object.keys(attempts).sort());
      for (const [attempt, outcome] of Object.entries(labels)) assert.match(outcome, /^held: /, attempt);
      assert.is(connections, 0);
      assert.not.ok(existsSync(mark));
      assert.equal(result.left, ['link.json', 'linked', name].sort());
    });
  });
}

test('holds a CommonJS file', async () => {
  await inFolder(
    {
      'omniclaw.fleet.cjs': `
const labels = {};
for (const [name, run] of Object.entries({
  fs: () => require('fs'), builtin: () => require('node:net'), module: () => module.constructor._load('fs'), parent: () => module.require('fs'),
  cache: () => Object.keys(require.cache), main: () => require.main.require('fs'), this: () => this.constructor.constructor('return process')(),
  paths: () => require.resolve('fs'), callee: () => arguments.callee.caller.name, function: () => require.constructor('return 1')(),
})) { try { labels[name] = 'ESCAPED ' + String(run()) } catch (error) { labels[name] = 'held: ' + String(error) } }
module.exports = { gateways: { main: { labels } } };
`,
    },
    async (folder) => {
      const { spec } = await loadPath(join(folder, 'omniclaw.fleet.cjs'));
      const labels = spec?.gateways[0]?.labels ?? {};
      assert.is(Object.keys(labels).length, 10);
      for (const [attempt, outcome] of Object.entries(labels)) assert.match(outcome, /^held: /, attempt);
    },
  );
});

const patches: readonly { readonly is: string; readonly code: string }[] = [
  { is: 'JSON', code: `JSON.stringify = () => '{"forged":1}'; JSON.parse = () => ({ forged: 1 });` },
  {
    is: 'Array.prototype',
    code: `Array.prototype.push = () => 0; Array.prototype.join = () => 'forged'; Array.prototype.includes = () => true; Array.isArray = () => false;`,
  },
  {
    is: 'Object',
    code: `Object.keys = () => []; Object.getPrototypeOf = () => null; Object.prototype.toJSON = () => 'forged'; Reflect.ownKeys = () => [];`,
  },
  { is: 'Promise.prototype', code: `Promise.prototype.then = function (ok) { ok({ forged: 1 }) };` },
  { is: 'Promise', code: `Promise.resolve = () => ({ forged: 1 }); Promise.withResolvers = null;` },
  {
    is: 'Function.prototype',
    code: `Function.prototype.call = () => 'forged'; Function.prototype.apply = () => 'forged'; Function.prototype.toString = () => 'class';`,
  },
  {
    is: 'String.prototype',
    code: `String.prototype.replaceAll = () => 'forged'; String.prototype.startsWith = () => true; String.prototype[Symbol.iterator] = null;`,
  },
  { is: 'Error', code: `Error.prepareStackTrace = () => { throw 1 }; globalThis.Error = null;` },
  {
    is: 'setters',
    code: `for (const key of ['nonce', 'line', 'value']) Object.defineProperty(Object.prototype, key, { __proto__: null, get: () => 'forged', set() {} });`,
  },
];

for (const { is, code } of patches) {
  test(`is not misled by a patched ${is}`, async () => {
    await inFolder({ 'omniclaw.fleet.mjs': `${code}\nexport default () => ({ gateways: { main: { port: 18789 } } });` }, async (folder) => {
      const { spec, findings } = await loadPath(join(folder, 'omniclaw.fleet.mjs'));
      assert.equal(findings.map(brief), []);
      assert.equal(
        spec?.gateways.map(({ name, port }) => [name, port]),
        [['main', 18789]],
      );
    });
  });
}

test('holds a file that overflows the stack inside an import', async () => {
  const code = `let r; const f = () => { try { import('omniclaw'); f() } catch (e) { r ??= e } }; f();
let outcome; try { outcome = 'ESCAPED ' + r.constructor.constructor('return process')() } catch (e) { outcome = 'held' }
export default { gateways: { main: { labels: { outcome } } } };`;
  await inFolder({ 'omniclaw.fleet.mjs': code }, async (folder) => {
    const { spec, findings } = await loadPath(join(folder, 'omniclaw.fleet.mjs'));
    if (spec === null) assert.is(findings[0]?.code, 'OC702');
    else assert.is(spec.gateways[0]?.labels.outcome, 'held');
  });
});

test('leaves no process behind after a file that hangs', async () => {
  await inFolder({ 'omniclaw.fleet.mjs': 'for (;;);' }, async (folder) => {
    await loadPath(join(folder, 'omniclaw.fleet.mjs'));
    if (process.platform !== 'linux') return;
    const commands = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(commandOf);
    assert.not.ok(commands.some((command) => command.includes(folder) && command.includes('--permission')));
  });
});

test('says whether a file was stopped for the processor time that it used, or for the time that went by', async () => {
  const limits = { cpuMs: 60_000, residentMiB: 512, heapMiB: 128, answerBytes: 1_000, wallMs: 60_000, longestWallMs: 60_000, pollMs: 5 };
  const facts = { platform: process.platform, home: '/home/ann', hostname: 'h', user: 'ann' };
  await inFolder({ 'omniclaw.fleet.mjs': 'for (;;);' }, async (folder) => {
    const endWith = async (own: Partial<EvaluationLimits>) =>
      (await startEvaluation(join(folder, 'omniclaw.fleet.mjs'), facts, new Map(), { ...limits, ...own }).result).failure?.message;
    assert.is(await endWith({ cpuMs: 200 }), 'the fleet file does not end: it was stopped after its share of processor time');
    assert.is(
      await endWith({ wallMs: 300, longestWallMs: 300 }),
      'the fleet file does not end within 0.3 s: it waits, or this machine is too busy to evaluate it',
    );
  });
});

function commandOf(pid: string): string {
  const path = `/proc/${pid}/cmdline`;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    assert.not.ok(existsSync(path), `${path} vanished while it was read, or it must be readable`);
    return '';
  }
}

test('refuses code without running it', async () => {
  await inFolder({ 'omniclaw.fleet.mjs': 'export default { gateways: {} };' }, async (folder) => {
    const error = await loadPath(join(folder, 'omniclaw.fleet.mjs'), 'refused').then(
      () => null,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof Error);
    assert.match(String(error), /is code, which "--no-exec" refuses to run/);
  });
});

test.run();
