import type { Runtime } from '../runtime.ts';
import { omniclaw } from './omniclaw.ts';

const suffix = (profile: string, separator: string) => (profile === 'default' ? '' : `${separator}${profile}`);

/** FNV-1a of the UTF-8 bytes, 32 bits. Source: openclaw 2026.9.6, `resolveGatewayPort` in `src/config/paths.ts`. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** The public gateway of the same layout. Source: npm package openclaw 2026.9.6, `src/cli/profile-utils.ts`, `src/daemon/constants.ts`. */
export const openclaw: Runtime = {
  name: 'openclaw',
  envPrefix: 'OPENCLAW',
  stateDirName: '.openclaw',
  configFile: 'openclaw.json',
  workspaceName: () => 'workspace',
  systemdUnit: (profile) => `openclaw-gateway${suffix(profile, '-')}.service`,
  launchdLabel: (profile) => (profile === 'default' ? 'ai.openclaw.gateway' : `ai.openclaw.${profile}`),
  profileName: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$/,
    form: '1 to 64 letters, digits, underscores and hyphens, starting with a letter or digit',
  },
  reservedNames: [
    ...omniclaw.reservedNames,
    { name: 'gateway', platform: 'darwin', reason: 'its launchd label is that of the default gateway' },
    { name: 'node', platform: 'darwin', reason: 'its launchd label is that of the node host' },
  ],
  portFromName: (profile) => {
    if (profile === 'default') return 18789;
    return profile === 'dev' ? 19001 : 20_000 + (fnv1a32(profile) % 40_000);
  },
  // Source: openclaw 2026.9.6, list of legacy config paths; change log of 2026.1.27, 2026.3.22 and 2026.5.12.
  retiredKeys: [
    { path: ['browser', 'controlUrl'], since: '2026.1.27', instead: 'the gateway reaches its browser control itself' },
    { path: ['browser', 'controlToken'], since: '2026.1.27', instead: 'the gateway token is used' },
    { path: ['browser', 'cdpPortRangeStart'], since: '2026.9', instead: 'declare browser.profiles with cdpPort' },
    { path: ['browser', 'relayBindHost'], since: '2026.3.22', instead: '' },
    { path: ['browser', 'profiles', '*', 'color'], since: '2026.9', instead: '' },
    { path: ['canvasHost', 'port'], since: '2026.5.12', instead: 'see plugins.entries.canvas.config.host' },
  ],
  managed: false,
};
