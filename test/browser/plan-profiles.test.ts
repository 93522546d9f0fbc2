import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseProfile, planProfiles } from '../../src/browser/plan-profiles.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { type BrowserProfileConfig, toGatewayConfig } from '../../src/gateway/read-gateway-config.ts';

const plan = suite('the browsers of a gateway');

const PLACE = { controlPort: 18791, stateDir: '/home/u/.omniclaw-main', home: '/home/u' };
const auto: BrowserProfileConfig = { cdpPort: null, cdpUrl: null, userDataDir: null };
const on = (cdpPort: number): BrowserProfileConfig => ({ ...auto, cdpPort });
const remote = (cdpUrl: string): BrowserProfileConfig => ({ ...auto, cdpUrl });

type Change = Partial<Pick<ReturnType<typeof toGatewayConfig>['browser'], 'profiles' | 'cdpUrl' | 'cdpPortRange'>>;

function ports(change: Change): string[] {
  const { browser } = toGatewayConfig({ authored: {}, declaration: {} });
  return planProfiles({ ...browser, ...change }, PLACE).map(
    (profile) => `${profile.name} ${profile.kind === 'local' ? profile.cdpPort : profile.cdpUrl}`,
  );
}

const rows: readonly { readonly is: string; readonly change: Change; readonly gives: readonly string[] }[] = [
  { is: 'none declared: one, on the first port', change: {}, gives: ['default 18800'] },
  { is: 'the first takes the first, the others the next', change: { profiles: { a: auto, b: auto } }, gives: ['a 18800', 'b 18801'] },
  {
    is: 'a named port is not free, wherever it stands',
    change: { profiles: { a: auto, b: on(18800), c: auto } },
    gives: ['a 18801', 'b 18800', 'c 18802'],
  },
  { is: 'an endpoint takes no port', change: { profiles: { a: remote('http://h:9222'), b: auto } }, gives: ['a http://h:9222', 'b 18800'] },
  {
    is: 'the common endpoint is for those without their own',
    change: { cdpUrl: 'http://h:1', profiles: { a: auto, b: on(18805) } },
    gives: ['a http://h:1', 'b 18805'],
  },
  {
    is: 'a range of the config',
    change: { cdpPortRange: { first: 30_000, last: 30_001 }, profiles: { a: auto, b: auto } },
    gives: ['a 30000', 'b 30001'],
  },
];
for (const { is, change, gives } of rows) plan(is, () => assert.equal(ports(change), gives));

const refusals: readonly { readonly is: string; readonly change: Change; readonly says: RegExp }[] = [
  {
    is: 'more browsers than ports',
    change: { cdpPortRange: { first: 30_000, last: 30_000 }, profiles: { a: auto, b: auto } },
    says: /every port from 30000 to 30000 is used/,
  },
  { is: 'both port and endpoint', change: { profiles: { a: { ...on(1), cdpUrl: 'http://h:1' } } }, says: /both "cdpPort" and "cdpUrl"/ },
  ...['', '..', 'a/b', 'A', '-a', 'x'.repeat(65), '__proto__'].map((name) => ({
    is: `the name ${JSON.stringify(name)}`,
    change: { profiles: Object.fromEntries([[name, auto]]) },
    says: /a name has 1 to 64/,
  })),
];
for (const { is, change, says } of refusals) {
  plan(`refuses ${is}`, () =>
    assert.throws(
      () => ports(change),
      (thrown: unknown) => thrown instanceof OmniclawError && says.test(thrown.message),
    ),
  );
}

plan('gives the hundredth browser the last port of the block', () => {
  const profiles = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`p${at}`, auto]));
  assert.is(ports({ profiles }).at(-1), 'p99 18899');
});

plan('chooses the profile that is named, else "default", else the first', () => {
  const { browser } = toGatewayConfig({ authored: {}, declaration: {} });
  const named = (...names: string[]) =>
    planProfiles({ ...browser, profiles: Object.fromEntries(names.map((name) => [name, auto])) }, PLACE);
  assert.is(chooseProfile(named('work', 'default'), null).name, 'default');
  assert.is(chooseProfile(named('work', 'play'), null).name, 'work');
  assert.is(chooseProfile(named('work', 'play'), 'play').name, 'play');
  assert.throws(
    () => chooseProfile(named('work'), 'wrok'),
    (thrown: unknown) => thrown instanceof OmniclawError && thrown.hint === '--browser-profile work',
  );
});

plan.run();
