import { canonicalJson } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { diffGateway } from '../plan/diff-gateway.ts';
import { runTrack, type TrackRequest } from './run-track.ts';

/** The last declaration of a gateway that was proven; a sentence when there is none that would help. */
export type KnownGood =
  | { readonly number: number; readonly derived: DerivedGateway; readonly desired: DesiredGateway }
  | { readonly reason: string };

/** What came of putting a failed gateway back. `hint`: what to type next. */
export type RolledBack =
  | { readonly outcome: 'rolled-back'; readonly message: string; readonly hint: string }
  | { readonly outcome: 'failed'; readonly message: string; readonly hint: string };

/**
 * Puts a gateway whose change failed back to what was proven before, and proves it again. What the gateway and the user have
 * written into its config since stays: only the fields that the fleet file owns go back.
 */
export async function rollBack(request: Omit<TrackRequest, 'stage' | 'track'>, gateway: string, known: KnownGood): Promise<RolledBack> {
  const failed = request.desired.get(gateway);
  const refuse = (why: string, hint = ''): RolledBack => ({ outcome: 'failed', message: `not rolled back: ${why}`, hint });
  if ('reason' in known) return refuse(known.reason);
  if (failed === undefined) return refuse('it was not derived');
  if (isSame(known.desired, failed)) return refuse(`generation ${known.number}, the last known good one, is the same`);
  const desired = new Map([[gateway, known.desired]]);
  // Its ports are those of then: one that was stolen is often why there is something to undo.
  const plan = { ...request.plan, gateways: request.plan.gateways.map((one) => (one.name === gateway ? known.derived : one)) };
  const problem = await carryBack({ ...request, plan, desired }, gateway, { known: known.desired, failed });
  if (problem !== null) return refuse(problem.message, `omniclaw fleet rollback ${gateway} ${known.number}`);
  return {
    outcome: 'rolled-back',
    message: `rolled back to generation ${known.number}, which runs and is proven`,
    hint: `omniclaw plan --target ${gateway}`,
  };
}

function isSame(one: DesiredGateway, other: DesiredGateway): boolean {
  const essence = ({ config, service, state }: DesiredGateway): string =>
    canonicalJson(JSON.parse(JSON.stringify({ config, service, state })));
  return essence(one) === essence(other);
}

type Pair = { readonly known: DesiredGateway; readonly failed: DesiredGateway };

async function carryBack(
  request: Omit<TrackRequest, 'stage' | 'track'>,
  gateway: string,
  { known, failed }: Pair,
): Promise<OmniclawError | null> {
  try {
    const observed = await request.machine.observe(known);
    const steps = diffGateway(known, observed, { remembered: failed.config.fields });
    return await runTrack({ ...request, stage: 'rollback', track: { gateway, steps, after: [] } });
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return thrown;
    throw thrown;
  }
}
