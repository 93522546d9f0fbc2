/** Which sightings belong to one gateway, and what is known of it then. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NOTHING_SAID, type Sighting } from '../../src/plan/found-gateway.ts';
import { homeFolder, mergeSightings } from '../../src/plan/merge-sightings.ts';
import { host } from './sample-gateway.ts';

const merge = suite('sightings');

function sighting(about: Partial<Sighting>): Sighting {
  return { runtime: 'omniclaw', kind: 'folder', where: 'somewhere', ...NOTHING_SAID, ...about };
}

/** Each gateway as `runtime profile stateDir configPath: kinds`. */
function merged(sightings: readonly Sighting[], links: { readonly [path: string]: string } = {}): string[] {
  const { gateways, notes } = mergeSightings(sightings, host, (path) => links[path] ?? path);
  return [
    ...gateways.map(
      ({ runtime, profile, stateDir, configPath, sightings: all }) =>
        `${runtime} ${profile} ${stateDir} ${configPath}: ${all.map(({ kind }) => kind).join(' ')}`,
    ),
    ...notes,
  ];
}

const home = '/home/ann';
type Row = readonly [is: string, sightings: readonly Sighting[], expected: readonly string[], links?: { readonly [path: string]: string }];
const rows: readonly Row[] = [
  ['nothing', [], []],
  [
    'a process that says nothing is the default gateway',
    [sighting({ kind: 'process' })],
    ['omniclaw default /home/ann/.omniclaw /home/ann/.omniclaw/omniclaw.json: process'],
  ],
  [
    'the profile says where it lives',
    [sighting({ runtime: 'openclaw', profile: 'lab' })],
    ['openclaw lab /home/ann/.openclaw-lab /home/ann/.openclaw-lab/openclaw.json: folder'],
  ],
  [
    'the usual folder says which profile it is',
    [sighting({ stateDir: `${home}/.omniclaw-lab` })],
    ['omniclaw lab /home/ann/.omniclaw-lab /home/ann/.omniclaw-lab/omniclaw.json: folder'],
  ],
  [
    'the folder of the other runtime does not',
    [sighting({ runtime: 'openclaw', stateDir: `${home}/.omniclaw-lab` })],
    ['openclaw default /home/ann/.omniclaw-lab /home/ann/.omniclaw-lab/openclaw.json: folder'],
  ],
  [
    'nor does a folder inside',
    [sighting({ stateDir: `${home}/.omniclaw-lab/x` })],
    ['omniclaw default /home/ann/.omniclaw-lab/x /home/ann/.omniclaw-lab/x/omniclaw.json: folder'],
  ],
  [
    'nor one without a name',
    [sighting({ stateDir: `${home}/.omniclaw-` })],
    ['omniclaw default /home/ann/.omniclaw- /home/ann/.omniclaw-/omniclaw.json: folder'],
  ],
  ['a config elsewhere', [sighting({ profile: 'a', stateDir: '/s', configPath: '/c' })], ['omniclaw a /s /c: folder']],
  [
    'the most telling first, and its config counts',
    [
      sighting({ kind: 'folder', profile: 'a', stateDir: '/s', configPath: '/folder' }),
      sighting({ kind: 'launchd', profile: 'a', stateDir: '/s' }),
      sighting({ kind: 'systemd', profile: 'a', stateDir: '/s' }),
      sighting({ kind: 'supervisor', profile: 'a', stateDir: '/s' }),
      sighting({ kind: 'process', profile: 'a', stateDir: '/s', configPath: '/process' }),
    ],
    ['omniclaw a /s /process: process supervisor systemd launchd folder'],
  ],
  [
    'another runtime, profile or folder is another gateway',
    [
      sighting({ kind: 'process', profile: 'a', stateDir: '/s' }),
      sighting({ kind: 'process', profile: 'a', stateDir: '/t' }),
      sighting({ kind: 'process', profile: 'b', stateDir: '/s' }),
      sighting({ kind: 'process', runtime: 'openclaw', profile: 'a', stateDir: '/s' }),
    ],
    [
      'omniclaw a /s /s/omniclaw.json: process',
      'omniclaw a /t /t/omniclaw.json: process',
      'openclaw a /s /s/openclaw.json: process',
      'omniclaw b /s /s/omniclaw.json: process',
    ],
  ],
  [
    'a folder belongs to what runs on it, whatever the profile',
    [sighting({ stateDir: '/s' }), sighting({ kind: 'process', profile: 'a', stateDir: '/s' })],
    ['omniclaw a /s /s/omniclaw.json: process folder'],
  ],
  [
    'not to another runtime',
    [sighting({ runtime: 'openclaw', stateDir: '/s' }), sighting({ kind: 'process', profile: 'a', stateDir: '/s' })],
    ['openclaw default /s /s/openclaw.json: folder', 'omniclaw a /s /s/omniclaw.json: process'],
  ],
  [
    'a link is told, and the folder itself comes before it',
    [sighting({ stateDir: `${home}/.omniclaw-b` }), sighting({ stateDir: `${home}/.omniclaw-a` })],
    [
      'omniclaw a /home/ann/.omniclaw-a /home/ann/.omniclaw-a/omniclaw.json: folder folder',
      '"/home/ann/.omniclaw-b" leads to "/home/ann/.omniclaw-a" of gateway "a": it is one gateway',
    ],
    { [`${home}/.omniclaw-b`]: `${home}/.omniclaw-a` },
  ],
  [
    'two links to one place that is no gateway are one',
    [sighting({ stateDir: '/x' }), sighting({ stateDir: '/y' })],
    ['omniclaw default /x /x/omniclaw.json: folder folder', '"/y" leads to "/z" of gateway "default": it is one gateway'],
    { '/x': '/z', '/y': '/z' },
  ],
  [
    'two processes on a link and its folder stay two',
    [sighting({ kind: 'process', profile: 'a', stateDir: '/x' }), sighting({ kind: 'process', profile: 'a', stateDir: '/z' })],
    ['omniclaw a /x /x/omniclaw.json: process', 'omniclaw a /z /z/omniclaw.json: process'],
    { '/x': '/z' },
  ],
  [
    'the default gateway comes first, then by name',
    [sighting({ profile: 'a' }), sighting({ profile: 'z' }), sighting({}), sighting({ profile: 'b' })],
    ['', '-a', '-b', '-z'].map(
      (end) => `omniclaw ${end.slice(1) || 'default'} /home/ann/.omniclaw${end} /home/ann/.omniclaw${end}/omniclaw.json: folder`,
    ),
  ],
];
for (const [is, sightings, expected, links] of rows) merge(is, () => assert.equal(merged(sightings, links), expected));

merge('the folder in the home', () => {
  assert.is(homeFolder('omniclaw', 'default', host), '/home/ann/.omniclaw');
  assert.is(homeFolder('openclaw', 'lab', host), '/home/ann/.openclaw-lab');
});

merge('one folder of two runtimes is two gateways, and the default profile comes first', () => {
  const stateDir = '/srv/x';
  assert.equal(
    merged([
      sighting({ runtime: 'omniclaw', profile: 'default', stateDir }),
      sighting({ runtime: 'openclaw', profile: 'Lab', stateDir }),
      sighting({ runtime: 'openclaw', stateDir }),
    ]),
    ['omniclaw default /srv/x /srv/x/omniclaw.json: folder', 'openclaw Lab /srv/x /srv/x/openclaw.json: folder folder'],
  );
});

merge.run();
