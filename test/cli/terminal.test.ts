/** What a terminal gets, tried on real pseudo-terminals. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toAscii, wantsAscii } from '../../src/render/ascii.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { openSandbox } from '../stories/sandbox.ts';

const terminal = suite('terminals');

const locales: readonly (readonly [{ readonly [name: string]: string }, 'ascii' | 'unicode'])[] = [
  [{}, 'unicode'],
  [{ LANG: 'C' }, 'ascii'],
  [{ LANG: 'POSIX' }, 'ascii'],
  [{ LANG: 'de_AT.ISO-8859-1' }, 'ascii'],
  [{ LANG: 'C.UTF-8' }, 'unicode'],
  [{ LANG: 'de_AT.utf8' }, 'unicode'],
  [{ LANG: 'C', LC_ALL: 'en_US.UTF-8' }, 'unicode'],
  [{ LANG: 'en_US.UTF-8', LC_CTYPE: 'C' }, 'ascii'],
  [{ LANG: 'C', LC_ALL: '' }, 'ascii'],
];
for (const [environment, is] of locales)
  terminal(`${JSON.stringify(environment)} is ${is}`, () => assert.is(wantsAscii(environment) ? 'ascii' : 'unicode', is));

terminal('signs are spelled, everything else is escaped as in JSON', () => {
  assert.is(toAscii('a → b… “ü” 🦞'), 'a -> b... "\\u00fc" \\ud83e\\udd9e');
  assert.equal(JSON.parse(toAscii('{"ü":"🦞"}')), { ü: '🦞' });
});

/** What lint prints about a gateway called "münchen" on a terminal, or into a pipe. */
async function lint(to: 'terminal' | 'pipe', extra: { readonly [name: string]: string }): Promise<string> {
  const box = await openSandbox();
  try {
    await writeFile(join(box.folder, 'omniclaw.fleet.json'), '{"gateways":{"münchen":{"port":18789}}}');
    const line = `"${process.execPath}" "${PROGRAM}" lint`;
    const [program, args] = to === 'terminal' ? [needTool('script'), ['-qec', line, '/dev/null']] : ['/bin/sh', ['-c', line]];
    const { NO_COLOR: _, ...environment } = box.environment;
    return spawnSync(program, args, { cwd: box.folder, env: { ...environment, ...extra }, encoding: 'utf8' }).stdout;
  } finally {
    await box.close();
  }
}

terminal('a terminal with another locale gets ASCII, and a pipe what was said', async () => {
  const ascii = await lint('terminal', { LANG: 'C' });
  assert.match(ascii, 'm\\u00fcnchen');
  assert.not.match(ascii, /[^\0-\x7f]/);
  assert.match(await lint('terminal', { LANG: 'C.UTF-8' }), 'münchen');
  assert.match(await lint('pipe', { LANG: 'C' }), 'münchen');
});

terminal('a terminal gets colours, and none with NO_COLOR', async () => {
  assert.match(await lint('terminal', {}), '\u001b[');
  assert.not.match(await lint('terminal', { NO_COLOR: '1' }), '\u001b');
  assert.not.match(await lint('terminal', { TERM: 'dumb' }), '\u001b');
  assert.not.match(await lint('pipe', {}), '\u001b');
});

terminal.run();
