import { gatewaysToAsk } from '../drivers/early-answers.ts';
import type { CheckContext } from './check-fleet.ts';
import type { Call } from './command.ts';
import type { OpenHost } from './open-host.ts';

/** A check during which service managers and running gateways are asked already, because all of them will be looked at after it. */
export function askingAhead(call: Call, context: CheckContext, { machine, launch }: OpenHost): CheckContext {
  if (call.has('target')) return context;
  const listening = new Set(context.taken.map(({ first }) => first));
  return { ...context, begin: (gateways) => machine.askAhead(gatewaysToAsk(gateways, listening, launch.manager)) };
}
