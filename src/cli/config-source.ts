import type { ConfigSource } from '../gateway/inspect-config.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { readInstance } from './read-instance.ts';

/** The config that a command line means. */
export function configSourceOf(call: Call): ConfigSource {
  const { environment } = call;
  return { path: readInstance(call).configPath, home: readHost(environment).home, variables: environment };
}
