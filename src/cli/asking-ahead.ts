import { placesToAsk } from '../drivers/early-answers.ts';
import type { Machine } from '../drivers/machine.ts';
import type { CheckContext } from './check-fleet.ts';
import type { Call } from './command.ts';

/** A check during which the gateways that run are asked already, because all of them will be looked at after it. */
export function askingAhead(call: Call, context: CheckContext, machine: Machine): CheckContext {
  if (call.has('target')) return context;
  const listening = new Set(context.taken.map(({ first }) => first));
  return { ...context, begin: (gateways) => machine.askAhead(placesToAsk(gateways, listening)) };
}
