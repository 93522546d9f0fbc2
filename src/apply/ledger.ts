/**
 * What we wrote the last time, by gateway. A cache: losing it costs the knowledge of which fields and gateways to
 * clean up, never a gateway. It decides deletions only together with what is observed.
 */

import type { Json, RuntimeName } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { OwnedField } from '../plan/desired-config.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';

export type LedgerEntry = {
  /** Path of the fleet file that declared it. */
  readonly fleet: string;
  readonly runtime: RuntimeName;
  readonly service: string;
  readonly stateDir: string;
  readonly config: string;
  readonly port: number;
  readonly fields: readonly OwnedField[];
  /** Further fields that an apply which did not end well was about to write, or has written. */
  readonly tried: readonly OwnedField[];
  /** Whether it was protected then: a gateway that left the file stays protected. */
  readonly protect: boolean;
  /** Hash of its declaration that is kept as a generation, so that this is known without reading any; empty: none is. */
  readonly generation: string;
};

export type Ledger = {
  entry(gateway: string): LedgerEntry | null;
  /** Names of all gateways, whatever fleet file declared them. */
  names(): readonly string[];
  /** Gateways that a fleet file declared when it was last applied. */
  declaredBy(fleet: string): readonly string[];
  /** Records a gateway as it was applied; writes only when that is news. */
  record(gateway: string, entry: LedgerEntry): Promise<void>;
  forget(gateway: string): Promise<void>;
};

const FORMAT = 1;

/** Opens the ledger. A damaged or newer one is read as empty: it is made again from what is observed. */
export async function openLedger(path: string): Promise<Ledger> {
  const file = await readFileSafely(path);
  let entries = file === null ? new Map<string, LedgerEntry>() : parseLedger(file.text);
  let text = file?.text ?? null;
  let queue = Promise.resolve();
  // The entries that the file holds: after a write that failed they are others, and who records again is told of it as well.
  let kept = file === null ? null : entries;
  const save = (next: ReadonlyMap<string, LedgerEntry>): Promise<void> => {
    entries = new Map(next);
    queue = queue.then(async () => {
      const now = entries;
      const wanted = printLedger(now);
      if (wanted !== text && (text !== null || now.size > 0)) {
        await writeFileSafely(path, wanted, 0o600);
        text = wanted;
      }
      kept = now;
    });
    return queue;
  };
  return {
    entry: (gateway) => entries.get(gateway) ?? null,
    names: () => [...entries.keys()],
    declaredBy: (fleet) => [...entries].flatMap(([name, entry]) => (entry.fleet === fleet ? [name] : [])),
    // Fifty gateways that are as they were are not printed fifty times.
    record: async (gateway, entry) =>
      kept === entries && JSON.stringify(entries.get(gateway)) === JSON.stringify(entry)
        ? undefined
        : save(new Map([...entries, [gateway, entry]])),
    forget: (gateway) => save(new Map([...entries].filter(([name]) => name !== gateway))),
  };
}

export function ledgerEntry(fleet: string, desired: DesiredGateway, generation: string): LedgerEntry {
  const { runtime, service, stateDir, config, protect } = desired;
  return {
    fleet,
    runtime,
    service: service.id,
    stateDir,
    config: config.id,
    port: service.port,
    fields: config.fields,
    tried: [],
    protect,
    generation,
  };
}

/** All config fields that may be of ours: what was applied, and what was tried since. */
export function rememberedFields(entry: LedgerEntry | null): readonly OwnedField[] {
  return entry === null ? [] : [...entry.fields, ...entry.tried];
}

function printLedger(entries: ReadonlyMap<string, LedgerEntry>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ formatVersion: FORMAT, gateways: Object.fromEntries(sorted) }, null, 2)}\n`;
}

function parseLedger(text: string): Map<string, LedgerEntry> {
  const value = parseJson(text);
  if (!isJsonObject(value) || value['formatVersion'] !== FORMAT || !isJsonObject(value['gateways'])) return new Map();
  return new Map(
    Object.entries(value['gateways']).flatMap(([name, entry]) => {
      const read = readEntry(entry);
      return read === null ? [] : [[name, read] as const];
    }),
  );
}

function readEntry(value: Json): LedgerEntry | null {
  if (!isJsonObject(value)) return null;
  const { fleet, service, stateDir, config, port, fields } = value;
  if (typeof fleet !== 'string' || typeof service !== 'string' || typeof stateDir !== 'string' || typeof config !== 'string') return null;
  if (typeof port !== 'number' || !Array.isArray(fields)) return null;
  const runtime = RUNTIMES.find((name) => name === value['runtime']) ?? 'omniclaw';
  const generation = typeof value['generation'] === 'string' ? value['generation'] : '';
  // In the order of `ledgerEntry`: what is read and printed again is the same text.
  const tried = Array.isArray(value['tried']) ? value['tried'] : [];
  const read = { fleet, runtime, service, stateDir, config, port, fields: fields.flatMap(readField), tried: tried.flatMap(readField) };
  return { ...read, protect: value['protect'] === true, generation };
}

/** Entries without one were written when there was no other. */
const RUNTIMES = ['omniclaw', 'openclaw', 'command'] as const;

const SETS = ['always', 'if-absent', 'unless-default', 'beside-token'] as const;

function readField(value: Json): OwnedField[] {
  if (!isJsonObject(value)) return [];
  const { path, value: owned, set } = value;
  if (!Array.isArray(path) || !path.every((key) => typeof key === 'string') || owned === undefined) return [];
  return [{ path, value: owned, set: SETS.find((one) => one === set) ?? 'always' }];
}
