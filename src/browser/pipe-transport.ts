import type { Readable, Writable } from 'node:stream';

/** The DevTools protocol over a pair of pipes: JSON texts, each closed by a zero byte. Source: Chromium, `--remote-debugging-pipe`. */
export type PipeTransport = {
  onmessage?: (message: string) => void;
  onclose?: () => void;
  send(message: string): void;
  close(): void;
};

/** `out` is what the browser reads, `from` what it writes. Closing `out`, which any death of this process does, ends the browser. */
export function createPipeTransport(out: Writable, from: Readable): PipeTransport {
  const transport: PipeTransport = {
    send: (message) => {
      if (out.writable) out.write(`${message}\0`);
    },
    close: () => {
      out.end();
      from.destroy();
    },
  };
  let pending: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...pending, chunk.subarray(start, end)]).toString('utf8');
      pending = [];
      start = end + 1;
      // One message a turn, as a WebSocket would deliver them.
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
  from.on('close', () => transport.onclose?.());
  // A browser that died closes its ends first; its exit is what is reported.
  out.on('error', () => transport.onclose?.());
  from.on('error', () => transport.onclose?.());
  return transport;
}
