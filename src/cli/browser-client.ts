import { type BrowserProfile, chooseProfile, planProfiles } from '../browser/plan-profiles.ts';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { Call } from './command.ts';
import { getFromGateway, isServing, type LocalGateway, postToGateway, requireServing } from './local-gateway.ts';

/** The control port of a gateway, and the browser profile that the line names. */
export type BrowserClient = {
  readonly controlPort: number;
  readonly profiles: readonly BrowserProfile[];
  readonly profile: BrowserProfile;
  readonly isServing: () => Promise<boolean>;
  /** What an action that only looks gives, of a port that has just proven itself. */
  readonly look: (action: string) => Promise<JsonObject>;
  /** Does an action. Throws OCE_NOT_READY when the gateway does not run, or what the action throws. */
  readonly ask: (action: string, params: JsonObject) => Promise<JsonObject>;
};

/** Throws OCE_REFUSED when browsers are switched off, OCE_USAGE when there is no such browser profile. */
export function openBrowserClient(gateway: LocalGateway, call: Call): BrowserClient {
  const { browser } = gateway.config;
  if (!browser.enabled) {
    throw new OmniclawError('OCE_REFUSED', `browsers are switched off for the gateway "${gateway.profile}"`, {
      hint: `omniclaw --profile ${gateway.profile} config set browser.enabled true`,
    });
  }
  const controlPort = browser.controlPort ?? gateway.base + PORT_BLOCK.browserControl;
  const profiles = planProfiles(browser, { ...gateway, controlPort });
  const profile = chooseProfile(profiles, call.value('browser-profile') ?? null);
  return {
    controlPort,
    profiles,
    profile,
    isServing: () => isServing(gateway, controlPort),
    look: async (action) => {
      const { ok: _, ...answer } = await getFromGateway(gateway, controlPort, `/${action}?profile=${profile.name}`);
      return answer;
    },
    ask: async (action, params) => {
      await requireServing(gateway, controlPort);
      const { ok: _, ...answer } = await postToGateway(gateway, controlPort, `/${action}`, { ...params, profile: profile.name });
      return answer;
    },
  };
}
