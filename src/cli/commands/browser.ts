import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeProfile } from '../../browser/describe-profile.ts';
import type { BrowserProfile } from '../../browser/plan-profiles.ts';
import type { JsonObject } from '../../fleet/fleet-spec.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { renderBrowserAnswer } from '../../render/browser-answer.ts';
import { jsonText } from '../../render/json-text.ts';
import { type BrowserClient, openBrowserClient } from '../browser-client.ts';
import { readBrowserParams } from '../browser-params.ts';
import type { Call } from '../command.ts';
import { type LocalGateway, readLocalGateway } from '../local-gateway.ts';

/** Does one action of the control service, and prints what came of it. */
export async function runBrowser(action: string, call: Call): Promise<number> {
  const params = readBrowserParams(action, call);
  const gateway = await readLocalGateway(call);
  const client = openBrowserClient(gateway, call);
  if (action === 'status' || action === 'profiles') return print(action, call, await look(action, gateway, client));
  return print(action, call, await keepBytes(await client.ask(action, params), call));
}

/** Both are asked for often, so they take the short way, and are answered without the gateway as well. */
async function look(action: 'status' | 'profiles', gateway: LocalGateway, client: BrowserClient): Promise<JsonObject> {
  if (!(await client.isServing())) return withoutGateway(action, gateway, client);
  const answer = await client.look(action);
  return action === 'status' ? { gateway: gateway.profile, gatewayRunning: true, controlPort: client.controlPort, ...answer } : answer;
}

/** What can be said without the gateway: where its browsers will be. */
function withoutGateway(action: string, gateway: LocalGateway, { profile, profiles }: BrowserClient): JsonObject {
  const describe = (one: BrowserProfile): JsonObject => ({ ...describeProfile(one), running: false });
  const facts = { gateway: gateway.profile, gatewayRunning: false };
  return action === 'status' ? { ...facts, ...describe(profile) } : { ...facts, profiles: profiles.map(describe) };
}

/** Pictures and documents go into a file, unless a program asked for JSON and named none. */
async function keepBytes({ data, ...answer }: JsonObject, call: Call): Promise<JsonObject> {
  if (typeof data !== 'string' || (call.has('json') && call.value('out') === undefined))
    return data === undefined ? answer : { ...answer, data };
  const ending = String(answer['type']).replace(/^.*\//, '').replace('jpeg', 'jpg');
  const file = resolve(call.value('out') ?? `omniclaw-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.${ending}`);
  await writeFile(file, Buffer.from(data, 'base64')).catch((cause: unknown) => {
    throw new OmniclawError('OCE_WRITE', `"${file}" cannot be written`, { cause, hint: '--out FILE' });
  });
  return { ...answer, file };
}

function print(action: string, { terminal, has }: Call, answer: JsonObject): number {
  if (has('json')) terminal.out(jsonText({ schema: 'omniclaw.browser.v1', formatVersion: '1.0', action, ...answer }));
  else terminal.out(renderBrowserAnswer(action, answer));
  return 0;
}
