import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeProfile } from '../../browser/describe-profile.ts';
import { type BrowserProfile, chooseProfile, planProfiles } from '../../browser/plan-profiles.ts';
import type { JsonObject } from '../../fleet/fleet-spec.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { PORT_BLOCK } from '../../fleet/port-block.ts';
import { renderBrowserAnswer } from '../../render/browser-answer.ts';
import { readBrowserParams } from '../browser-params.ts';
import type { Call } from '../command.ts';
import { isServing, type LocalGateway, postToGateway, readLocalGateway, requireServing } from '../local-gateway.ts';

/** Does one action of the control service, and prints what came of it. */
export async function runBrowser(action: string, call: Call): Promise<number> {
  const params = readBrowserParams(action, call);
  const gateway = await readLocalGateway(call);
  const { config, base } = gateway;
  if (!config.browser.enabled)
    throw new OmniclawError('OCE_REFUSED', `browsers are switched off for the gateway "${gateway.profile}"`, {
      hint: 'omniclaw config set browser.enabled true',
    });
  const controlPort = config.browser.controlPort ?? base + PORT_BLOCK.browserControl;
  const profiles = planProfiles(config.browser, { ...gateway, controlPort });
  const profile = chooseProfile(profiles, call.value('browser-profile') ?? null);
  if (action === 'status' || action === 'profiles') {
    if (!(await isServing(gateway, controlPort)))
      return print(action, call, withoutGateway(action, gateway, action === 'status' ? [profile] : profiles));
  } else await requireServing(gateway, controlPort);
  const { ok: _, ...answer } = await postToGateway(gateway, controlPort, `/${action}`, { ...params, profile: profile.name });
  const facts = action === 'status' ? { gateway: gateway.profile, gatewayRunning: true, controlPort } : {};
  return print(action, call, await keepBytes({ ...facts, ...answer }, call));
}

/** What can be said without the gateway: where its browsers will be. */
function withoutGateway(action: string, { profile }: LocalGateway, profiles: readonly BrowserProfile[]): JsonObject {
  const described = profiles.map((one) => ({ ...describeProfile(one), running: false }));
  const facts = { gateway: profile, gatewayRunning: false };
  return action === 'status' ? { ...facts, ...described[0] } : { ...facts, profiles: described };
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
  if (has('json')) terminal.out(`${JSON.stringify({ schema: 'omniclaw.browser.v1', formatVersion: '1.0', action, ...answer }, null, 2)}\n`);
  else terminal.out(renderBrowserAnswer(action, answer));
  return 0;
}
