import type { Generation } from '../apply/generations.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { readFileSafely } from '../os/read-file.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { fieldAt } from '../plan/desired-config.ts';
import { type DesiredGateway, desireGateway } from '../plan/desired-gateway.ts';
import type { Call } from './command.ts';
import { deriveKept } from './known-good.ts';
import type { OpenHost } from './open-host.ts';
import { readHost } from './read-host.ts';
import { readInstance } from './read-instance.ts';

/** The gateway that a rescue helps, as it was when it was last proven. `rescue`: profile of the rescue. */
export type RescuedGateway = {
  readonly rescue: string;
  readonly generation: Generation;
  readonly derived: DerivedGateway;
  readonly desired: DesiredGateway;
};

/** Throws OCE_USAGE when this gateway rescues none, OCE_REFUSED when what it rescues was never proven. */
export async function findRescued(call: Call, { generations, launch }: OpenHost): Promise<RescuedGateway> {
  const { profile, configPath } = readInstance(call);
  const name = await rescuedBy(configPath);
  if (name === null) {
    throw new OmniclawError('OCE_USAGE', `"${profile}" rescues no gateway`, { hint: 'omniclaw --profile NAME rescue status' });
  }
  const [generation] = await generations.list(name);
  if (generation === undefined) {
    throw new OmniclawError('OCE_REFUSED', `"${name}" was never applied and proven on this host`, { hint: 'omniclaw apply' });
  }
  const host = { ...readHost(call.environment), fleetDir: generation.fleet.slice(0, Math.max(1, generation.fleet.lastIndexOf('/'))) };
  const derived = await deriveKept(generation, name, host);
  if (derived === null) {
    throw new OmniclawError('OCE_UNSUPPORTED', `this version cannot read generation ${generation.number} of "${name}"`, {
      hint: `omniclaw fleet rollback ${name} --list`,
    });
  }
  return { rescue: profile, generation, derived, desired: desireGateway(derived, host, launch) };
}

async function rescuedBy(configPath: string): Promise<string | null> {
  const text = (await readFileSafely(configPath))?.text ?? '{}';
  const parsed = parseJson5(text);
  const of = 'value' in parsed && isJsonObject(parsed.value) ? fieldAt(parsed.value, ['rescue', 'of']) : null;
  return typeof of === 'string' ? of : null;
}
