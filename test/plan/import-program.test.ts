/** What a fleet file says of the program of a gateway that was found: nothing, where apply would start the same one. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProgramDeclaration } from '../../src/fleet/fleet-schema.ts';
import { type FoundGateway, NOTHING_SAID } from '../../src/plan/found-gateway.ts';
import { importProgram } from '../../src/plan/import-program.ts';
import { launch } from './sample-gateway.ts';

const program = suite('the program of a gateway that is imported');

const NODE = launch.node.path;
const FOUND = '/usr/lib/node_modules/openclaw/openclaw.mjs';
const RELEASE = `${launch.programs}/openclaw/2026.9.6/node_modules/openclaw/openclaw.mjs`;
const OTHER = '/opt/lib/node_modules/openclaw/dist/index.js';
const OTHER_ENTRY = '/opt/lib/node_modules/openclaw/openclaw.mjs';
const installed = { ...launch, found: { openclaw: FOUND } };

function found(runtime: FoundGateway['runtime'], ...argvs: readonly (readonly string[])[]): FoundGateway {
  const about = {
    runtime,
    profile: 'main',
    stateDir: '/s',
    configPath: '/s/c',
    config: {},
    problem: '',
    parts: [],
    remembered: [],
  } as const;
  return { ...about, sightings: argvs.map((argv) => ({ runtime, kind: 'process', where: 'process 7', ...NOTHING_SAID, argv })) };
}

type Row = readonly [is: string, argvs: readonly (readonly string[])[], expected: ProgramDeclaration];
const rows: readonly Row[] = [
  ['nothing tells', [[]], {}],
  ['something else', [['/usr/bin/openclaw', 'gateway']], {}],
  ['what is installed', [[NODE, FOUND, 'gateway']], {}],
  ['another file of what is installed', [[NODE, FOUND.replace('openclaw.mjs', 'dist/index.js')]], {}],
  ['what is installed, with another Node', [['/opt/node', FOUND]], { node: '~/opt/node' }],
  ['what is installed, without a word of Node', [[FOUND, 'gateway']], {}],
  ['options before it: which word is Node is not guessed', [['/opt/node', '--inspect', FOUND]], {}],
  ['a release of ours', [[NODE, RELEASE, 'gateway']], { version: '2026.9.6' }],
  ['a release of ours, with another Node', [['/opt/node', RELEASE]], { version: '2026.9.6', node: '~/opt/node' }],
  ['a program elsewhere', [[NODE, OTHER]], { path: `~${OTHER_ENTRY}` }],
  ['a program elsewhere, with another Node', [['/opt/node', OTHER]], { path: `~${OTHER_ENTRY}`, node: '~/opt/node' }],
  ['the second sighting tells', [['x'], [NODE, OTHER]], { path: `~${OTHER_ENTRY}` }],
];
for (const [is, argvs, expected] of rows)
  program(is, () =>
    assert.equal(
      importProgram(found('openclaw', ...argvs), installed, (path) => `~${path}`),
      expected,
    ),
  );

program('none is installed', () => {
  assert.equal(importProgram(found('openclaw', [NODE, OTHER]), launch, String), { path: OTHER_ENTRY });
});

program('a runtime that is no package has none', () => {
  for (const runtime of ['omniclaw', 'command'] as const)
    assert.equal(importProgram(found(runtime, [NODE, '/x/node_modules//y']), installed, String), {});
});

program.run();
