/** The control port and `browser.request` of a real gateway: who may ask, how, and what they are told. No browser is started. */
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import published from '../../schema/browser-actions.schema.json' with { type: 'json' };
import { isActionName } from '../../src/browser/action-names.ts';
import { ACTION_SCHEMAS } from '../../src/browser/action-schema.ts';
import { validateAction } from '../../src/browser/generated/validate-actions.js';
import { BROWSER_COMMANDS } from '../../src/cli/browser-commands.ts';
import { connectClient } from '../gateway/client.ts';
import { openGateway, type RunningGateway } from '../gateway/running-gateway.ts';
import { until } from './browser-box.ts';

const control = suite<{ gateway: RunningGateway }>('the browser control port');
control.before(async (context) => {
  context.gateway = await openGateway();
});
control.after(async ({ gateway }) => {
  await gateway.stop();
  await gateway.box.close();
});

control('the actions are the same in schema, validators, table and command line', () => {
  const names = Object.keys(ACTION_SCHEMAS).sort();
  assert.ok(names.every(isActionName));
  assert.equal(Object.keys(validateAction).sort(), names);
  assert.equal(Object.keys(published.properties).sort(), names);
  assert.equal(BROWSER_COMMANDS.map(({ name }) => name.replace('browser ', '')).sort(), names);
  for (const { examples, name } of BROWSER_COMMANDS)
    assert.ok(examples.length > 0 && examples.every(({ line }) => line.includes(name)), name);
});

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: { readonly [name: string]: string };
};
type Answered = {
  readonly status: number;
  readonly body: { readonly ok?: boolean; readonly running?: boolean; readonly error?: unknown; readonly [key: string]: unknown };
};

function ask({ base, token }: RunningGateway, { method, path, body, headers = {} }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const usual = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const call = request({ host: '127.0.0.1', port: base + 2, method, path, headers: { ...usual, ...headers }, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
    });
    call.once('error', reject).end(body);
  });
}

const rows: readonly (readonly [string, Asked, number, RegExp])[] = [
  ['status', { method: 'GET', path: '/status' }, 200, /"running":false/],
  ['status at the top, as the family has it', { method: 'GET', path: '/' }, 200, /"profile":"default"/],
  ['profiles', { method: 'GET', path: '/profiles' }, 200, /"profiles":\[/],
  ['tabs of a browser that does not run', { method: 'GET', path: '/tabs' }, 422, /does not run/],
  ['close, as the family has it', { method: 'DELETE', path: '/tabs/ABC' }, 422, /does not run/],
  ['an action by kind, as the family has it', { method: 'POST', path: '/act', body: '{"kind":"click","ref":"e1"}' }, 422, /does not run/],
  ['a click with GET', { method: 'GET', path: '/click' }, 400, /asked for with POST, not GET/],
  ['an unknown action', { method: 'POST', path: '/clik' }, 404, /omniclaw browser click/],
  ['an unknown kind', { method: 'POST', path: '/act', body: '{"kind":"__proto__"}' }, 404, /no browser action/],
  ['a path of the prototype', { method: 'GET', path: '/__proto__' }, 404, /no browser action/],
  ['an unknown browser profile', { method: 'GET', path: '/status?profile=defualt' }, 400, /--browser-profile default/],
  ['an unknown query', { method: 'GET', path: '/status?x=1' }, 400, /no query parameter/],
  ['wrong parameters', { method: 'POST', path: '/open', body: '{"url":1,"x":2}' }, 400, /no parameter \\"x\\"; \\"url\\" must be string/],
  ['missing parameters', { method: 'POST', path: '/open', body: '{}' }, 400, /must have required property 'url'/],
  ['a body that is no JSON', { method: 'POST', path: '/open', body: '{' }, 400, /not JSON/],
  ['a body that is no object', { method: 'POST', path: '/open', body: '[]' }, 400, /must be a JSON object/],
  [
    'a form, which any page can send',
    { method: 'POST', path: '/start', body: 'x=1', headers: { 'content-type': 'text/plain' } },
    415,
    /application\/json/,
  ],
  ['no token', { method: 'POST', path: '/start', headers: { authorization: '' } }, 401, /a token is needed/],
  ['a token in the address', { method: 'GET', path: '/status?token=x', headers: { authorization: '' } }, 401, /a token is needed/],
  ['another origin', { method: 'POST', path: '/start', headers: { origin: 'http://evil.example' } }, 403, /other origins/],
  ['the origin of the canvas', { method: 'GET', path: '/status', headers: { 'sec-fetch-site': 'same-site' } }, 403, /other origins/],
  ['another host', { method: 'GET', path: '/status', headers: { host: 'evil.example' } }, 421, /not served here/],
];
for (const [is, asked, status, says] of rows) {
  control(`${is}: ${status}`, async ({ gateway }) => {
    const answer = await ask(gateway, asked);
    assert.is(answer.status, status, JSON.stringify(answer.body));
    assert.match(JSON.stringify(answer.body), says);
    assert.is(answer.body.ok, status === 200);
  });
}

control('browser.request of the protocol gives the same answers', async ({ gateway }) => {
  const client = await connectClient(gateway.base, gateway.token);
  const call = (params: object) => client.call('browser.request', params);
  const status = await call({ method: 'GET', path: '/', timeoutMs: 5_000 });
  assert.equal([status.ok, status.payload.running, status.payload.cdpPort], [true, false, gateway.base + 11]);
  const tabs = await call({ method: 'GET', path: '/tabs', query: { profile: 'default' } });
  assert.equal([tabs.ok, tabs.error.code, tabs.error.details['code']], [false, 'UNAVAILABLE', 'OCE_BROWSER']);
  for (const params of [
    {},
    { method: 'PUT', path: '/' },
    { method: 'POST', path: 1 },
    { method: 'POST', path: '/open', body: 'x' },
    { method: 'POST', path: '/nothing' },
  ])
    assert.is((await call(params)).ok, false, JSON.stringify(params));
  client.end();
});

control('a changed config is taken up: another profile, another port; a wrong one is refused and nothing changes', async ({ gateway }) => {
  const write = (browser: object) => writeFile(gateway.configPath, JSON.stringify({ gateway: { port: gateway.base }, browser }));
  const port = async () => (await ask(gateway, { method: 'GET', path: '/status' })).body['cdpPort'];
  await write({ profiles: { work: { cdpPort: 29_999 } } });
  await until('the new port is told', async () => (await port()) === 29_999);
  await write({ profiles: { 'not a name': { cdpPort: 29_998 } } });
  await gateway.logged('browser-config-refused');
  assert.is(await port(), 29_999);
});

control.run();
