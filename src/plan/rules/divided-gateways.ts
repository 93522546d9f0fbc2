import { describeManager } from '../describe-holder.ts';
import { pointer } from '../finding.ts';
import { readFleetMarks } from '../fleet-marks.ts';
import type { ConfigSeen, InstalledService, RunningGateway } from '../host-state.ts';
import { howToRemove } from '../port-variable.ts';
import type { HostRule, HostRuleInput, RuleFault, SeenHost } from '../rule.ts';
import { ownDriverOf, seenDriver } from '../seen-driver.ts';
import { series } from '../series.ts';
import { quoted } from '../visible.ts';

const seen = (port: number): SeenHost => ({
  words: `the unit of "main" says port ${port}, and its config 18789`,
  state: `{ "installed": [{ "manager": { "kind": "systemd-user", "name": "openclaw-gateway-main.service" }, "where": "/home/ann/.config/systemd/user/openclaw-gateway-main.service", "gateway": { "runtime": "openclaw", "profile": "main", "stateDir": "/home/ann/.openclaw-main" }, "configPath": "/home/ann/.openclaw-main/openclaw.json", "port": ${port}, "wanted": "running", "load": "loaded", "program": "/usr/bin/node /opt/openclaw/index.js gateway", "programFile": "there", "dropIns": [], "pid": null, "staleVariables": [] }], "configs": [{ "path": "/home/ann/.openclaw-main/openclaw.json", "port": 18789 }] }`,
});

export const dividedGateway: HostRule = {
  code: 'OC405',
  severity: 'warning',
  title: 'the installed service, the config and the running process of a gateway disagree',
  scope: 'host',
  find: (input) => {
    const parts = partsOf(input);
    return input.gateways.flatMap((gateway): RuleFault[] => {
      const { installed = null, running = null, config = null } = parts.get(gateway.name) ?? {};
      if (gateway.spec.state === 'absent') return [];
      const differences = [
        ...differ('port', 'port', [
          [wordsFor(installed), installed?.port],
          [wordsForConfig(config), config?.port],
          [wordsForProcess(running), running === null ? null : servedPort(running, config?.port ?? null)],
        ]),
        ...differ('configPath', 'config', [
          [wordsFor(installed), installed?.configPath],
          [wordsForProcess(running), running?.configPath],
        ]),
        ...differ('service', 'program', [
          [wordsFor(installed), installed?.program],
          [wordsForProcess(running), running?.program],
        ]),
        ...staleVariables(installed),
      ];
      const [first] = differences;
      if (first === undefined) return [];
      return [
        {
          gateways: [gateway.name],
          message: `${quoted(gateway.name)} is divided: ${differences.map(({ text }) => text).join('; ')}`,
          pointers: [pointer('gateways', gateway.name, first.key)],
          fix: { description: howToMend(first, config), edits: [] },
        },
      ];
    });
  },
  page: {
    why: 'The gateway works until it is restarted, and then comes back with another port, folder or program than the one you know. Commands ask the port of the config, and the service listens on its own.',
    mend: 'Install the service anew, so that definition, config and process say the same.',
    bad: '{ "gateways": { "main": { "runtime": "openclaw", "port": 18789 } } }',
    good: '{ "gateways": { "main": { "runtime": "openclaw", "port": 18789 } } }',
    seen: { bad: seen(19001), good: seen(18789) },
  },
};

/** What there is of one gateway. */
type Parts = { readonly installed?: InstalledService; readonly running?: RunningGateway; readonly config?: ConfigSeen | null };

/** The process that the service manager started is compared with its definition; two supervisors are another finding. */
function partsOf(input: HostRuleInput): Map<string, Parts> {
  const { gatewayOf } = readFleetMarks(input);
  const configs = new Map(input.seen.configs.map((config) => [config.path, config]));
  const parts = new Map<string, Parts>(input.gateways.map(({ name, paths }) => [name, { config: configs.get(paths.config) ?? null }]));
  for (const installed of input.seen.installed ?? []) {
    const gateway = gatewayOf(installed.gateway);
    const before = gateway === undefined ? undefined : parts.get(gateway.name);
    if (
      gateway !== undefined &&
      before !== undefined &&
      (before.installed === undefined || ownDriverOf(installed.manager, gateway) === seenDriver(gateway, input.seen))
    )
      parts.set(gateway.name, { ...before, installed });
  }
  for (const running of input.seen.running ?? []) {
    const gateway = gatewayOf(running.gateway);
    const before = gateway === undefined ? undefined : parts.get(gateway.name);
    const isOfAnother = running.runBy !== null && before?.installed !== undefined && running.runBy.name !== before.installed.manager.name;
    if (gateway !== undefined && before !== undefined && !isOfAnother) parts.set(gateway.name, { ...before, running });
  }
  return parts;
}

/** The port by its flags; else the one of its config when it listens there; else the first that it listens on. */
function servedPort({ port, listens }: RunningGateway, config: number | null): number | null {
  if (port !== null || listens === null || listens.length === 0) return port;
  return config !== null && listens.includes(config) ? config : Math.min(...listens);
}

type Difference = { readonly key: string; readonly text: string };

/** Shows what each says when two of them say different things. Nothing is not a statement. */
function differ(
  key: string,
  what: string,
  said: readonly (readonly [who: string, value: string | number | null | undefined])[],
): Difference[] {
  const statements = said.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (new Set(statements.map(([, value]) => value)).size < 2) return [];
  return [
    {
      key,
      text: `${what}: ${statements.map(([who, value]) => `${who} says ${typeof value === 'number' ? value : quoted(value ?? '')}`).join(', ')}`,
    },
  ];
}

function staleVariables(installed: InstalledService | null): Difference[] {
  if (installed === null || installed.staleVariables.length === 0) return [];
  const names = series(installed.staleVariables.map(quoted));
  return [{ key: 'service', text: `environment: the process runs with other values of ${names} than ${wordsFor(installed)} sets` }];
}

/** A variable that says the port is nothing that apply writes. */
function howToMend({ key }: Difference, config: ConfigSeen | null): string {
  const variable = key === 'port' ? config?.variable : undefined;
  return variable === undefined ? '"omniclaw apply" brings them in line' : howToRemove(variable);
}

function wordsForConfig(config: ConfigSeen | null): string {
  return config?.variable === undefined ? 'its config' : `${quoted(config.variable.name)} in ${quoted(config.variable.file)}`;
}

function wordsFor(installed: InstalledService | null): string {
  return installed === null ? '' : describeManager(installed.manager);
}

function wordsForProcess(running: RunningGateway | null): string {
  return running === null ? '' : `process ${running.pid}`;
}
