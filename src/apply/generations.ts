/**
 * The last few declarations of each gateway that were applied and proven. What is kept is what the fleet file said, with its
 * automatic port filled in: it holds references, never secrets, and going back is an apply of it like any other.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { isSameJson } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { hasErrno } from '../os/errno.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import { readFileSafely } from '../os/read-file.ts';
import { removeTree } from '../os/remove-tree.ts';
import { removeStaleTemporaries, writeFileSafely } from '../os/write-file.ts';

/** `document`: a fleet with this one gateway. */
export type GenerationContent = { readonly fleet: string; readonly document: JsonObject };
export type Generation = GenerationContent & { readonly number: number; readonly made: string };

export type Generations = {
  /** The newest first. What cannot be read is left out. */
  list(gateway: string): Promise<readonly Generation[]>;
  /** Keeps a declaration that was just proven, unless the newest one is the same. */
  record(gateway: string, content: GenerationContent): Promise<void>;
  /** Keeps the text of a config with which the gateway was just proven; the one before is replaced. */
  keepConfig(gateway: string, text: string): Promise<void>;
  /** That text; `null`: none is kept. */
  config(gateway: string): Promise<string | null>;
  forget(gateway: string): Promise<void>;
};

const FORMAT = 1;
const KEPT = 10;
/** May hold what the gateway keeps in its config: it lies in a private folder, like that. */
const CONFIG_FILE = 'config';
const FILE_NAME = /^(\d{1,9})\.json$/;

/** `now`: the time of a new generation, as an ISO date. */
export function openGenerations(folder: string, now: () => string): Generations {
  const folderOf = (gateway: string): string => join(folder, gateway);
  const list = async (gateway: string): Promise<Generation[]> => {
    const numbers = await numbersIn(folderOf(gateway));
    const read = await Promise.all(numbers.map((number) => readGeneration(folderOf(gateway), number)));
    return read.flat();
  };
  /** Before each write: what another run has begun to write there and never ended is in nobody's way, and nobody's. */
  const makeReady = async (gateway: string): Promise<void> => {
    await ensurePrivateFolder(folder);
    await ensurePrivateFolder(folderOf(gateway));
    await removeStaleTemporaries(folderOf(gateway));
  };
  return {
    list,
    record: async (gateway, { fleet, document }) => {
      const [newest] = await list(gateway);
      if (newest !== undefined && isSameJson(newest.document, document) && newest.fleet === fleet) return;
      const numbers = await numbersIn(folderOf(gateway));
      const number = (numbers[0] ?? 0) + 1;
      await makeReady(gateway);
      const text = `${JSON.stringify({ formatVersion: FORMAT, number, made: now(), fleet, document }, null, 2)}\n`;
      await writeFileSafely(join(folderOf(gateway), `${number}.json`), text, 0o600);
      for (const old of numbers.slice(KEPT - 1)) await removeTree(join(folderOf(gateway), `${old}.json`));
    },
    keepConfig: async (gateway, text) => {
      if ((await readFileSafely(join(folderOf(gateway), CONFIG_FILE)))?.text === text) return;
      await makeReady(gateway);
      await writeFileSafely(join(folderOf(gateway), CONFIG_FILE), text, 0o600);
    },
    config: async (gateway) => (await readFileSafely(join(folderOf(gateway), CONFIG_FILE)))?.text ?? null,
    forget: (gateway) => removeTree(folderOf(gateway)),
  };
}

/** The newest first. */
async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT')) return [];
    throw cause;
  });
  return names.flatMap((name) => Number(FILE_NAME.exec(name)?.[1] ?? 0) || []).sort((a, b) => b - a);
}

async function readGeneration(folder: string, number: number): Promise<Generation[]> {
  const file = await readFileSafely(join(folder, `${number}.json`));
  const value = file === null ? undefined : parseJson(file.text);
  if (!isJsonObject(value)) return [];
  const { formatVersion, made, fleet, document } = value;
  if (formatVersion !== FORMAT || typeof made !== 'string' || typeof fleet !== 'string' || !isJsonObject(document)) return [];
  return [{ number, made, fleet, document }];
}
