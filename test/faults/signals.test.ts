/** Signals, terminals that close, and locks whose holder sleeps: apply ends at a step, and the oracle holds. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { freeBase, processesInside, type Ran, type Sandbox } from '../stories/sandbox.ts';
import { PATIENCE_MS } from '../stories/until.ts';
import { DRIVERS, type DriverName, type FaultBox, openBox } from './fault-box.ts';
import { gateMarks, type RunningApply, startApply } from './start-apply.ts';
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

  // What the lock and the outputs do is the same under every driver.
  if (driver === 'supervisor') {
    signals('a holder of the lock that sleeps is waited for; the others go on when it wakes up, and when it is killed', async ({ box }) => {
      for (const end of ['SIGCONT', 'SIGKILL'] as const) {
        const holder = await catchApply(box, '"type":"step"', 'SIGSTOP');
        const refused = await box.run('apply', '--yes');
        assert.is(refused.code, 5, refused.out + refused.err);
        assert.match(refused.err, 'another omniclaw is changing this host');
        const waiting = box.start('apply', '--yes', '--lock-timeout', '120');
        assert.is((await box.run('apply', '--yes', '--lock-timeout', '1')).code, 5, 'the lock cannot be stolen');
        holder.kill(end);
        const waited = await waiting.ended;
        assert.is(waited.code, 0, waited.out + waited.err);
        const { code, signal } = await holder.ended;
        assert.equal([code, signal], end === 'SIGCONT' ? [0, null] : [null, 'SIGKILL']);
        await assertConverges(box, `the holder got ${end}`);
      }
    });

    signals('twenty applies at once: one works at a time, and each ends well or says that it is locked', async ({ box }) => {
      await declare(box, {});
      const patient = (at: number): string[] => (at % 4 === 0 ? ['--lock-timeout', '120'] : []);
      const runs = await Promise.all(Array.from({ length: 20 }, (_, at) => box.run('apply', '--yes', ...patient(at))));
      assert.equal(
        runs.flatMap(({ code, out, err }) => (code === 0 || code === 5 ? [] : [`exit ${code}: ${out}${err}`])),
        [],
      );
      assert.ok(runs.filter(({ code }, at) => code === 0 && at % 4 === 0).length === 5, 'those that wait are served');
      assert.is(runs.filter(({ out }) => out.includes('done main start service')).length, 1, 'one of them started it');
      assert.is((await processesInside(box.home)).length, 2, 'one supervisor and one gateway');
      await assertConverges(box, 'twenty at once');
    });

    signals('outputs that are closed or full are no reason to stop', async ({ box }) => {
      const lines = ['"$@" >&-', '"$@" >/dev/full', '"$@" --json >&- 2>&-', '"$@" --json | head -1'];
      for (const [round, line] of lines.entries()) {
        await declare(box, { note: round, state: 'stopped' });
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
      await declare(box, {});
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

let port: Promise<number> | undefined;

/** One gateway; `note` is a setting that takes a restart. */
async function declare(box: Sandbox, { note = 0, state = 'running' }: { readonly note?: number; readonly state?: string }): Promise<void> {
  port ??= freeBase();
  await box.fleet({ main: { port: await port, state, service: { env: { NOTE: `n${note}` } } } });
}

/** An apply that has work to do and gets a signal right after an event. On a busy machine it may have ended by then: once more. */
async function catchApply(box: Sandbox, event: string, signal: NodeJS.Signals): Promise<RunningApply> {
  for (let tries = 0; tries < 20; tries += 1) {
    serial += 1;
    await declare(box, { note: serial });
    const run = startApply(box);
    await run.event(event);
    run.kill(signal);
    if ((signal === 'SIGSTOP' ? await sleeps(run.pid) : await run.said('interrupted: finishing the step under way')) === 'yes') return run;
    await run.ended;
  }
  throw new Error('every apply had ended before the signal');
}

let serial = 0;

/** Whether a process that was sent SIGSTOP has stopped; it may have ended before. */
async function sleeps(pid: number): Promise<'yes' | 'no'> {
  for (;;) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    if (state === 'T') return 'yes';
    if (['', 'Z', 'X'].includes(state)) return 'no';
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
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
    serial += 1;
    await declare(box, { note: serial });
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
