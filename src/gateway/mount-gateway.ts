/** The base port: health, readiness and status over HTTP, and the protocol over WebSocket. */
import { CHALLENGE_FORM } from '../fleet/gateway-proof.ts';
import { describeStatus } from './describe-status.ts';
import type { GatewayContext, Mounted } from './gateway-part.ts';
import type { HttpPort } from './http-port.ts';
import { HttpRefusal, jsonAnswer } from './http-route.ts';
import type { Identity } from './identity.ts';
import { openWebSockets } from './web-socket.ts';

export function mountGateway(port: HttpPort, context: GatewayContext): Mounted {
  port.route({ method: 'GET', path: '/readyz', access: 'token', answer: () => jsonAnswer(200, { ok: true, status: 'ready' }) });
  port.route({ method: 'GET', path: '/status', access: 'token', answer: () => jsonAnswer(200, describeStatus(context)) });
  const always = { scope: 'operator.read', findFaults: () => [] } as const;
  context.methods.add({ ...always, name: 'health', run: () => ({ ok: true, status: 'live' }) });
  context.methods.add({ ...always, name: 'status', run: () => describeStatus(context) });
  return openWebSockets(port, context);
}

/** The one address that answers without a token, on every port: live or not, and with a challenge which gateway it is. */
export function mountHealth(port: HttpPort, identity: Identity): void {
  port.route({
    method: 'GET',
    path: '/healthz',
    access: 'anyone',
    answer: ({ query }) => {
      const challenge = query.get('challenge');
      if (challenge === null) return jsonAnswer(200, { ok: true, status: 'live' });
      if (!CHALLENGE_FORM.test(challenge)) throw new HttpRefusal(400, 'a challenge has 16 to 128 letters, digits, "_" or "-"');
      return jsonAnswer(200, identity.prove(challenge));
    },
  });
}
