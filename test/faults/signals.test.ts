/** Signals, outputs and terminals that close: apply ends at a step, and the oracle holds. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { processesInside, type Ran, type Sandbox } from '../stories/sandbox.ts';
import { PATIENCE_MS } from '../stories/until.ts';
import { catchApply, declareAnew } from './catch-apply.ts';
import { DRIVERS, type DriverName, type FaultBox, openBox } from './fault-box.ts';
import { gateMarks } from './start-apply.ts';
import { assertConverges } from './world.ts';

const ROUNDS = {
  supervisor: [
    ['SIGINT', 1],
    ['SIGTERM', 1],
    ['SIGHUP', 1],
    ['SIGINT', 2],
  ],
  systemd: [
    ['SIGINT', 1],
    ['SIGINT', 2],
  ],
} as const satisfies { readonly [driver in DriverName]: readonly (readonly [NodeJS.Signals, 1 | 2])[] };

for (const driver of DRIVERS) {
  const signals = suite<{ box: FaultBox }>(`signals, ${driver}`);

  signals.before.each(async (context) => {
    context.box = await openBox(driver);
  });
  signals.after.each(async ({ box }) => {
    await box.close();
  });

  signals('one signal ends the step under way; a second one ends at once, as safe as kill -9', async ({ box }) => {
    for (const [signal, times] of ROUNDS[driver]) {
      const run = await catchApply(box, '"kind":"service","id":"omniclaw-gateway-main.service","status":"started"', signal);
      if (times === 2) run.kill(signal);
      const { code, out } = await run.ended;
      assert.is(code, 130, `${signal} ${times}: ${out}`);
      if (times === 1) assert.match(out.trim().split('\n').at(-1) ?? '', '"type":"summary","outcome":"interrupted"');
      await assertConverges(box, `${signal}, ${times} times`);
    }
  });

  // What outputs and terminals do is the same under every driver.
  if (driver === 'supervisor') {
    signals('outputs that are closed or full are no reason to stop', async ({ box }) => {
      const lines = ['"$@" >&-', '"$@" >/dev/full', '"$@" --json >&- 2>&-', '"$@" --json | head -1'];
      for (const line of lines) {
        await declareAnew(box, 'stopped');
        const { code, err } = await shell(box, `set -o pipefail; ${line}`);
        assert.is(code, 0, `${line}: ${err}`);
        assert.match((await box.run('apply', '--yes')).out, 'nothing to do', line);
      }
    });

    signals('Ctrl-C in a terminal, once and twice: the same as a signal, and the cursor is there again', async ({ box }) => {
      for (const times of [1, 2]) {
        const { code, out } = await interruptInTerminal(box, times);
        assert.is(code, 130, out);
        assert.match(out, 'interrupted: finishing the step under way');
        if (times === 1) assert.match(out, 'interrupted: applied', out);
        assert.ok(out.lastIndexOf('\u001b[?25h') > out.lastIndexOf('\u001b[?25l'), 'the cursor is shown');
        await assertConverges(box, `Ctrl-C, ${times} times`);
      }
    });

    signals('a terminal that is closed ends it at a step', async ({ box }) => {
      await declareAnew(box);
      const terminal = openTerminal(box);
      await new Promise<void>((resolve) => {
        terminal.stdout.setEncoding('utf8').on('data', (text: string) => text.includes('wave 1') && resolve());
      });
      terminal.kill('SIGKILL');
      const deadline = performance.now() + PATIENCE_MS;
      while ((await appliesOf(box)).length > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(await appliesOf(box), [], 'it ended');
      await assertConverges(box, 'terminal closed');
    });
  }

  signals.run();
}

/** An apply that has a terminal to itself. */
function openTerminal(box: Sandbox): ChildProcessByStdio<Writable, Readable, null> {
  return spawn(needTool('script'), ['-qfec', `exec "${process.execPath}" "${PROGRAM}" apply --yes`, '/dev/null'], {
    cwd: box.folder,
    env: { ...gateMarks(), ...box.environment, SHELL: '/bin/sh', TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** Types Ctrl-C when the list of gateways is shown, and again when the first one was heard. An apply that has ended by then: once more. */
async function interruptInTerminal(box: Sandbox, times: number): Promise<{ readonly code: number | null; readonly out: string }> {
  for (let tries = 0; tries < 20; tries += 1) {
    await declareAnew(box);
    const terminal = openTerminal(box);
    let out = '';
    let typed = 0;
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const heard = typed === 0 ? '\u001b[?25l' : 'interrupted: finishing';
      if (typed === times || !out.includes(heard)) return;
      typed += 1;
      terminal.stdin.write('\u0003');
    });
    const code = await new Promise<number | null>((resolve) => terminal.once('close', resolve));
    if (out.includes('interrupted: finishing')) return { code, out };
  }
  throw new Error('every apply had ended before the key');
}

/** Processes of the sandbox that are an apply. */
async function appliesOf(box: Sandbox): Promise<number[]> {
  const found = await Promise.all(
    (await processesInside(box.home)).map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return line.split('\0').includes('apply') ? [pid] : [];
    }),
  );
  return found.flat();
}

/** Runs apply through a shell line, in which "$@" stands for it. */
function shell(box: Sandbox, line: string): Promise<Ran> {
  const child = spawn('bash', ['-c', line, 'bash', process.execPath, PROGRAM, 'apply', '--yes'], {
    cwd: box.folder,
    env: { ...gateMarks(), ...box.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') })));
}
