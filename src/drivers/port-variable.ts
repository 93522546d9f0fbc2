import { runtimeOf } from '../fleet/runtime.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { Step } from '../plan/diff-gateway.ts';
import { valueAfter } from '../plan/effective-config.ts';
import type { ObservedConfig } from '../plan/observed-gateway.ts';
import { startsProcess } from '../plan/plan.ts';
import { findPortVariable, type PortVariable, type VariablePlace } from '../plan/port-variable.ts';
import { readDotEnvs } from './dot-env.ts';

/** The port by a variable in one of the files that the gateway reads, or in its config; `null`: it takes the one of its config. */
export async function readPortVariable(place: VariablePlace): Promise<PortVariable | null> {
  const { files, port } = runtimeOf(place.runtime).variables;
  const variables = await readDotEnvs(port === '' ? [] : files(place));
  return findPortVariable(place, (file, name) => variables.get(file)?.get(name) ?? null);
}

/** The same for a gateway that these steps start; `null` as well when they start none, or when something else does. */
export async function readPortOfStart(
  desired: DesiredGateway,
  config: ObservedConfig | null,
  steps: readonly Step[],
): Promise<PortVariable | null> {
  if (!steps.some(startsProcess) || desired.service.driver === 'external') return null;
  const home = desired.service.program.env['HOME'] ?? '';
  const { runtime, stateDir } = desired;
  return readPortVariable({ runtime, stateDir, home, config: valueAfter(desired, config, steps), configPath: desired.config.id });
}
