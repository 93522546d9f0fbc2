import type { FleetFacts } from '../fleet/define-fleet.ts';
import { type LoadedFleet, loadFleet } from '../load/load-fleet.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';

/** Begins to read the fleet file that the options name. `facts`: what it may know of the host. Throws the errors of `loadFleet`. */
export function readFleet(call: Call, facts: FleetFacts = readHost(call.environment)): Promise<LoadedFleet> {
  return loadFleet({
    fleet: call.value('fleet') ?? null,
    environment: call.environment,
    workingDirectory: process.cwd(),
    facts,
    execution: call.has('no-exec') ? 'refused' : 'allowed',
  });
}

/**
 * Runs a command while its fleet file is being read: the evaluator of a code file works while the code of the command
 * loads. Only for commands that may use the file as it was when they were called.
 */
export async function whileReadingFleet(call: Call, load: () => Promise<(call: Call) => Promise<number>>): Promise<number> {
  const fleet = readFleet(call);
  // The command awaits it and reports what went wrong; until then nobody listens.
  fleet.catch(() => undefined);
  return (await load())({ ...call, fleet });
}
