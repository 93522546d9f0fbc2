/** Values that must be nowhere but where a gateway reads them: looked for in everything that is printed, written or runs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, processesInside, type Ran } from '../stories/sandbox.ts';
import { DRIVERS, type FaultBox, openBox } from './fault-box.ts';

const canary = (name: string): string => `canary-${name}-${'q7'.repeat(12)}`;
const TOKEN = canary('token');
const VARIABLE = canary('variable');
const FILE = canary('file');
const COMMAND = canary('command');
const FOREIGN = canary('foreign');

/** Files in which the design has secrets: those that the user wrote, and the one in which apply stores variables. */
const MAY_HOLD = /^(?:secret-file|secret-command|\.omniclaw-[a-z]+\/secrets\.json)$/;

for (const driver of DRIVERS) {
  const secrets = suite<{ box: FaultBox }>(`canaries, ${driver}`);

  secrets.before.each(async (context) => {
    context.box = await openBox(driver);
  });
  secrets.after.each(async ({ box }) => {
    await box.close();
  });

  secrets('no output, argument, environment, unit, plan, ledger, journal or generation has them', async ({ box }) => {
    const [a = 0, b = 0, c = 0] = await freeBases(3);
    await writeFile(join(box.home, 'secret-file'), `${FILE}\n`, { mode: 0o600 });
    await writeFile(join(box.home, 'secret-command'), `#!/bin/sh\necho ${COMMAND}\n`, { mode: 0o700 });
    Object.assign(box.environment, { MAIN_TOKEN: TOKEN, MAIN_KEY: VARIABLE });
    const fleet = (tasks: number) =>
      box.fleet({
        main: {
          port: a,
          auth: { token: { $env: 'MAIN_TOKEN' } },
          service: { env: { API_KEY: { $env: 'MAIN_KEY' } }, limits: { tasks } },
          config: { channels: { telegram: { botToken: { $file: '~/secret-file' } } } },
        },
        other: { port: b, auth: { token: { $command: [join(box.home, 'secret-command')] } } },
        blocked: { port: c },
      });
    await fleet(300);
    const thief = spawn(process.execPath, ['-e', LISTEN, String(c + 4), '--api-key', FOREIGN], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(thief.stdout, 'data');
    const watching = watchProcesses(box);
    try {
      const runs = [
        await box.run('lint'),
        await box.run('plan', '--json'),
        await box.run('apply', '--yes', '--json'),
        await box.run('apply', '--yes'),
      ];
      assert.match(runs[2]?.out ?? '', `port ${c + 4} of \\"blocked\\" is held by process ${thief.pid}`);
      await fleet(301);
      for (const line of LINES) runs.push(await box.run(...line.split(' ')));
      box.environment['MAIN_TOKEN'] = `${TOKEN}-2`;
      runs.push(await box.run('plan'), await box.run('apply', '--yes'), await box.run('fleet', 'rollback', 'main', '1', '--yes'));
      for (const ran of runs) assert.not.match(textOf(ran), 'canary-', textOf(ran));
      assert.equal(await filesWith(box, 'canary-'), []);
    } finally {
      thief.kill();
    }
    assert.equal(await watching.end(), []);
  });

  secrets.run();
}

/** A program of somebody else, with a secret on its command line. */
const LISTEN = "require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1', () => console.log('listens'))";

const LINES = [
  'plan',
  'plan --format markdown',
  'plan --drift --json',
  'plan --out main.plan',
  'plan --save-host-state host.json',
  'apply main.plan',
  'fleet status --json',
  'fleet history --json',
  'fleet rollback main --list --json',
  'fleet logs main',
  '--profile main gateway status --deep --json',
  '--profile main gateway restart --json',
  'doctor --json',
];

function textOf({ out, err }: Ran): string {
  return out + err;
}

async function filesWith(box: FaultBox, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of [box.home, box.folder]) {
    for (const name of await readdir(folder, { recursive: true })) {
      const stat = await lstat(join(folder, name));
      if (stat.isFile() && !MAY_HOLD.test(name) && (await readFile(join(folder, name), 'utf8')).includes(text)) found.push(name);
    }
  }
  return found;
}

/**
 * Looks at the processes of the sandbox again and again. A command of ours has what its shell gave it; what it starts, and what
 * runs on, must not have it.
 */
function watchProcesses(box: FaultBox): { readonly end: () => Promise<string[]> } {
  const found = new Set<string>();
  let wanted: 'more' | 'end' = 'more';
  const work = async (): Promise<void> => {
    for (; wanted === 'more'; await new Promise((resolve) => setTimeout(resolve, 40))) {
      for (const pid of await processesInside(box.home)) {
        const [line = '', environ = '', stat = ''] = await Promise.all(
          ['cmdline', 'environ', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
        );
        const words = line.split('\0').join(' ');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        if (line.includes('canary-')) found.add(`argument of ${words}`);
        if (!environ.includes('canary-') || parent === process.pid) continue;
        // Between fork and exec, a child still is its parent.
        const ofParent = await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => '');
        if (ofParent !== line && line !== '') found.add(`environment of ${words}`);
      }
    }
  };
  const done = work();
  return {
    end: async () => {
      wanted = 'end';
      await done;
      return [...found];
    },
  };
}
