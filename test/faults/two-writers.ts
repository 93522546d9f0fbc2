/** A gateway that writes its config a hundred times a second and more, on behalf of its client, while the fleet is applied again and again. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { connectClient } from '../gateway/client.ts';
import { freeBase, ROOT } from '../stories/sandbox.ts';
import type { FaultBox } from './fault-box.ts';
import { assertConverges } from './world.ts';

/** `written`: changes that the gateway acknowledged, all of which are still there at the end. */
export type Contest = { readonly applies: number; readonly written: number; readonly perSecond: number };

/** The gateway is asked for more than a hundred a second; one that came too late is followed by the next at once. */
const PAUSE_MS = 8;

/** So many keys stay in the config; one is taken away when all of these were written after it and it is still there. */
const KEPT = 100;

/** Throws when a key of either side was lost, an apply failed, or the gateway was restarted. */
export async function contend(box: FaultBox, applies: number): Promise<Contest> {
  const port = await freeBase();
  await box.fleet({ main: { port, agents: { defaults: { model: 'model-0' } } } });
  const first = await box.run('apply', '--yes');
  assert.is(first.code, 0, first.out + first.err);
  const pid = await pidOf(box);
  const writing = write(box, port);
  const began = performance.now();
  const codes = await applyOften(box, applies).finally(() => writing.end());
  assert.equal(
    codes.filter(({ code }) => code !== 0),
    [],
  );
  const written = await writing.done;
  const seconds = (performance.now() - began) / 1000;
  assert.is(codes.length, applies);
  const parsed = parseJson5(await readFile(join(box.stateDir('main'), 'omniclaw.json'), 'utf8'));
  const config = JSON.parse(JSON.stringify('value' in parsed ? parsed.value : {}));
  assert.equal(missing(config.written, written), [], 'keys of the gateway');
  assert.is(config.agents.defaults.model, `model-${applies}`, 'the key of the fleet file');
  assert.is(await pidOf(box), pid, 'it was never restarted');
  await assertConverges(box, 'two writers');
  return { applies, written, perSecond: Math.round(written / seconds) };
}

async function pidOf(box: FaultBox): Promise<number> {
  return JSON.parse((await box.run('fleet', 'status', '--json')).out).gateways.main.pid;
}

/** The keys that should be in the config after so many were written, and are not. */
function missing(written: unknown, count: number): string[] {
  const there = Object(written);
  const kept = Math.min(count, KEPT);
  return Array.from({ length: kept }, (_, at) => `key${count - kept + at + 1}`).filter((key) => there[key] === undefined);
}

/** Adds key after key, as often as `PAUSE_MS` says if the gateway can; one that was refused because the config had changed is written again. */
function write(box: FaultBox, port: number): { readonly end: () => void; readonly done: Promise<number> } {
  let wanted: 'more' | 'end' = 'more';
  const work = async (): Promise<number> => {
    const client = await connectClient(port, (await readFile(join(box.stateDir('main'), 'gateway.token'), 'utf8')).trim());
    let count = 0;
    for (let hash = '', due = performance.now(); wanted === 'more'; due += PAUSE_MS) {
      const next = { [`key${count + 1}`]: 1, ...(count < KEPT ? {} : { [`key${count + 1 - KEPT}`]: null }) };
      const { ok, payload } = await client.call('config.patch', { raw: JSON.stringify({ written: next }), baseHash: hash });
      if (ok) count += 1;
      const seen = ok ? payload : (await client.call('config.get')).payload;
      hash = seen.hash;
      assert.equal(missing(seen.config.written, count), [], `keys of the gateway after ${count} writes`);
      const early = due + PAUSE_MS - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    }
    client.end();
    return count;
  };
  return {
    done: work(),
    end: () => {
      wanted = 'end';
    },
  };
}

async function applyOften(box: FaultBox, applies: number): Promise<{ readonly code: number; readonly said: string }[]> {
  const marks = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.includes('GATE')));
  const child = spawn(process.execPath, [join(ROOT, 'fixtures', 'programs', 'apply-often.ts'), PROGRAM, String(applies)], {
    cwd: box.folder,
    env: { ...marks, ...box.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  await new Promise((resolve) => child.once('close', resolve));
  return out
    .join('')
    .trim()
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}
