/** Commands that do not listen themselves: a script, npm or uv starts what does. Over the supervisor and a real `systemd --user`. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findListener } from '../../src/os/listeners.ts';
import { identifyProcess, statOf } from '../../src/os/process-facts.ts';
import { DRIVERS, type FaultBox, openBox } from '../faults/fault-box.ts';
import { freeBases, ROOT } from './sandbox.ts';
import { until } from './until.ts';

const ANSWER = join(ROOT, 'fixtures', 'programs', 'answer.mjs');

/** `word`: what it is told, as a change that takes a new start. The second script does not run in the folder of the gateway. */
const wrapped = (port: number, word: string, script: string) => ({
  runtime: 'command',
  port,
  program: { command: ['/bin/sh', '-c', script, process.execPath, ANSWER, '{port}'] },
  service: { env: { WORD: word } },
});
const web = (port: number, word: string) => wrapped(port, word, '"$0" "$@" & wait');
const api = (port: number, word: string) => wrapped(port, word, 'cd / && { "$0" "$@" & wait; }');

for (const driver of DRIVERS) {
  const story = suite<{ box: FaultBox }>(`commands that start what listens, ${driver}`);

  story.before.each(async (context) => {
    context.box = await openBox(driver);
  });
  story.after.each(async ({ box }) => box.close());

  story('they are started anew, swap their ports and move, and are no strangers to themselves', async ({ box }) => {
    const [a = 0, b = 0, c = 0] = await freeBases(3);
    await box.fleet({ web: web(a, 'first'), api: api(b, 'first') });
    await applies(box, `"web" answers on port ${a}`);

    await box.fleet({ web: web(a, 'second'), api: api(b, 'second') });
    await applies(box, `"api" answers on port ${b}`);
    assert.equal(await wordsAt(a, b), ['second', 'second']);

    await box.fleet({ web: web(b, 'web'), api: api(a, 'api') });
    await applies(box, `serves port ${a}, declared is ${b} frees its ports for "api"`);
    assert.equal(await wordsAt(a, b), ['api', 'web']);

    await box.fleet({ web: web(c, 'web'), api: api(b, 'api') });
    await applies(box, `"api" answers on port ${b}`);
    assert.equal(await wordsAt(b, c), ['api', 'web']);
    assert.is((await box.run('plan', '--detailed-exitcode')).code, 0);
  });

  story('a script that is killed alone takes what it has started with it, and the gateway comes back by itself', async ({ box }) => {
    const [a = 0] = await freeBases(1);
    await box.fleet({ web: web(a, 'first') });
    await applies(box, `"web" answers on port ${a}`);
    const before = await listenerAt(a);
    process.kill(Number(statOf(before)[1]), 'SIGKILL');
    await until(async () => ![0, before].includes(await listenerAt(a)));
    assert.is(await identifyProcess(before), null);
    await box.fleet({ web: web(a, 'second') });
    await applies(box, `"web" answers on port ${a}`);
    assert.equal(await wordsAt(a), ['second']);
  });

  story.run();
}

/** Exit 2 of the plan: there is something to do, and nothing in its way. */
async function applies(box: FaultBox, words: string): Promise<void> {
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 2, planned.out + planned.err);
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.match(applied.out.replaceAll(/\s+/g, ' '), words);
}

/** 0: nobody. */
async function listenerAt(port: number): Promise<number> {
  return (await findListener(port))?.pid ?? 0;
}

/** What those that listen were told. */
function wordsAt(...ports: readonly number[]): Promise<string[]> {
  return Promise.all(ports.map(async (port) => JSON.parse(await (await fetch(`http://127.0.0.1:${port}/`)).text()).WORD));
}
