/** Variables of a gateway that stand in no environment: it reads them when it starts, from files and from its config. */
import { type ClientSecret, variablesNeeded } from '../fleet/client-auth.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { fieldAt } from '../plan/desired-config.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { includeWayOf } from '../plan/effective-config.ts';
import type { ObservedConfig, ServiceRegistration } from '../plan/observed-gateway.ts';
import type { ConfigReading } from './config-file.ts';
import { readDotEnvs } from './dot-env.ts';
import { environmentOf } from './proofs/own-process.ts';

/** What a gateway finds under the name of a variable; `null`: nothing. */
export type Lookup = (name: string) => string | null;

/** Where it looks. `environment`: what its process was started with. `files`: what its files of variables set. */
export type VariablePlaces = {
  readonly environment: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
  readonly config: Json;
};

/** What the files set; the first one that sets a variable counts. */
export async function readVariableFiles({ runtime, stateDir, service }: DesiredGateway): Promise<ReadonlyMap<string, string>> {
  const places = runtimeOf(runtime).variables.files({ stateDir, home: service.program.env['HOME'] ?? '' });
  const read = await readDotEnvs(places);
  return new Map([...read.values()].flatMap((variables) => [...variables]).reverse());
}

/**
 * What is there counts for more than what comes later: process, files, config. It is the other way round for what
 * OpenClaw has put into its own unit from its files. Source: openclaw 2026.9.6, `docs/help/environment.md`.
 */
export function lookUpIn({ runtime }: Pick<DesiredGateway, 'runtime'>, { environment, files, config }: VariablePlaces): Lookup {
  const { envPrefix, variables } = runtimeOf(runtime);
  const copied = (environment.get(`${envPrefix}_SERVICE_MANAGED_ENV_KEYS`) ?? '').toUpperCase().split(',');
  return (name) => {
    const places = copied.includes(name.toUpperCase()) ? [files, environment] : [environment, files];
    const given = places.find((place) => place.has(name))?.get(name) ?? '';
    if (given.trim() !== '') return given;
    const said = variables.blocks.flatMap((block): string[] => {
      const value = fieldAt(config, [...block, name]);
      return typeof value === 'string' && value.trim() !== '' && !value.includes('${') ? [value] : [];
    });
    return said[0] ?? null;
  };
}

/** Which secrets of clients a gateway finds in variables where its config does not say them. */
export function secretsGiven({ runtime }: Pick<DesiredGateway, 'runtime'>, lookUp: Lookup): ClientSecret[] {
  const { secrets } = runtimeOf(runtime).variables;
  return (['token', 'password'] as const).filter((which) => secrets[which] !== '' && lookUp(secrets[which]) !== null);
}

/** `files`: what the files of variables set. */
export type VariableReading = ConfigReading & Pick<VariablePlaces, 'files'>;

/** How the config of a gateway is read: with its files of variables, and with an environment: that of a service of ours. */
export async function readingOf(desired: DesiredGateway, environment = ourEnvironment(desired)): Promise<VariableReading> {
  const files = await readVariableFiles(desired);
  const givenIn = (config: Json) => secretsGiven(desired, lookUpIn(desired, { environment, files, config }));
  return { way: includeWayOf(desired), givenIn, files };
}

/** What runs a gateway now: its service, and one of its processes; `null`: none. `files`: what the files of variables set. */
export type RunBy = Pick<VariablePlaces, 'files'> & { readonly registration: ServiceRegistration | null; readonly pid: number | null };

/** The config with what its process or its own unit gives beside it. What our own service gives goes on being there. */
export function withGiven(config: ObservedConfig, desired: DesiredGateway, { files, registration, pid }: RunBy): ObservedConfig {
  const { secrets } = runtimeOf(desired.runtime).variables;
  if (secrets.token === '' || registration?.origin === 'ours') return config;
  const started = pid === null ? new Map<string, string>() : environmentOf(pid);
  const environment = started.size > 0 ? started : new Map(Object.entries(registration?.program?.env ?? {}));
  const places = { files, config: config.value };
  const now = lookUpIn(desired, { ...places, environment });
  const then = lookUpIn(desired, { ...places, environment: ourEnvironment(desired) });
  const given = secretsGiven(desired, now);
  const needed = desired.service.driver === 'external' ? [] : variablesNeeded({ value: config.value, given }, secrets);
  return { ...config, given, lost: needed.filter((name) => now(name) !== null && now(name) !== then(name)) };
}

function ourEnvironment({ service }: DesiredGateway): ReadonlyMap<string, string> {
  return new Map(Object.entries(service.program.env));
}
