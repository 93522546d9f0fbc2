import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { desireGateway } from '../plan/desired-gateway.ts';
import type { GatewayWork } from '../plan/stage-fleet.ts';
import type { PlannableFleet, PlanTools } from './plan-fleet.ts';

/** The gateways that `--target` leaves out, as far as they can be looked at: what is wrong with them is not asked here. */
export async function lookAtLeftOut(
  { gateways, host }: NonNullable<PlannableFleet['fleet']>,
  chosen: readonly DerivedGateway[],
  { machine, launch }: PlanTools,
): Promise<Omit<GatewayWork, 'steps'>[]> {
  const looked = await Promise.all(
    gateways
      .filter((one) => !chosen.includes(one))
      .map(async (derived) => {
        try {
          return [{ derived, observed: await machine.observe(desireGateway(derived, host, launch)) }];
        } catch (thrown) {
          if (thrown instanceof OmniclawError) return [];
          throw thrown;
        }
      }),
  );
  return looked.flat();
}
