/** Every command of the README is run, and the transcripts in it are what the program prints. */
import { spawnSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS } from '../../src/cli/commands.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { isFree, openSandbox, ROOT } from '../stories/sandbox.ts';

const readme = suite('the README');
const path = join(ROOT, 'README.md');

/** Transcripts with what changes from run to run taken out. `README_UPDATE=1` writes the real ones into the file. */
readme('its transcripts are real', async () => {
  const text = await readFile(path, 'utf8');
  const [, fleet = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
  const box = await openSandbox();
  try {
    let updated = text;
    const shift = await freeShift();
    for (const [block, , command = ''] of text.matchAll(/```console\n(\$ omniclaw ([^\n]+)\n[\s\S]*?)```/g)) {
      await writeFile(join(box.folder, 'omniclaw.fleet.ts'), command === 'lint' ? fleet : moveUp(fleet.replace('18809', '19789'), shift));
      const { out: printed } = await box.run(...command.split(' '));
      const out =
        command === 'lint'
          ? printed
          : moveUp(printed.replaceAll(/process \d+/g, 'process 4242').replaceAll(/running {3}\d+/g, 'running   4242'), -shift);
      const shown = `\`\`\`console\n$ omniclaw ${command}\n${out}\`\`\``;
      if (process.env['README_UPDATE'] === '1') updated = updated.replace(block, () => shown);
      else assert.is(steady(block), steady(shown));
    }
    if (updated !== text) await writeFile(path, updated);
    await box.run('fleet', 'destroy', '--yes');
  } finally {
    await box.close();
  }
});

/** How far to move the ports of the README so that they are free on this machine; 0 where nothing uses them. */
async function freeShift(): Promise<number> {
  for (const shift of [0, 11_000, 12_000, 13_000]) {
    const ports = [18789, 19789].flatMap((base) => [base, base + 2, base + 4]).map((port) => port + shift);
    if ((await Promise.all(ports.map(isFree))).every((free) => free)) return shift;
  }
  throw new Error('none of the ports that the README could use is free');
}

/** Adds to every number that is a port of the README or of its moved copy. */
function moveUp(text: string, shift: number): string {
  const isPort = (port: number) => port >= 18789 && port <= 19899;
  return text.replaceAll(/\b\d{5}\b/g, (word) => (isPort(Number(word) + Math.min(0, shift)) ? String(Number(word) + shift) : word));
}

/** Process numbers and hashes differ, gateways of one wave end in any order, and a slow machine has to wait. */
function steady(block: string): string {
  const lines = block
    .replaceAll(/process \d+/g, 'process N')
    .replaceAll(/running {3}\d+ +/g, 'running   N  ')
    .replaceAll(/\b[0-9a-f]{8}\b/g, 'HASH')
    .replaceAll(/^waiting for .*\n/gm, '')
    .replaceAll(/ +/g, ' ');
  return lines.split('\n').toSorted().join('\n');
}

readme('the demo runs to its end and leaves nothing', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['docs/demo/run-demo.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 120_000,
  });
  assert.is(status, 0, stdout + stderr);
  assert.match(stdout, 'nothing to do');
  assert.is([...stdout.matchAll(/signature verified/g)].length, 3);
});

readme('the example fleet is planned', async () => {
  const box = await openSandbox();
  try {
    await copyFile(join(ROOT, 'omniclaw.fleet.example.ts'), join(box.folder, 'omniclaw.fleet.ts'));
    box.environment['RESCUE_BOT_TOKEN'] = 'x'.repeat(32);
    const { code, out, err } = await box.run('plan', '--json');
    assert.is(code, 0, err);
    const plan = JSON.parse(out);
    assert.equal(plan.findings, []);
    assert.equal(Object.keys(plan.gateways), ['main', 'rescue', 'lab', 'family']);
    assert.equal(plan.gateways.main.ports, {
      gateway: 18789,
      browserControl: 18791,
      canvas: 18793,
      cdp: { first: 18800, last: 18899 },
      relays: [],
    });
    assert.is((await box.run('plan', '--json')).out, out, 'same inputs, same bytes');
  } finally {
    await box.close();
  }
});

/** The rows of its tables: `omniclaw fleet logs`, `history` stands for "fleet logs" and "fleet history", `omniclaw setup`, `onboard` for two words. */
readme('every command in its tables is one', async () => {
  const text = await readFile(path, 'utf8');
  const names = new Set(COMMANDS.map(({ name }) => name));
  const rows = [...text.matchAll(/^\| (`omniclaw .*?) \|/gm)].map(([, row = '']) =>
    [...row.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );
  assert.ok(rows.length > 10);
  for (const [first = '', ...others] of rows) {
    const command = parseArguments(first.split(' ').slice(1), COMMANDS).command;
    assert.ok(command !== null, first);
    const group = command.name.split(' ').slice(0, -1).join(' ');
    for (const other of others) {
      const [word = ''] = other.split(' ');
      if (!word.startsWith('-')) assert.ok(names.has(`${group} ${word}`.trim()), other);
    }
  }
});

readme('the set-up commands are scripts of the package', async () => {
  const text = await readFile(path, 'utf8');
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const named = [...text.matchAll(/npm (?:run )?([a-z]+)(?= |\n|`)/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'ci' && name !== 'run');
  assert.ok(named.length >= 3);
  assert.equal(
    named.filter((name) => scripts[name] === undefined),
    [],
  );
  assert.match(await readFile(join(ROOT, '.ci', 'run'), 'utf8'), 'npm ci && npm test');
});

readme.run();
