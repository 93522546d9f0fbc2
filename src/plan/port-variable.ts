/** The port that a gateway takes from a variable, which stands in a file or in its config and wins over the port of the config. */
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { MAX_PORT } from '../fleet/port-block.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { fieldAt } from './desired-config.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import type { Blocked } from './plan.ts';
import { quoted } from './visible.ts';

/** `name`: as it is called in `file`. */
export type PortVariable = { readonly port: number; readonly name: string; readonly file: string };

/** A text in which a variable may stand. `null`: it does not. */
export type VariableReader = (file: string, name: string) => string | null;

/** Which gateway, and its whole config. */
export type VariablePlace = Pick<DesiredGateway, 'runtime' | 'stateDir'> & {
  readonly home: string;
  readonly config: JsonObject;
  readonly configPath: string;
};

/** The first place that says something decides; `null`: none does, or what it says is no port. */
export function findPortVariable(
  { runtime, stateDir, home, config, configPath }: VariablePlace,
  read: VariableReader,
): PortVariable | null {
  const { files, blocks, port: variable } = runtimeOf(runtime).variables;
  if (variable === '') return null;
  const places = [
    ...files({ stateDir, home }).map((file) => ({ name: variable, file, value: read(file, variable) })),
    ...blocks.map((block) => ({ name: [...block, variable].join('.'), file: configPath, value: fieldAt(config, [...block, variable]) })),
  ];
  for (const { name, file, value } of places) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const port = portIn(value.trim());
    return port === null ? null : { port, name, file };
  }
  return null;
}

/** With or without the host before it. Source: openclaw 2026.9.6, `parseGatewayPortEnvValue`. */
function portIn(text: string): number | null {
  const digits = /^(?:(?:\[[^\]]+\]|[^:]+):)?(\d{1,5})$/.exec(text)?.[1];
  const port = Number(digits ?? 0);
  return port >= 1 && port <= MAX_PORT ? port : null;
}

/** A gateway that would be started on another port than the declared one is not started. */
export function guardPort({ gateway, service }: DesiredGateway, variable: PortVariable | null): Blocked | null {
  if (variable === null || variable.port === service.port) return null;
  const { name, file, port } = variable;
  const message = `${quoted(name)} in ${quoted(file)} is ${port}, and wins over the declared port ${service.port}`;
  return { gateway, message, hint: `${howToRemove(variable)}, or set port of ${quoted(gateway)} to ${port}` };
}

export function howToRemove({ name, file }: Pick<PortVariable, 'name' | 'file'>): string {
  return `take ${quoted(name)} out of ${quoted(file)}`;
}
