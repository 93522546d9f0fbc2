/** Variables of a gateway that stand in no environment: it reads them when it starts, from files and from its config. */
import { parseEnv } from 'node:util';
import type { Json } from '../fleet/fleet-spec.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { fieldAt } from '../plan/desired-config.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { textOf } from './sightings/sighted.ts';

/** What a gateway finds under the name of a variable; `null`: nothing. */
export type Lookup = (name: string) => string | null;

/** Where it looks. `environment`: what its process was started with. `files`: what its files of variables set. */
export type VariablePlaces = {
  readonly environment: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
  readonly config: Json;
};

/** What the files set, the first one first. A file that cannot be read sets nothing, for the gateway as well. */
export async function readVariableFiles({ runtime, stateDir, service }: DesiredGateway): Promise<ReadonlyMap<string, string>> {
  const places = runtimeOf(runtime).variables.files({ stateDir, home: service.program.env['HOME'] ?? '' });
  const read = await Promise.all(places.map(textOf));
  const pairs = read.flatMap(({ text }) => Object.entries(parseEnv(text ?? '')));
  return new Map(pairs.reverse().flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
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
