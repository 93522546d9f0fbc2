import type { JsonObject } from '../../fleet/fleet-spec.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { jsonText } from '../../render/json-text.ts';
import { painter, printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { describeSilence, getFromGateway, isServing, type LocalGateway, readLocalGateway } from '../local-gateway.ts';
import { readHost } from '../read-host.ts';
import { pathShortener } from '../shorten-path.ts';

/** `problem`: why it is not running, in words; empty when it is. */
type Status = { readonly verdict: 'running' | 'down' | 'elsewhere'; readonly problem: string; readonly answer: JsonObject };

/** 0 it runs and has proven that it is the one, 1 not. */
export async function runStatus(call: Call): Promise<number> {
  const gateway = await readLocalGateway(call);
  const status = await ask(gateway);
  if (call.has('json')) call.terminal.out(jsonText(documentOf(gateway, status)));
  else call.terminal.out(render(call, gateway, status));
  return status.verdict === 'running' ? 0 : 1;
}

async function ask(gateway: LocalGateway): Promise<Status> {
  try {
    if (await isServing(gateway, gateway.base)) {
      return { verdict: 'running', problem: '', answer: await getFromGateway(gateway, gateway.base, '/status') };
    }
    return { verdict: 'down', problem: describeSilence(gateway, gateway.base), answer: {} };
  } catch (thrown) {
    if (thrown instanceof OmniclawError && thrown.code === 'OCE_IMPOSTOR')
      return { verdict: 'elsewhere', problem: thrown.message, answer: {} };
    throw thrown;
  }
}

function documentOf(gateway: LocalGateway, { verdict, problem, answer }: Status) {
  const { profile, base, stateDir, configPath, config } = gateway;
  return {
    schema: 'omniclaw.instance.v1',
    formatVersion: '1.0',
    profile,
    verdict,
    problem,
    port: base,
    configuredPort: config.port,
    stateDir,
    config: configPath,
    gateway: verdict === 'running' ? answer : null,
  };
}

function render(call: Call, gateway: LocalGateway, { verdict, problem, answer }: Status): string {
  const { color } = call.terminal;
  const paint = painter(color);
  const shorten = pathShortener(readHost(call.environment).home, process.cwd());
  const { profile, base, config, configPath } = gateway;
  const words = verdict === 'running' ? `running, proven; process ${answer['pid']}, up ${duration(Number(answer['uptimeMs']))}` : problem;
  const restart = Array.isArray(answer['restart']) ? answer['restart'] : [];
  const ports = Object.entries(Object(answer['ports'] ?? {})).map(([role, port]) => `${role} ${port}`);
  const differs = config.port !== null && config.port !== base ? ` (its config says ${config.port})` : '';
  const rows: readonly (readonly [string, string])[] = [
    ['gateway', `${profile}: ${words}`],
    ['ports', ports.length === 0 ? `gateway ${base}${differs}` : `${ports.join(', ')}${differs}`],
    ['config', shorten(configPath)],
    ...(verdict === 'running' ? [['version', `${answer['version']}, ${answer['clients']} clients`] as const] : []),
    ...(restart.length === 0 ? [] : [['waits', `for a restart: ${restart.join(', ')}`] as const]),
  ];
  const text = rows.map(([name, value]) => `${name.padEnd(8)} ${printable(value)}\n`).join('');
  return verdict === 'running' ? text : `${paint('yellow', 'not running')}\n${text}`;
}

function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3_600)} h`;
}
