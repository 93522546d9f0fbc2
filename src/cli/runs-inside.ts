import { ancestorsOfSelf, isInUnit } from '../os/ancestors.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { ObservedService } from '../plan/observed-gateway.ts';
import type { Action } from '../plan/resource.ts';

/**
 * Why a step would end the ground that this command stands on, in words: somebody who works inside a gateway, its agent for
 * example, would be ended in the middle, and nobody would be left to start it again. `null`: it would not.
 */
export function standsInside({ name, service: { name: unit } }: DerivedGateway, seen: ObservedService, action: Action): string | null {
  if (!['restart', 'stop', 'delete'].includes(action)) return null;
  const ancestors = ancestorsOfSelf();
  const pids = [seen.live?.pid, seen.registration?.pid, ...seen.elsewhere.map(({ registration }) => registration.pid)];
  const inside = pids.some((pid) => typeof pid === 'number' && ancestors.includes(pid)) || isInUnit(unit);
  return inside ? `this command runs inside "${name}", which it would ${action === 'restart' ? 'restart' : 'stop'}` : null;
}

export const FROM_OUTSIDE = 'run it from a shell that no gateway started';
