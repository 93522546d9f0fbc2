import type { DerivedGateway } from '../derived-gateway.ts';
import { describeManager } from '../describe-holder.ts';
import { pointer } from '../finding.ts';
import { readFleetMarks } from '../fleet-marks.ts';
import type { InstalledService } from '../host-state.ts';
import type { HostRule, HostRuleInput, RuleFault, SeenHost } from '../rule.ts';
import { isManaged, ownDriverOf, seenDriver } from '../seen-driver.ts';
import { series } from '../series.ts';
import { shellWord } from '../shell-word.ts';
import { quoted } from '../visible.ts';

const systemd = '{ "gateways": { "main": { "port": 18789, "service": { "driver": "systemd" } } } }';
const unit = (words: string, load: InstalledService['load']): SeenHost => ({
  words: `omniclaw-gateway-main.service is ${words}`,
  state: `{ "installed": [{ "manager": { "kind": "systemd-user", "name": "omniclaw-gateway-main.service" }, "where": "/home/ann/.config/systemd/user/omniclaw-gateway-main.service", "gateway": { "runtime": "omniclaw", "profile": "main", "stateDir": "/home/ann/.omniclaw-main" }, "configPath": "/home/ann/.omniclaw-main/omniclaw.json", "port": null, "wanted": "running", "load": "${load}", "program": "/usr/bin/omniclaw --profile main gateway", "programFile": "there", "dropIns": [], "pid": null, "staleVariables": [] }] }`,
});

export const deadUnit: HostRule = {
  code: 'OC407',
  severity: 'error',
  title: 'the service of a gateway is masked, or its program does not exist',
  scope: 'host',
  find: (input) =>
    servicesOf(input).flatMap(({ gateway, service }): RuleFault[] => {
      const { manager, load, programFile, program, dropIns } = service;
      const place = [pointer('gateways', gateway.name, 'service', 'driver')];
      if (load === 'masked') {
        const command = `${manager.kind === 'systemd-user' ? 'systemctl --user' : 'sudo systemctl'} unmask ${shellWord(manager.name)}`;
        const message = `${describeManager(manager)} of ${quoted(gateway.name)} is masked, so nothing can start it`;
        return [{ gateways: [gateway.name], message, pointers: place, fix: { description: `"${command}"`, edits: [] } }];
      }
      if (programFile !== 'missing') return [];
      // Apply writes a definition of ours anew, and leaves what others have added to it.
      const isRewritten = isManaged(gateway) && dropIns.length === 0;
      const command = isRewritten || dropIns.length === 0 ? 'omniclaw apply' : `edit ${dropIns.map(shellWord).join(' ')}`;
      return [
        {
          severity: isRewritten ? 'warning' : 'error',
          gateways: [gateway.name],
          message: `${describeManager(manager)} of ${quoted(gateway.name)} starts ${quoted(program)}, and that program does not exist`,
          pointers: place,
          fix: { description: `"${command}"${isRewritten ? ' installs the service anew' : ''}`, edits: [] },
        },
      ];
    }),
  page: {
    why: 'The service manager cannot start the gateway: not now, not after the next boot. A program goes missing when Node or the package is updated into another folder.',
    mend: 'Unmask the unit, or install the service anew.',
    bad: systemd,
    good: systemd,
    seen: { bad: unit('masked', 'masked'), good: unit('not masked, and its program exists', 'loaded') },
  },
};

export const noLinger: HostRule = {
  code: 'OC408',
  severity: 'warning',
  title: 'services of this user stop when the last session ends',
  scope: 'host',
  find: ({ gateways, host, seen }) => {
    const affected = gateways.filter(
      (gateway) => isManaged(gateway) && seenDriver(gateway, seen) === 'systemd' && gateway.spec.state === 'running',
    );
    if (seen.linger !== 'no' || affected.length === 0) return [];
    const names = affected.map(({ name }) => name);
    return [
      {
        gateways: names,
        message: `the user ${quoted(host.user)} does not linger, so ${series(names.map(quoted))} ${names.length === 1 ? 'stops' : 'stop'} at logout and ${names.length === 1 ? 'does' : 'do'} not start at boot`,
        pointers: names.map((name) => pointer('gateways', name, 'service', 'driver')),
        fix: { description: `"loginctl enable-linger ${shellWord(host.user)}"`, edits: [] },
      },
    ];
  },
  page: {
    why: 'systemd ends the services of a user with the last session of that user. The gateway is then gone until somebody logs in again.',
    mend: 'Let the user linger: loginctl enable-linger.',
    bad: systemd,
    good: systemd,
    seen: {
      bad: { words: 'this user does not linger', state: '{ "linger": "no" }' },
      good: { words: 'this user lingers', state: '{ "linger": "yes" }' },
    },
  },
};

type Found = { readonly gateway: DerivedGateway; readonly service: InstalledService };

/** The service by which each gateway is run as declared; of a gateway that something else runs, whatever there is. */
function servicesOf(input: HostRuleInput): Found[] {
  const { gatewayOf } = readFleetMarks(input);
  return (input.seen.installed ?? []).flatMap((service): Found[] => {
    const gateway = gatewayOf(service.gateway) ?? input.gateways.find((one) => one.service.name === service.manager.name);
    if (gateway === undefined || gateway.spec.state === 'absent') return [];
    const isMeant = !isManaged(gateway) || ownDriverOf(service.manager, gateway) === seenDriver(gateway, input.seen);
    return isMeant ? [{ gateway, service }] : [];
  });
}
