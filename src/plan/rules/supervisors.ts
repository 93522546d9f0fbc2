import { runtimeOf } from '../../fleet/runtime.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { describeManager, howToDismiss } from '../describe-holder.ts';
import { pointer } from '../finding.ts';
import { readFleetMarks } from '../fleet-marks.ts';
import type { Manager } from '../host-state.ts';
import type { HostRule, HostRuleInput, RuleFault } from '../rule.ts';
import { isManaged, ownDriverOf } from '../seen-driver.ts';
import { quoted } from '../visible.ts';

const unit = (kind: Manager['kind'], pid: string) =>
  `{ "manager": { "kind": "${kind}", "name": "omniclaw-gateway-main.service" }, "where": "/etc/systemd/system/omniclaw-gateway-main.service", "gateway": { "runtime": "omniclaw", "profile": "main", "stateDir": "/home/ann/.omniclaw-main" }, "configPath": "/home/ann/.omniclaw-main/omniclaw.json", "port": null, "wanted": "running", "load": "loaded", "program": "/usr/bin/omniclaw --profile main gateway", "programFile": "there", "dropIns": [], "pid": ${pid}, "staleVariables": [] }`;

export const severalSupervisors: HostRule = {
  code: 'OC404',
  severity: 'error',
  title: 'a gateway is run by two supervisors',
  scope: 'host',
  find: (input) => {
    const managers = managersOf(input);
    return input.gateways.flatMap((gateway): RuleFault[] => {
      const found = managers.get(gateway.name) ?? [];
      const others = found.filter((manager) => ownDriverOf(manager, gateway) === null);
      // Several of ours are one: apply hands the gateway over to the declared one.
      if (gateway.spec.state === 'absent' || others.length === 0) return [];
      if (found.length < 2) return others.flatMap((manager) => besideOurs(gateway, manager));
      const superfluous = others.length < found.length ? others : found.slice(1);
      const commands = superfluous.map((manager) => `"${howToDismiss(manager, gateway.name)}"`);
      return [
        {
          gateways: [gateway.name],
          message: `${quoted(gateway.name)} is run by ${found.map(describeManager).join(' and by ')}`,
          pointers: [pointer('gateways', gateway.name, 'service', 'driver')],
          fix: { description: `keep one of them: ${commands.join(', ')}`, edits: [] },
        },
      ];
    });
  },
  page: {
    why: 'Each of them starts the gateway again when it ends, so the two take the port and the state folder from each other for ever, and stopping one does not stop the gateway. A unit of yours and the one that apply would make are two as well.',
    mend: 'Keep the one that the fleet file names in service.driver, and disable the others.',
    bad: '{ "gateways": { "main": { "port": 18789 } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
    seen: {
      bad: {
        words: 'a user unit and a system unit are both set up to run "main"',
        state: `{ "installed": [${unit('systemd-user', '4242')}, ${unit('systemd-system', 'null')}] }`,
      },
      good: { words: 'one user unit runs "main"', state: `{ "installed": [${unit('systemd-user', '4242')}] }` },
    },
  },
};

/** What runs a gateway alone, while the fleet file has us run it: apply would make a second. A renamed one is handed over. */
function besideOurs(gateway: DerivedGateway, manager: Manager): RuleFault[] {
  const { name, spec } = gateway;
  const { systemdUnit, launchdLabel } = runtimeOf(spec.runtime);
  const before = spec.renamedFrom === null ? [] : [systemdUnit(spec.renamedFrom), launchdLabel(spec.renamedFrom)];
  if (spec.state !== 'running' || !isManaged(gateway) || before.includes(manager.name)) return [];
  const description = `"${howToDismiss(manager, name)}", or set service.driver of ${quoted(name)} to "external"`;
  return [
    {
      gateways: [name],
      message: `${quoted(name)} is run by ${describeManager(manager)}, and the fleet file has omniclaw run it as ${quoted(gateway.service.name)}`,
      pointers: [pointer('gateways', name, 'service', 'driver')],
      fix: { description, edits: [] },
    },
  ];
}

/** Everything that would start each gateway again: definitions that are switched on, and what runs its process now. */
function managersOf(input: HostRuleInput): Map<string, Manager[]> {
  const { gatewayOf } = readFleetMarks(input);
  const found = new Map<string, Map<string, Manager>>();
  const note = (gateway: DerivedGateway | undefined, manager: Manager | null): void => {
    if (gateway === undefined || manager === null) return;
    const known = found.get(gateway.name) ?? new Map<string, Manager>();
    found.set(gateway.name, known.set(`${manager.kind} ${manager.name}`, manager));
  };
  for (const { gateway, manager, wanted, load } of input.seen.installed ?? [])
    if (wanted === 'running' && load !== 'masked') note(gatewayOf(gateway), manager);
  for (const { gateway, runBy } of input.seen.running ?? []) note(gatewayOf(gateway), runBy);
  return new Map([...found].map(([name, managers]) => [name, [...managers.values()]]));
}
