import { type Fix, pointer } from '../finding.ts';
import type { PortLock } from '../port-lock.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

/** Place of a gateway in the lock file: a pointer that leads there instead of into the fleet file. */
export function lockPointer(name: string): string {
  return `lock:${pointer('ports', name)}`;
}

const WRITE: Fix = { description: 'run "omniclaw lint --fix", which brings the lock file up to date, and commit it', edits: [] };

export const staleLock: Rule = {
  code: 'OC704',
  severity: 'warning',
  title: 'the lock file of automatic ports does not fit the fleet file',
  scope: 'fleet',
  find: ({ gateways, lock }) => {
    if (lock === null) return [];
    const byName = new Map(gateways.map(({ name, spec }) => [name, spec]));
    const missing = gateways.filter(({ name, spec }) => spec.port === 'auto' && spec.state !== 'absent' && !holds(lock, name));
    return [
      ...missing.map(({ name, ports }) =>
        fault(name, `no port is kept for ${quoted(name)} yet; it would get ${ports.gateway}`, pointer('gateways', name, 'port')),
      ),
      ...Object.keys(lock.ports).flatMap((name): RuleFault[] => {
        const spec = byName.get(name);
        if (spec === undefined)
          return [fault(name, `the lock file keeps a port for ${quoted(name)}, which is not in the fleet file`, lockPointer(name))];
        if (spec.port === 'auto' || spec.port === lock.ports[name]) return [];
        return [
          {
            gateways: [name],
            message: `the lock file keeps ${lock.ports[name]} for ${quoted(name)}, and the fleet file says ${spec.port}`,
            pointers: [pointer('gateways', name, 'port'), lockPointer(name)],
            fix: WRITE,
          },
        ];
      }),
    ];
  },
  page: {
    why: 'An automatic port stays the same, on every machine and after every change, only while it is written down and committed. What is not in the lock file can be given to another gateway.',
    mend: 'Run "omniclaw lint --fix" or "omniclaw apply", and commit omniclaw.fleet.lock.json beside the fleet file.',
    bad: '{ "gateways": { "main": { "port": "auto" } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
  },
};

function fault(name: string, message: string, place: string): RuleFault {
  return { gateways: [name], message, pointers: [place], fix: WRITE };
}

function holds({ ports }: PortLock, name: string): boolean {
  return Object.hasOwn(ports, name);
}
