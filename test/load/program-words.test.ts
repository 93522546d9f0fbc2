/** `program` says which program a gateway is, in the words that its runtime has. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadText } from './load-text.ts';

const words = suite('load: program');

const TABLE: readonly (readonly [is: string, fleet: object, says: readonly string[]])[] = [
  ['a release', { gateways: { a: { runtime: 'openclaw', program: { version: '2026.9.6' } } } }, []],
  ['a script with a Node', { gateways: { a: { runtime: 'openclaw', program: { path: '/x.mjs', node: '~/node' } } } }, []],
  ['a command line', { gateways: { a: { runtime: 'command', program: { command: ['/x'], health: '/up' } } } }, []],
  ['a command line of the defaults', { defaults: { runtime: 'command', program: { command: ['/x'] } }, gateways: { a: {} } }, []],
  [
    'a release of the defaults, for others',
    { defaults: { program: { version: '2026.9.6' } }, gateways: { a: {}, b: { runtime: 'openclaw' } } },
    [],
  ],
  [
    'no command line',
    { gateways: { a: { runtime: 'command' } } },
    ['runtime "command" needs "program.command", the command line that starts it'],
  ],
  ['a release of ours', { gateways: { a: { program: { version: '1.0' } } } }, ['"program.version" means nothing to runtime "omniclaw"']],
  [
    'a command line for OpenClaw',
    { gateways: { a: { runtime: 'openclaw', program: { command: ['/x'], health: '/up' } } } },
    ['"program.command" means nothing to runtime "openclaw"', '"program.health" means nothing to runtime "openclaw"'],
  ],
];
for (const [is, fleet, says] of TABLE)
  words(is, async () => {
    const { findings } = await loadText('omniclaw.fleet.json', JSON.stringify(fleet));
    assert.equal(
      findings.map(({ message }) => message),
      says,
    );
  });

for (const version of ['', 'latest', '^2026.9', '2026', '2026.9.6 ', '../2026.9', '2026.9.6/../x'])
  words(`${JSON.stringify(version)} is no release`, async () => {
    const fleet = { gateways: { a: { runtime: 'openclaw', program: { version } } } };
    const { findings } = await loadText('omniclaw.fleet.json', JSON.stringify(fleet));
    assert.is(findings[0]?.code, 'OC701');
  });

words.run();
