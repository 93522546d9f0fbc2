/**
 * Answers a challenge before an HTTP parser is set up for the connection. One plan asks every gateway of a host, and for the
 * way through the parser each of them would work three times as long. Exactly what our own probes send is answered here, and
 * everything else goes the usual way.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export type QuickProof = {
  readonly port: number;
  /** The answer to a challenge of the usual form; `null`: the usual way decides. */
  readonly answer: (challenge: string) => { readonly headers: { readonly [name: string]: string }; readonly body: string } | null;
  readonly answered: () => void;
};

export type QuickConnections = { readonly close: () => void };

/** Longest silence before the first request. The server has a limit of its own for what comes after. */
const SILENCE_MS = 5_000;

export function answerQuickly(server: Server, proof: QuickProof): QuickConnections {
  // What Node does with a connection is the listener that it has put there itself.
  const usual = server.listeners('connection');
  const open = new Set<Socket>();
  const request = new RegExp(`^GET /healthz\\?challenge=([\\w-]{1,200}) HTTP/1\\.1\\r\\nHost: 127\\.0\\.0\\.1:${proof.port}\\r\\n\\r\\n$`);
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const end = (): void => void socket.destroy();
    const leave = (): void => {
      open.delete(socket);
      socket.off('data', look).off('error', end).off('end', end).off('timeout', end).off('close', leave);
    };
    const look = (first: Buffer): void => {
      const challenge = first.length > 400 ? undefined : request.exec(first.toString('latin1'))?.[1];
      const answer = challenge === undefined ? null : proof.answer(challenge);
      if (answer !== null) {
        // The gateway does not wake up once more to see the other side go.
        socket.off('data', look).end(printAnswer(answer), end);
        proof.answered();
        return;
      }
      leave();
      socket.setTimeout(0);
      socket.pause();
      socket.unshift(first);
      for (const listener of usual) listener.call(server, socket);
      socket.resume();
    };
    open.add(socket);
    socket.setTimeout(SILENCE_MS);
    socket.on('data', look).on('error', end).on('end', end).on('timeout', end).on('close', leave);
  });
  return {
    close: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function printAnswer({ headers, body }: NonNullable<ReturnType<QuickProof['answer']>>): string {
  const length = String(Buffer.byteLength(body));
  const lines = Object.entries({ ...headers, 'content-length': length, date: new Date().toUTCString(), connection: 'close' });
  return `HTTP/1.1 200 OK\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}
