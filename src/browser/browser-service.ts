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
  /**
   * Works with other settings from now on. A running browser goes on with what it was started with, unless the settings of its own
   * profile have changed or are gone: then it is ended. Throws OCE_CONFIG when they cannot work, and goes on with the old ones.
   */
  readonly useConfig: (config: BrowserConfig) => void;
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

type Settings = { readonly config: BrowserConfig; readonly profiles: readonly BrowserProfile[] };

/** `declared`: what the config said of the profile when the control was made. */
type Controlled = { readonly control: ProfileControl; readonly declared: string };

/** Throws OCE_CONFIG when the settings cannot work. */
export function createBrowserService({ config, log, ...place }: BrowserServiceRequest): BrowserService {
  const stateDir = realpathSync(place.stateDir);
  let settings: Settings = { config, profiles: planProfiles(config, place) };
  const controls = new Map<string, Controlled>();
  const ending = new Set<Promise<void>>();
  const controlOf = async ({ name }: BrowserProfile): Promise<ProfileControl> => {
    const { createProfileControl } = await import('./profile-control.ts');
    const plan = (): { readonly profile: BrowserProfile; readonly config: BrowserConfig } => ({
      profile: chooseProfile(settings.profiles, name),
      config: settings.config,
    });
    const one = controls.get(name) ?? { control: createProfileControl({ plan, stateDir, log }), declared: declarationOf(settings, name) };
    controls.set(name, one);
    return one.control;
  };
  const end = (name: string, { control }: Controlled): void => {
    controls.delete(name);
    const gone = control.stop().catch((thrown: unknown) => log('browser-stop-failed', { browser: name, problem: String(thrown) }));
    ending.add(gone);
    void gone.then(() => ending.delete(gone));
  };
  return {
    act: async ({ action, profile, params, timeoutMs }) => {
      if (!isActionName(action)) throw unknownAction(action);
      const { runAction } = await import('./action-table.ts');
      // What ends may still have the port or the folder that is wanted now.
      await Promise.all(ending);
      const { profiles } = settings;
      const control = await controlOf(chooseProfile(profiles, profile));
      const all = await Promise.all(profiles.map(controlOf));
      return runAction(action, params, { control, timeoutMs, profiles: () => ({ profiles: all.map(({ status }) => status()) }) });
    },
    useConfig: (next) => {
      settings = { config: next, profiles: planProfiles(next, place) };
      for (const [name, one] of controls) if (declarationOf(settings, name) !== one.declared) end(name, one);
    },
    close: async () => {
      for (const [name, one] of controls) end(name, one);
      await Promise.all(ending);
    },
  };
}

/** What the settings say of one profile. An automatic port is no part of it: that one may move when another profile takes a port. */
function declarationOf({ config, profiles }: Settings, name: string): string {
  const planned = profiles.find((one) => one.name === name);
  if (planned === undefined) return '';
  const place = planned.kind === 'local' ? planned.userDataDir : planned.cdpUrl;
  return JSON.stringify([planned.kind, place, config.profiles[name]?.cdpPort ?? null]);
}
