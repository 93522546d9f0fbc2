import { homedir, hostname, platform, userInfo } from 'node:os';
import type { Platform } from '../fleet/host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** The machine as the fleet file may see it. `OMNICLAW_HOME` wins over the home folder of the account. */
export function readHost(environment: { readonly [name: string]: string | undefined }) {
  const home = environment['OMNICLAW_HOME'] || environment['HOME'] || homedir();
  if (!home.startsWith('/'))
    throw new OmniclawError('OCE_USAGE', `the home folder "${home}" is not an absolute path`, { hint: 'export HOME=/home/you' });
  return {
    home: home === '/' ? home : home.replace(/\/+$/, ''),
    hostname: hostname(),
    platform: knownPlatform(),
    user: userInfo().username,
  };
}

function knownPlatform(): Platform {
  const name = platform();
  return name === 'darwin' || name === 'win32' ? name : 'linux';
}
