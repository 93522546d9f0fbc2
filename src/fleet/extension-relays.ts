import type { GatewaySpec, Json } from './fleet-spec.ts';
import { isJsonObject } from './json-object.ts';
import type { PortLayout } from './port-layout.ts';
import { valueAt } from './value-at.ts';

/**
 * Ports on which a gateway waits for the extension of a browser that somebody has open: one for each profile of that kind, by
 * name, and one is there without being declared. Source: openclaw 2026.9.6, `resolveExtensionRelayPorts`.
 */
export function relayPorts({ browser, config }: Pick<GatewaySpec, 'browser' | 'config'>, { relays }: PortLayout, base: number): number[] {
  if (!browser.enabled || relays === null) return [];
  const written = valueAt(config, ['browser', 'profiles']);
  const profiles: { readonly [name: string]: Json } = {
    ...(isJsonObject(written) ? written : {}),
    ...Object.fromEntries(browser.profiles.map(({ name, cdpPort, cdpUrl }) => [name, { cdpPort, cdpUrl }])),
  };
  const pinned = Object.values(profiles).map((profile) => valueAt(profile, ['cdpPort']));
  const waiting = Object.values(profiles).filter((profile) => valueAt(profile, ['driver']) === 'extension' && !isPort(profile));
  const count = waiting.length + (Object.hasOwn(profiles, relays.profile) ? 0 : 1);
  const step = relays.last < relays.first ? -1 : 1;
  const offsets = Array.from({ length: Math.abs(relays.last - relays.first) + 1 }, (_, at) => relays.first + at * step);
  return offsets
    .map((offset) => base + offset)
    .filter((port) => !pinned.includes(port))
    .slice(0, count);
}

function isPort(profile: Json): boolean {
  return typeof valueAt(profile, ['cdpPort']) === 'number';
}
