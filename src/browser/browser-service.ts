/** The browsers of one gateway. The code that drives them is loaded when the first is wanted. */
import { realpathSync } from 'node:fs';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { BrowserConfig } from '../gateway/read-gateway-config.ts';
import type { ProfileControl } from './action.ts';
import { isActionName, unknownAction } from './action-names.ts';
import { type BrowserProfile, chooseProfile, type ProfilePlace, planProfiles } from './plan-profiles.ts';

export type BrowserService = {
  /** Does an action. Throws what the action throws, or OCE_USAGE. */
  readonly act: (order: BrowserOrder) => Promise<JsonObject>;
  /** Ends every browser that was started here. */
  readonly close: () => Promise<void>;
};

/** `profile`: null for the main one. `timeoutMs`: limit when the parameters name none; null for the usual one. */
export type BrowserOrder = {
  readonly action: string;
  readonly profile: string | null;
  readonly params: JsonObject;
  readonly timeoutMs: number | null;
};

/** `log`: one line in the log of the gateway. */
export type BrowserServiceRequest = ProfilePlace & {
  readonly log: (event: string, facts: JsonObject) => void;
  readonly config: BrowserConfig;
};

/** Throws OCE_CONFIG when the settings cannot work. */
export function createBrowserService({ config, log, ...place }: BrowserServiceRequest): BrowserService {
  const stateDir = realpathSync(place.stateDir);
  const profiles = planProfiles(config, place);
  const controls = new Map<string, ProfileControl>();
  const controlOf = async (profile: BrowserProfile): Promise<ProfileControl> => {
    const { createProfileControl } = await import('./profile-control.ts');
    const control = controls.get(profile.name) ?? createProfileControl({ profile, config, stateDir, log });
    controls.set(profile.name, control);
    return control;
  };
  return {
    act: async ({ action, profile, params, timeoutMs }) => {
      if (!isActionName(action)) throw unknownAction(action);
      const { runAction } = await import('./action-table.ts');
      const control = await controlOf(chooseProfile(profiles, profile));
      const all = await Promise.all(profiles.map(controlOf));
      return runAction(action, params, { control, timeoutMs, profiles: () => ({ profiles: all.map(({ status }) => status()) }) });
    },
    close: async () => {
      await Promise.all([...controls.values()].map(({ stop }) => stop()));
    },
  };
}
