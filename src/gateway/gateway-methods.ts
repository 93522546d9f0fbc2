/** The methods that every gateway has. Those of the config stand in `config-methods.ts`. */
import { join } from 'node:path';
import type { Json } from '../fleet/fleet-spec.ts';
import { describeStatus } from './describe-status.ts';
import { faultsBy, noFaults } from './find-faults.ts';
import type { GatewayContext } from './gateway-part.ts';
import { validateLogsTailParams } from './generated/validate-frames.js';
import { LOG_FILE } from './log-file.ts';
import type { Method } from './method-table.ts';
import { tailLog } from './tail-log.ts';

const READ = 'operator.read' as const;

export function gatewayMethods(context: GatewayContext): readonly Method[] {
  return [
    { name: 'health', scope: READ, findFaults: noFaults, run: () => ({ ok: true, status: 'live', ts: Date.now(), durationMs: 0 }) },
    { name: 'status', scope: READ, findFaults: noFaults, run: () => describeStatus(context) },
    { name: 'system-presence', scope: READ, findFaults: noFaults, run: (): Json => context.presence.list() },
    {
      name: 'logs.tail',
      scope: READ,
      findFaults: faultsBy(validateLogsTailParams, 'LogsTailParams'),
      run: async ({ cursor, limit, maxBytes }) => {
        const file = join(context.stateDir, LOG_FILE);
        const wanted = { cursor: numberOr(cursor, null), limit: numberOr(limit, 500), maxBytes: numberOr(maxBytes, 250_000) };
        return { file, ...(await tailLog(file, wanted)) };
      },
    },
  ];
}

function numberOr<T>(value: Json | undefined, otherwise: T): number | T {
  return typeof value === 'number' ? value : otherwise;
}
