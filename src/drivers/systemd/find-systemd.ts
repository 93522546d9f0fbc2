import { existsSync, readFileSync } from 'node:fs';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { hasErrno } from '../../os/errno.ts';
import type { Launch } from '../../plan/desired-gateway.ts';
import { namesIn } from '../sightings/sighted.ts';
import type { Systemctl } from './systemctl.ts';

/**
 * Whether the user manager of systemd runs the services of this home. One that answers and reads other folders is
 * somebody else's; one that does not answer now, but has units of ours and comes with this machine, is not replaced.
 */
export async function findSystemd(systemctl: Systemctl, folder: string): Promise<'ours' | 'none'> {
  if ((await systemctl.answers()) === 'yes') return (await readsFolder(systemctl, folder)) ? 'ours' : 'none';
  return bootedWithSystemd() && hasUnits(folder) ? 'ours' : 'none';
}

async function readsFolder(systemctl: Systemctl, folder: string): Promise<boolean> {
  try {
    const paths = await systemctl.run('show', '--property=UnitPath', '--value');
    return ` ${paths.trim()} `.includes(` ${folder} `);
  } catch (thrown) {
    // Listens and does not answer, or there is no "systemctl": not to be relied on.
    if (thrown instanceof OmniclawError) return false;
    throw thrown;
  }
}

function bootedWithSystemd(): boolean {
  return readFact('/proc/1/comm') === 'systemd';
}

function hasUnits(folder: string): boolean {
  return namesIn(folder).names.some((name) =>
    /^(?:omniclaw-(?:gateway|command)|openclaw-gateway)(?:-[A-Za-z0-9_-]+)?\.service$/.test(name),
  );
}

/** Whether this kernel lets users have name spaces, as far as its settings say. Root needs no permission. */
export function findSandbox(): Launch['sandbox'] {
  if (process.getuid?.() === 0) return 'full';
  const refused = [
    readFact('/proc/sys/user/max_user_namespaces') === '0',
    readFact('/proc/sys/kernel/unprivileged_userns_clone') === '0',
    readFact('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1',
  ];
  return refused.includes(true) ? 'calls' : 'full';
}

/** Whether the services of a user run without a login. Source: loginctl(1), "enable-linger"; systemd keeps one file a user. */
export function hasLinger(user: string): 'yes' | 'no' {
  return existsSync(`/var/lib/systemd/linger/${user}`) ? 'yes' : 'no';
}

/** Content of a file of one line; empty when there is none. */
function readFact(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'EACCES')) return '';
    throw cause;
  }
}
