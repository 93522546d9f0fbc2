import type { Runtime } from '../runtime.ts';

const windowsDevices = ['con', 'prn', 'aux', 'nul', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [`com${n}`, `lpt${n}`])];

const suffix = (profile: string, separator: string) => (profile === 'default' ? '' : `${separator}${profile}`);

/** Our own gateway. */
export const omniclaw: Runtime = {
  name: 'omniclaw',
  envPrefix: 'OMNICLAW',
  stateDirName: '.omniclaw',
  configFile: 'omniclaw.json',
  workspaceName: (profile) => `workspace${suffix(profile, '-')}`,
  systemdUnit: (profile) => `omniclaw-gateway${suffix(profile, '-')}.service`,
  launchdLabel: (profile) => `ai.omniclaw.gateway${suffix(profile, '.')}`,
  profileName: {
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
    form: '1 to 32 lower-case letters, digits and inner hyphens',
  },
  reservedNames: windowsDevices.map((name) => ({ name, platform: 'any', reason: 'a device name on Windows' })),
  portFromName: () => null,
  retiredKeys: [],
  managed: true,
};
