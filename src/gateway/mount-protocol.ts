/** The protocol on the base port. Everything that only clients need is loaded with the first of them. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayContext, Mounted } from './gateway-part.ts';
import { type HttpPort, refuseUpgrade } from './http-port.ts';
import { PROTOCOL } from './protocol-limits.ts';
import type { ProtocolServer } from './protocol-server.ts';

export function mountProtocol(port: HttpPort, context: GatewayContext): Mounted {
  let server: Promise<ProtocolServer> | undefined;
  const pending = createPending();
  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const address = request.socket.remoteAddress ?? '';
    const leave = pending.enter(address);
    if (leave === null) return refuseUpgrade(socket, '503 Service Unavailable');
    server ??= import('./protocol-server.ts').then(({ createProtocolServer }) => createProtocolServer(port.guard, context));
    const { take } = await server;
    if (socket.destroyed) leave();
    else take({ request, socket, head, address, settled: leave });
  };
  for (const path of ['/', '/ws']) {
    port.onUpgrade(path, (request, socket, head) => {
      accept(request, socket, head).catch((thrown: unknown) => {
        socket.destroy();
        context.log('bug', { problem: String(thrown) });
      });
    });
  }
  return { close: async () => (await server)?.close() };
}

/** Counts clients that have not proven themselves. `enter` gives what ends the waiting, or `null` when there are too many. */
function createPending() {
  const byAddress = new Map<string, number>();
  let all = 0;
  const enter = (address: string): (() => void) | null => {
    const here = byAddress.get(address) ?? 0;
    if (all >= PROTOCOL.pending || here >= PROTOCOL.pendingPerAddress) return null;
    all += 1;
    byAddress.set(address, here + 1);
    let left = 0;
    return () => {
      left += 1;
      if (left > 1) return;
      all -= 1;
      const rest = (byAddress.get(address) ?? 1) - 1;
      if (rest > 0) byAddress.set(address, rest);
      else byAddress.delete(address);
    };
  };
  return { enter };
}
