/** The port map, the certificate and the answer to "whose port is that", from the command line. */
import { spawnSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { openSandbox, ROOT, type Sandbox } from './sandbox.ts';

const ports = suite('ports');

function story(name: string, tell: (box: Sandbox) => Promise<void>): void {
  ports(name, async () => {
    const box = await openSandbox();
    try {
      await tell(box);
    } finally {
      await box.close();
    }
  });
}

story('the map says which gateway has which ports, and where two meet', async (box) => {
  await box.fleet({ main: { port: 18789 }, lab: { port: 18900, browser: { enabled: false } } });
  const clean = await box.run('fleet', 'ports');
  assert.is(clean.code, 0, clean.err);
  assert.match(clean.out, /^ {2}main {5}18789 +gateway port +port$/m);
  assert.match(clean.out, 'no port has two users');
  await box.fleet({ main: { port: 18789 }, lab: { port: 18809 } });
  const clash = await box.run('fleet', 'ports');
  assert.is(clash.code, 1);
  assert.match(clash.out, '18820-18899: "main" and "lab"');
  const { overlaps } = JSON.parse((await box.run('fleet', 'ports', '--json')).out);
  assert.is(overlaps.length, 4);
});

story('the picture is a valid drawing that names who shares what, whatever the names are', async (box) => {
  await box.fleet({ 'a<b>&"c': { port: 18789 }, lab: { port: 18809 } });
  const { out, code } = await box.run('fleet', 'ports', '--svg');
  assert.is(code, 1);
  const path = join(box.folder, 'map.svg');
  await writeFile(path, out);
  const { status, stderr } = spawnSync(needTool('xmllint'), ['--noout', path], { encoding: 'utf8' });
  assert.is(status, 0, stderr);
  assert.match(out, 'share 18809, 18811, 18813, 18820-18899');
});

story('the picture in the docs is what the program draws of the example', async (box) => {
  await copyFile(join(ROOT, 'omniclaw.fleet.example.ts'), join(box.folder, 'omniclaw.fleet.ts'));
  const { out } = await box.run('fleet', 'ports', '--svg');
  const path = join(ROOT, 'docs', 'ports.svg');
  if (process.env['DOCS_UPDATE'] === '1') await writeFile(path, out);
  assert.is(await readFile(path, 'utf8'), out);
});

story('the certificate passes the checker; a fleet with an overlap has none', async (box) => {
  await box.fleet({ main: { port: 18789 }, lab: { port: 'auto' } });
  const { out, code } = await box.run('plan', '--prove', '--json');
  assert.is(code, 0);
  const checked = spawnSync(process.execPath, [join(ROOT, 'docs', 'check-proof.mjs')], { input: out, encoding: 'utf8' });
  assert.is(checked.stdout, 'proven: 8 ranges of 2 gateways, none shares a port with another\n');
  await box.fleet({ main: { port: 18789 }, lab: { port: 18809 } });
  const refused = await box.run('plan', '--prove', '--json');
  assert.is(refused.code, 1);
  assert.is(refused.out, '');
  assert.match(refused.err, 'not proven: 4 overlaps');
  assert.match(refused.err.replaceAll(/\s+/g, ' '), 'ports 18820-18899: the browser range of "main" and the browser range of "lab"');
  await box.fleet({ main: { port: 18789 }, lab: { port: 65500 } });
  const high = await box.run('plan', '--prove');
  assert.equal([high.code, high.out], [1, '']);
  assert.match(high.err, 'not proven: there are no ports above 65535, where "lab" would have some');
});

story('who: the gateway, its browser profile, and what listens there now', async (box) => {
  await box.fleet({ main: { port: 18789 }, lab: { port: 18909 } });
  const inside = await box.run('fleet', 'who', '18811');
  assert.is(inside.code, 0);
  assert.match(
    inside.out.replaceAll(/\s+/g, ' '),
    '18811 lies in the browser range of "main", taken when it opens its 12th browser profile',
  );
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const held = JSON.parse((await box.run('fleet', 'who', String(port), '--json')).out);
  assert.is(held.listener.pid, process.pid);
  await new Promise((resolve) => server.close(resolve));
  const nobody = await box.run('fleet', 'who', '1');
  assert.is(nobody.code, 1);
  assert.match(nobody.out, 'no gateway of the fleet has 1: "main" begins at 18789');
  for (const wrong of ['0', '65536', 'abc', '1.5', '018789', '']) assert.is((await box.run('fleet', 'who', wrong)).code, 64, wrong);
});

ports.run();
