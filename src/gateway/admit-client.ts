/** Decides about the first frame of a client: who it is, and what it may do. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { faultsBy } from './find-faults.ts';
import type { ConnectParams, ErrorShape, HelloOk } from './frames-schema.ts';
import type { GatewayContext } from './gateway-part.ts';
import { validateConnectParams } from './generated/validate-frames.js';
import type { Guard } from './guard.ts';
import type { Scope } from './method-table.ts';
import { PROTOCOL } from './protocol-limits.ts';
import type { ReadFrame } from './read-frame.ts';

export type Admitted = {
  readonly kind: 'admitted';
  readonly requestId: string;
  readonly connectionId: string;
  readonly protocol: number;
  readonly scopes: readonly Scope[];
  readonly presence: HelloOk['snapshot']['presence'][number];
};

/** `requestId` null: there is nothing to answer to. `close`: WebSocket close code. */
export type Refused = { readonly kind: 'refused'; readonly requestId: string | null; readonly error: ErrorShape; readonly close: number };

export type Reception = { readonly guard: Guard; readonly context: GatewayContext; readonly address: string };

const findFaults = faultsBy(validateConnectParams, 'ConnectParams');

/** Who has the token may do everything; without authentication nobody may administer. What the client claims is not asked for. */
const WITH_TOKEN: readonly Scope[] = ['operator.admin', 'operator.read', 'operator.write'];
const WITHOUT_TOKEN: readonly Scope[] = ['operator.read', 'operator.write'];

export function admit(frame: ReadFrame, { guard, context, address }: Reception): Admitted | Refused {
  if (frame.kind === 'noise') return refused(null, 1008, frame.problem, {});
  const { id, method, params } = frame;
  if (method !== 'connect') return refused(id, 1008, 'the first request must be "connect"', { code: 'CONNECT_FIRST' });
  const faults = findFaults(params);
  if (!validateConnectParams(params)) return refused(id, 1008, faults.join('; '), { code: 'INVALID_CONNECT' });
  if (params.minProtocol > PROTOCOL.newest || params.maxProtocol < PROTOCOL.oldest) {
    const details = { code: 'PROTOCOL_MISMATCH', expectedProtocol: PROTOCOL.newest, minimumProtocol: PROTOCOL.oldest };
    return refused(id, 1002, `protocol ${PROTOCOL.oldest} to ${PROTOCOL.newest} is spoken here`, details);
  }
  if ((params.role ?? 'operator') !== 'operator')
    return refused(id, 1008, `the role "${params.role}" is not served here`, { code: 'ROLE_UNSUPPORTED' });
  const denied = checkToken(params, guard, address);
  if (denied !== null) return refused(id, 1008, denied.message, { code: denied.code, authReason: denied.code.toLowerCase() });
  const scopes = context.config().authMode === 'token' ? WITH_TOKEN : WITHOUT_TOKEN;
  return {
    kind: 'admitted',
    requestId: id,
    connectionId: randomUUID(),
    protocol: Math.min(params.maxProtocol, PROTOCOL.newest),
    scopes,
    presence: describeClient(params, address, scopes),
  };
}

function checkToken({ auth }: ConnectParams, guard: Guard, address: string): { readonly code: string; readonly message: string } | null {
  const given = auth?.token ?? auth?.password ?? '';
  const worth = guard.check(given, address);
  if (worth === 'right') return null;
  if (worth === 'wait') return { code: 'AUTH_RATE_LIMITED', message: 'too many wrong tokens; wait' };
  return given === ''
    ? { code: 'AUTH_TOKEN_MISSING', message: 'unauthorized: a token is needed' }
    : { code: 'AUTH_TOKEN_MISMATCH', message: 'unauthorized: the token is wrong' };
}

function refused(requestId: string | null, close: number, message: string, details: JsonObject): Refused {
  return { kind: 'refused', requestId, close, error: { code: 'INVALID_REQUEST', message, details, retryable: false } };
}

function describeClient({ client }: ConnectParams, address: string, scopes: readonly Scope[]): Admitted['presence'] {
  const name = client.displayName ?? client.id;
  return {
    host: name,
    ip: address,
    version: client.version,
    platform: client.platform,
    mode: client.mode,
    reason: 'connect',
    text: `${name} ${client.version} (${client.mode})`,
    ts: Date.now(),
    instanceId: client.instanceId ?? client.id,
    roles: ['operator'],
    scopes: [...scopes],
  };
}
