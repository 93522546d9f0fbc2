/** Which port a gateway takes when variables say another one than its config. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject, RuntimeName } from '../../src/fleet/fleet-spec.ts';
import { findPortVariable, guardPort, type VariablePlace } from '../../src/plan/port-variable.ts';
import { host, sampleDesired, sampleGateway } from './sample-gateway.ts';

const ports = suite('port variable');
const NAME = 'OPENCLAW_GATEWAY_PORT';
const [DOTENV, GATEWAY_ENV] = [`${host.home}/.openclaw/.env`, `${host.home}/.config/openclaw/gateway.env`];

function place(config: JsonObject, runtime: RuntimeName, stateDir: string): VariablePlace {
  return { runtime, stateDir, home: host.home, config, configPath: `${stateDir}/openclaw.json` };
}

type Row = readonly [is: string, files: { readonly [path: string]: string }, config: JsonObject, expected: string | null];
const vars = (value: string | number) => ({ env: { vars: { [NAME]: value } } });
const rows: readonly Row[] = [
  ['nothing', {}, { gateway: { port: 1 } }, null],
  ['a file', { [DOTENV]: '2' }, {}, `2 ${NAME} ${DOTENV}`],
  ['a host before it', { [DOTENV]: '0.0.0.0:2' }, {}, `2 ${NAME} ${DOTENV}`],
  ['an IPv6 host before it', { [DOTENV]: '[::1]:2' }, {}, `2 ${NAME} ${DOTENV}`],
  ['no port', { [DOTENV]: 'x' }, vars('3'), null],
  ['too high', { [DOTENV]: '65536' }, {}, null],
  ['an empty one says nothing', { [DOTENV]: ' ' }, vars('3'), `3 env.vars.${NAME} ${host.home}/.openclaw/openclaw.json`],
  ['the file before the config', { [DOTENV]: '2' }, vars('3'), `2 ${NAME} ${DOTENV}`],
  ['the block before the list in it', {}, { env: { [NAME]: '4', ...vars('3').env } }, `4 env.${NAME} ${host.home}/.openclaw/openclaw.json`],
  ['a number is no variable', {}, vars(3), null],
  ['a reference is none', {}, vars('$' + '{PORT}'), null],
  ['the file of the host', { [GATEWAY_ENV]: '5' }, {}, `5 ${NAME} ${GATEWAY_ENV}`],
  ['the file of the host before the config', { [GATEWAY_ENV]: '5' }, vars('3'), `5 ${NAME} ${GATEWAY_ENV}`],
  ['the file of the folder before that of the host', { [GATEWAY_ENV]: '5', [DOTENV]: '2' }, {}, `2 ${NAME} ${DOTENV}`],
];
const shown = (found: ReturnType<typeof findPortVariable>) => (found === null ? null : `${found.port} ${found.name} ${found.file}`);
for (const [is, files, config, expected] of rows)
  ports(is, () =>
    assert.is(shown(findPortVariable(place(config, 'openclaw', `${host.home}/.openclaw`), (file) => files[file] ?? null)), expected),
  );

ports('the file of the host is for the default folder, and nothing of it for ours', () => {
  const read = () => '5';
  assert.is(findPortVariable(place({}, 'openclaw', '/srv/x'), read)?.file, '/srv/x/.env');
  assert.is(
    findPortVariable(place({}, 'openclaw', '/srv/x'), (file) => (file === GATEWAY_ENV ? '5' : null)),
    null,
  );
  assert.is(findPortVariable(place(vars('3'), 'omniclaw', `${host.home}/.omniclaw`), read), null);
});

ports('another port than the declared one is told with what to type', () => {
  const desired = sampleDesired(sampleGateway('main', 18789, { runtime: 'openclaw' }));
  const variable = { name: NAME, file: DOTENV };
  assert.is(guardPort(desired, null), null);
  assert.is(guardPort(desired, { ...variable, port: 18789 }), null);
  assert.equal(guardPort(desired, { ...variable, port: 18999 }), {
    gateway: 'main',
    message: `"${NAME}" in "${DOTENV}" is 18999, and wins over the declared port 18789`,
    hint: `take "${NAME}" out of "${DOTENV}", or set port of "main" to 18999`,
  });
});
ports.run();
