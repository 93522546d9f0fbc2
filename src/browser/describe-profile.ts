import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { BrowserProfile } from './plan-profiles.ts';

/** What is known of a profile without its browser. */
export function describeProfile(profile: BrowserProfile): JsonObject {
  const { name } = profile;
  if (profile.kind === 'remote') return { profile: name, cdpUrl: profile.cdpUrl };
  return { profile: name, cdpPort: profile.cdpPort, cdpUrl: `http://127.0.0.1:${profile.cdpPort}`, userDataDir: profile.userDataDir };
}
