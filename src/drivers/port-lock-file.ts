import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { readFileSafely } from '../os/read-file.ts';
import type { PortLock } from '../plan/port-lock.ts';

/** Name of the file that keeps automatic ports, beside the fleet file and committed with it. */
export const PORT_LOCK_FILE = 'omniclaw.fleet.lock.json';

/** Reads the lock file; an empty lock when there is none. Throws OCE_OBSERVE when it is damaged. */
export async function readPortLock(path: string): Promise<{ readonly lock: PortLock; readonly text: string | null }> {
  const file = await readFileSafely(path);
  if (file === null) return { lock: { ports: {} }, text: null };
  const damaged = (problem: string, cause?: unknown) =>
    new OmniclawError('OCE_OBSERVE', `"${path}" ${problem}`, { hint: `git checkout -- ${JSON.stringify(path)}`, cause });
  if (/^<{7} /m.test(file.text))
    throw new OmniclawError('OCE_OBSERVE', `"${path}" holds the marks of a merge conflict`, {
      hint: `git checkout --ours -- ${JSON.stringify(path)}, then omniclaw lint --fix`,
    });
  const value = parseJson(file.text, (cause) => damaged('is not valid JSON', cause));
  if (value === null || typeof value !== 'object' || !('ports' in value)) throw damaged('has no "ports"');
  const { ports } = value;
  if (ports === null || typeof ports !== 'object' || Array.isArray(ports)) throw damaged('has "ports" that is not an object');
  const entries = Object.entries(ports).map(([name, port]): [string, number] => {
    if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535) throw damaged(`has a wrong port for "${name}"`);
    return [name, port];
  });
  return { lock: { ports: Object.fromEntries(entries) }, text: file.text };
}

/** The text of a lock file: sorted, so that it merges well. */
export function printPortLock({ ports }: PortLock): string {
  const sorted = Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ formatVersion: 1, ports: sorted }, null, 2)}\n`;
}

function parseJson(text: string, refuse: (cause: unknown) => OmniclawError): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(cause);
  }
}
