import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { RUNNING_FILE, type RunningRecord } from '../fleet/running-gateway.ts';
import { identifyProcess } from '../os/process-facts.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';

export async function writeRunningRecord(stateDir: string, record: RunningRecord): Promise<void> {
  await writeFileSafely(join(stateDir, RUNNING_FILE), `${JSON.stringify(record)}\n`, 0o600);
}

export async function removeRunningRecord(stateDir: string): Promise<void> {
  await rm(join(stateDir, RUNNING_FILE), { force: true });
}

/** Where the gateway of a state folder says it serves; `null` when it says nothing, or its process is gone. */
export async function readRunningRecord(stateDir: string): Promise<RunningRecord | null> {
  const file = await readFileSafely(join(stateDir, RUNNING_FILE));
  const parsed = file === null ? null : parseJson5(file.text);
  if (parsed === null || !('value' in parsed) || !isJsonObject(parsed.value)) return null;
  const { pid, port } = parsed.value;
  if (typeof pid !== 'number' || typeof port !== 'number' || (await identifyProcess(pid)) === null) return null;
  return { pid, port };
}
