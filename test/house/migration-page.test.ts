/** The page for people who run OpenClaw says what is really printed: in a network of its own, since it uses the usual ports. */
import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';

const page = suite('migrating from OpenClaw');

page('import, lint, plan, apply and schema, as the page shows them', () => {
  // There is no network inside to install it from.
  if (process.env['OC_REAL'] === '1') needTool('openclaw');
  const alone = userInfo().uid === 0 ? ['--net'] : ['--map-root-user', '--net'];
  const script = `"${needTool('ip')}" link set lo up && exec "${process.execPath}" "${join(import.meta.dirname, 'replay-migration.ts')}"`;
  const { status, stdout, stderr, error } = spawnSync('unshare', [...alone, 'sh', '-c', script], { encoding: 'utf8' });
  assert.is(error, undefined);
  assert.is(status, 0, stdout + stderr);
});

page.run();
