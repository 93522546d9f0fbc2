/** The base port: health, readiness and status over HTTP, and the protocol over WebSocket. */
import { CHALLENGE_FORM } from '../fleet/gateway-proof.ts';
import { configMethods } from './config-methods.ts';
import { describeStatus } from './describe-status.ts';
import { gatewayMethods } from './gateway-methods.ts';
import type { GatewayContext, Mounted } from './gateway-part.ts';
import type { HttpPort } from './http-port.ts';
import { HttpRefusal, jsonAnswer } from './http-route.ts';
import type { Identity } from './identity.ts';
import type { Gauge } from './metrics.ts';
import { mountProtocol } from './mount-protocol.ts';

export function mountGateway(port: HttpPort, context: GatewayContext): Mounted {
  port.route({ method: 'GET', path: '/readyz', access: 'token', answer: () => jsonAnswer(200, { ok: true, status: 'ready' }) });
  port.route({ method: 'GET', path: '/status', access: 'token', answer: () => jsonAnswer(200, describeStatus(context)) });
  port.route({
    method: 'GET',
    path: '/metrics',
    access: 'token',
    answer: () => ({ status: 200, headers: PROMETHEUS, body: context.metrics.text(gauges(context)) }),
  });
  for (const method of [...gatewayMethods(context), ...configMethods(context)]) context.methods.add(method);
  context.configChanges.listen(() => context.events.send({ event: 'config.changed', payload: { restart: context.live.pending() } }));
  return mountProtocol(port, context);
}

const PROMETHEUS = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } as const;

function gauges({ presence, live }: GatewayContext): Gauge[] {
  const { rss, heapUsed } = process.memoryUsage();
  return [
    { name: 'omniclaw_clients', help: 'Clients that are connected.', value: presence.count() },
    { name: 'omniclaw_restart_pending', help: 'Keys of the config that wait for a restart.', value: live.pending().length },
    { name: 'omniclaw_uptime_seconds', help: 'Since the process started.', value: process.uptime() },
    { name: 'process_resident_memory_bytes', help: 'Resident memory.', value: rss },
    { name: 'nodejs_heap_used_bytes', help: 'Used heap.', value: heapUsed },
  ];
}

/** The one address that answers without a token, on every port: live or not, and with a challenge which gateway it is. */
export function mountHealth(port: HttpPort, identity: Identity): void {
  const prove = (challenge: string) => jsonAnswer(200, identity.prove(challenge, port.port));
  port.onChallenge((challenge) => (CHALLENGE_FORM.test(challenge) ? prove(challenge) : null));
  port.route({
    method: 'GET',
    path: '/healthz',
    access: 'anyone',
    answer: ({ query }) => {
      const challenge = query.get('challenge');
      if (challenge === null) return jsonAnswer(200, { ok: true, status: 'live' });
      if (!CHALLENGE_FORM.test(challenge)) throw new HttpRefusal(400, 'a challenge has 16 to 128 letters, digits, "_" or "-"');
      return prove(challenge);
    },
  });
}
