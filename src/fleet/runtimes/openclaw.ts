import type { Runtime } from '../runtime.ts';
import { omniclaw } from './omniclaw.ts';

const suffix = (profile: string, separator: string) => (profile === 'default' ? '' : `${separator}${profile}`);

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
  managed: false,
};
