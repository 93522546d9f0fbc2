import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../../fleet/parse-json.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import { readFileSafely } from '../../os/read-file.ts';
import { writeFileSafely } from '../../os/write-file.ts';
import { isRecord, readRecord, type ServiceRecord } from './service-entry.ts';

const FORMAT = 1;

export function tablePath({ runtime }: OmniclawFolders): string {
  return join(runtime, 'supervisor.json');
}

/** The records on disk. `damaged`: the file is there and is not a table of this version; nothing may be concluded from it. */
export type SupervisorTable = { readonly records: readonly ServiceRecord[]; readonly state: 'read' | 'missing' | 'damaged' };

export async function readTable(folders: OmniclawFolders): Promise<SupervisorTable> {
  const file = await readFileSafely(tablePath(folders));
  if (file === null) return { records: [], state: 'missing' };
  const value = parseJson(file.text);
  if (!isRecord(value) || value['formatVersion'] !== FORMAT || !Array.isArray(value['services'])) return { records: [], state: 'damaged' };
  const records = value['services'].map(readRecord);
  const whole = records.filter((record) => record !== null);
  return whole.length === records.length ? { records: whole, state: 'read' } : { records: [], state: 'damaged' };
}

export async function writeTable(folders: OmniclawFolders, records: readonly ServiceRecord[]): Promise<void> {
  await writeFileSafely(tablePath(folders), `${JSON.stringify({ formatVersion: FORMAT, services: records }, null, 2)}\n`, 0o600);
}

/** Keeps a damaged table for a person to look at, out of the way of the next one. */
export async function setTableAside(folders: OmniclawFolders): Promise<void> {
  await rename(tablePath(folders), `${tablePath(folders)}.damaged`);
}
