/** Every gateway of this host, by the rules of lint and plan: as if a fleet file declared them as their configs do. */

import { findGateways } from '../drivers/find-gateways.ts';
import { textOf } from '../drivers/sightings/sighted.ts';
import { placeOfField } from '../fleet/edit-json5.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { pointerKeys } from '../fleet/json-pointer.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { type ConfigSource, sourceOf } from '../fleet/resolve-includes.ts';
import { includeWay } from '../fleet/runtime.ts';
import { inspectConfig, type PlacedProblem } from '../gateway/inspect-config.ts';
import { toSpec } from '../load/to-spec.ts';
import { omniclawFolders } from '../os/private-folder.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import { type Finding, type Location, locateFaults } from '../plan/finding.ts';
import type { FoundGateway } from '../plan/found-gateway.ts';
import { type ImportedFleetGateway, importFleet } from '../plan/import-fleet.ts';
import type { Call } from './command.ts';
import { findHostFaults, seeHost } from './host-faults.ts';
import { installedPrograms } from './open-host.ts';
import { readHost } from './read-host.ts';

export type Diagnosis = {
  readonly gateways: readonly ImportedFleetGateway[];
  /** Places are in the configs of the gateways. */
  readonly findings: readonly Finding[];
  /** What is wrong with a config itself. */
  readonly problems: readonly (PlacedProblem & { readonly gateway: string; readonly file: string })[];
  readonly notes: readonly string[];
  /** Texts of the configs, by path. */
  readonly texts: ReadonlyMap<string, string>;
};

export async function diagnoseHost(call: Call): Promise<Diagnosis> {
  const { environment } = call;
  const facts = readHost(environment);
  const host: Host = { ...facts, fleetDir: facts.home };
  const found = await findGateways(host, omniclawFolders(environment, host.home), () => []);
  const { gateways, notes } = importFleet(found.gateways, host, await installedPrograms(call));
  const texts = new Map<string, string>();
  for (const { configPath, parts } of found.gateways) {
    texts.set(configPath, (await textOf(configPath)).text ?? '');
    for (const part of parts) if ('text' in part) texts.set(part.path, part.text);
  }
  const ours = found.gateways.filter(({ runtime, config }) => runtime === 'omniclaw' && config !== null);
  const problems = await Promise.all(
    ours.map(async ({ profile, configPath }) => {
      const inspected = await inspectConfig({ path: configPath, home: host.home, variables: environment });
      return inspected.problems.map((problem) => ({ ...problem, gateway: profile, file: configPath }));
    }),
  );
  const spec = toSpec({ gateways: Object.fromEntries(gateways.map(({ name, declaration }) => [name, declaration])) });
  const derived = deriveFleet(spec, host, { ports: {} }, []).gateways;
  const self = { spec, host, gateways: derived };
  const seen = await seeHost(call, self);
  const faults = findHostFaults(self, seen);
  const locate = (pointer: string): Location => locateInConfigs(pointer, { gateways, texts, home: host.home });
  return {
    gateways,
    findings: locateFaults(faults, locate),
    problems: problems.flat(),
    notes: [
      ...found.notes,
      ...notes,
      ...(seen?.notes ?? []),
      ...gateways.flatMap((one) => one.notes.map((text) => `${one.name}: ${text}`)),
    ],
    texts,
  };
}

type Configs = Pick<Diagnosis, 'gateways' | 'texts'> & { readonly home: string };

/** The place in the config, or in the file that says it there. */
function locateInConfigs(pointer: string, { gateways, texts, home }: Configs): Location {
  const [, name] = pointerKeys(pointer);
  const found = gateways.find((one) => one.name === name)?.found;
  const keys = configKeys(pointer) ?? [];
  const source = found === undefined ? { file: '', keys } : sourceIn(found, keys, { texts, home });
  const text = texts.get(source.file) ?? '';
  return { pointer, file: source.file, ...(text.trim() === '' ? { line: 1, column: 1 } : placeOfField(text, source.keys)) };
}

function sourceIn(found: FoundGateway, keys: readonly string[], { texts, home }: Omit<Configs, 'gateways'>): ConfigSource {
  const { configPath, runtime, parts } = found;
  const parsed = parts.length === 0 ? { value: null } : parseJson5(texts.get(configPath) ?? '');
  if (!('value' in parsed) || !isJsonObject(parsed.value)) return { file: configPath, keys };
  return sourceOf(
    { path: configPath, document: parsed.value },
    new Map(parts.map((part) => [part.path, part])),
    includeWay(runtime, home),
    keys,
  );
}

/** Where the config of a gateway says what a fleet file says at a pointer; `null`: not in the config. */
export function configKeys(pointer: string): readonly string[] | null {
  const [, , field, ...rest] = pointerKeys(pointer);
  switch (field) {
    case 'port':
    case 'bind':
    case 'auth':
      return ['gateway', field, ...rest];
    case 'workspace':
      return ['agents', 'defaults', 'workspace'];
    case 'rescues':
      return ['rescue', 'of'];
    case 'browser':
    case 'canvasHost':
    case 'channels':
    case 'agents':
      return [field, ...rest];
    case 'config':
      return rest;
    case 'service':
      return rest[0] === 'env' ? rest : null;
    default:
      return null;
  }
}
