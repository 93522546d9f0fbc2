/** The fleets that other documents recommend are caught: the page about them says what lint really says. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { openSandbox, ROOT } from '../stories/sandbox.ts';
import { replayTranscripts } from './transcripts.ts';

const pages = suite('recommended fleets');
const page = join(ROOT, 'docs', 'recommended-fleets.md');

pages('each is linted, and found wanting, as the page says', async () => {
  const box = await openSandbox();
  try {
    const programs = join(box.home, 'bin');
    mkdirSync(programs);
    writeFileSync(join(programs, 'omniclaw'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`, {
      mode: 0o755,
    });
    const typed = await replayTranscripts(page, {
      folder: box.folder,
      environment: { ...box.environment, PATH: [programs, box.environment['PATH']].join(delimiter) },
      steady: (text) => text.replaceAll(box.home, '/home/ann'),
      fileOf: (language) => (language === 'json' ? 'omniclaw.fleet.json' : null),
    });
    assert.is(typed, 5);
  } finally {
    await box.close();
  }
});

pages('the page has a finding for every pair that guides recommend', () => {
  const text = readFileSync(page, 'utf8');
  for (const [one, other] of [
    ['prod', 'dev'],
    ['main', 'two'],
    ['ten', 'ten-more'],
    ['twenty', 'twenty-more'],
    ['hundred', 'hundred-more'],
    ['block', 'block-more'],
  ])
    assert.ok(
      text.split('\n').some((line) => /error OC10[123] /.test(line) && line.includes(`"${one}"`) && line.includes(`"${other}"`)),
      `${one} and ${other}`,
    );
  for (const code of ['OC110 the runtime takes port 23592', 'OC501 "dev" and "main"', 'OC304 the config file'])
    assert.ok(text.includes(code), code);
});

pages.run();
