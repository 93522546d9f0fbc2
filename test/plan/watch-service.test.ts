/** The service that keeps a fleet as declared, word for word, under each manager. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Launch } from '../../src/plan/desired-gateway.ts';
import { watchStep } from '../../src/plan/watch-service.ts';
import { expectWords, type SpokenCase } from './expected-words.ts';
import { host, launch } from './sample-gateway.ts';

const watch = suite('watchStep');
const step = (manager: Launch['manager'], action: 'start' | 'delete' = 'start') =>
  watchStep(action, {
    fleet: '/home/ann/my fleet/100%.ts',
    host: { ...host, fleetDir: '/home/ann/my fleet' },
    launch: { ...launch, manager },
    stateFolder: '/home/ann/.local/state/omniclaw',
  });

function told(manager: Launch['manager']): string {
  const { resource, change } = step(manager);
  const { definition, ...rest } = resource;
  const words = [
    JSON.stringify(change),
    JSON.stringify(rest),
    definition === null ? 'no definition' : definition.path,
    definition?.text ?? '',
  ];
  return words
    .join('\n')
    .trimEnd()
    .replaceAll(/^(?=.)/gm, '  ')
    .replaceAll(/\n\n/g, '\n  .\n');
}

const MANAGERS = ['systemd', 'launchd', 'supervisor'] as const;
expectWords(
  watch,
  'definitions/watch.txt',
  MANAGERS.map((manager): SpokenCase => [manager, () => told(manager)]),
);

watch('to end it is a step about the same service', () => {
  const [start, end] = [step('systemd'), step('systemd', 'delete')];
  assert.equal(end.resource, start.resource);
  assert.equal(end.change, { ...start.change, action: 'delete' });
});

watch('a dollar sign is one in a command line, and nothing in an environment', () => {
  const { resource } = watchStep('start', {
    fleet: '/home/ann/$fleet.ts',
    host,
    launch: { ...launch, manager: 'systemd', path: '/opt/$x' },
    stateFolder: '/home/ann/.local/state/omniclaw',
  });
  const lines = resource.definition?.text.split('\n') ?? [];
  assert.ok(lines.some((line) => line.startsWith('ExecStart=') && line.includes('/home/ann/$$fleet.ts')));
  assert.ok(lines.includes('Environment="PATH=/opt/$x"'));
});

watch('it is a step about a service', () => assert.is(step('systemd').kind, 'service'));

watch.run();
