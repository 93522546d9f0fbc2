import type { ErrorShape, ResponseFrame } from './frames-schema.ts';
import type { GatewayContext } from './gateway-part.ts';
import { type Method, type MethodCall, MethodRefusal } from './method-table.ts';
import type { ReadFrame } from './read-frame.ts';

type Request = Extract<ReadFrame, { readonly kind: 'request' }>;

/** Runs one request of a client that has proven itself. Rejects only for a bug. */
export async function answerRequest(request: Request, { methods }: GatewayContext, call: MethodCall): Promise<ResponseFrame> {
  const { id } = request;
  const method = methods.find(request.method);
  const obstacle = method === undefined ? unknownMethod(request.method) : findObstacle(method, request, call);
  if (obstacle !== null || method === undefined) return { type: 'res', id, ok: false, error: obstacle ?? unknownMethod(request.method) };
  try {
    return { type: 'res', id, ok: true, payload: await method.run(request.params, call) };
  } catch (thrown) {
    if (!(thrown instanceof MethodRefusal)) throw thrown;
    const { code, message, details } = thrown;
    return { type: 'res', id, ok: false, error: { code, message, details, retryable: code === 'UNAVAILABLE' } };
  }
}

function unknownMethod(name: string): ErrorShape {
  const message = name === 'connect' ? 'this client is connected already' : `unknown method: ${name}`;
  return { code: 'INVALID_REQUEST', message, details: { code: 'UNKNOWN_METHOD' }, retryable: false };
}

function findObstacle({ scope, findFaults }: Method, { params }: Request, { scopes }: MethodCall): ErrorShape | null {
  if (!scopes.includes(scope)) {
    const details = { code: 'MISSING_SCOPE', missingScope: scope, requiredScopes: [scope] };
    return { code: 'FORBIDDEN', message: `missing scope: ${scope}`, details, retryable: false };
  }
  const faults = findFaults(params);
  return faults.length === 0 ? null : { code: 'INVALID_REQUEST', message: faults.join('; '), details: {}, retryable: false };
}
