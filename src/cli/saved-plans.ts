import { join } from 'node:path';
import { isSavedPlan, type PlanOwner, printSavedPlan, readSavedPlan, type SavedPlan } from '../apply/saved-plan.ts';
import { applyKey, readKey } from '../drivers/key-file.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { ensurePrivateFolder, omniclawFolders } from '../os/private-folder.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { changesOf } from '../plan/plan.ts';
import type { PlanChoices } from '../plan/plan-choices.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import type { PlanTools, PreparedPlan } from './plan-fleet.ts';
import { planInputs } from './plan-inputs.ts';
import { readHost } from './read-host.ts';
import { VERSION } from './version.ts';

/** Writes a plan into a file, 0600. Throws OCE_REFUSED when the file is there and is no saved plan. */
export async function savePlan(call: Call, path: string, work: PlannedWork): Promise<void> {
  const present = await readFileSafely(path);
  if (present !== null && !isSavedPlan(present.text)) {
    throw new OmniclawError('OCE_REFUSED', `"${path}" is there already and is no saved plan`, { hint: 'omniclaw plan --out main.plan' });
  }
  const key = await makeKey(call);
  const { checked, prepared, tools, choices } = work;
  const saved: SavedPlan = {
    made: new Date().toISOString(),
    program: VERSION,
    owner: ownerOf(call),
    fleet: checked.path,
    choices,
    inputs: planInputs(checked, prepared, tools, key),
  };
  await writeFileSafely(path, printSavedPlan(saved, changesOf(prepared.plan), key), 0o600);
}

export type PlannedWork = {
  readonly checked: CheckedFleet;
  readonly prepared: PreparedPlan;
  readonly tools: PlanTools;
  readonly choices: PlanChoices;
};

/** Reads a saved plan of this user on this host, with the key that signed it. */
export async function openSavedPlan(call: Call, path: string): Promise<{ readonly saved: SavedPlan; readonly key: string }> {
  const file = await readFileSafely(path);
  if (file === null)
    throw new OmniclawError('OCE_PLAN', `there is no saved plan "${path}"`, { hint: `omniclaw plan --out ${JSON.stringify(path)}` });
  const key = await readKey(keyPath(call));
  return { saved: readSavedPlan(path, file.text, { owner: ownerOf(call), program: VERSION, key }), key: key ?? '' };
}

function ownerOf({ environment }: Call): PlanOwner {
  const { hostname, user, home } = readHost(environment);
  return { hostname, user, home };
}

/** The key that signs plans: made when the first plan is saved, and never leaves this home. */
async function makeKey(call: Call): Promise<string> {
  const path = keyPath(call);
  await ensurePrivateFolder(omniclawFolders(call.environment, readHost(call.environment).home).state);
  await applyKey({ kind: 'key', gateway: '', id: path, mode: 0o600 });
  return (await readKey(path)) ?? '';
}

function keyPath({ environment }: Call): string {
  return join(omniclawFolders(environment, readHost(environment).home).state, 'plan.key');
}
