/** A WebSocket client that can do everything wrong: it writes bytes and reads frames. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type RawSocket = {
  readonly socket: Socket;
  readonly write: (bytes: Buffer) => void;
  /** The next frame that comes; `null` when the peer has ended the connection. */
  readonly next: () => Promise<RawFrame | null>;
  /** Close code of the peer: 1006 when it ended the connection without saying one. Frames before it are dropped. */
  readonly closed: () => Promise<number>;
  readonly end: () => void;
};

export type RawFrame = { readonly opcode: number; readonly payload: Buffer };

export type FrameParts = {
  readonly opcode: number;
  readonly payload?: Buffer;
  readonly fin?: 0 | 1;
  /** The three reserved bits. */
  readonly reserved?: number;
  readonly masked?: 0 | 1;
  /** Length that the header claims, when it is not that of the payload. */
  readonly claimed?: number | bigint;
};

export function frame({
  opcode,
  payload = Buffer.alloc(0),
  fin = 1,
  reserved = 0,
  masked = 1,
  claimed = payload.length,
}: FrameParts): Buffer {
  const mask = randomBytes(4);
  const head = [(fin << 7) | (reserved << 4) | opcode];
  const bit = masked << 7;
  const length = Buffer.alloc(typeof claimed === 'bigint' || claimed > 65_535 ? 8 : claimed > 125 ? 2 : 0);
  if (length.length === 8) length.writeBigUInt64BE(BigInt(claimed));
  if (length.length === 2) length.writeUInt16BE(Number(claimed));
  head.push(bit | (length.length === 8 ? 127 : length.length === 2 ? 126 : Number(claimed)));
  const body = masked === 1 ? Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))) : payload;
  return Buffer.concat([Buffer.from(head), length, masked === 1 ? mask : Buffer.alloc(0), body]);
}

export function textFrame(text: string): Buffer {
  return frame({ opcode: 1, payload: Buffer.from(text) });
}

/** Connects and asks for the upgrade. Rejects with the status line when it is refused. */
export function openRawSocket(port: number, headers: readonly string[] = []): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const frames: RawFrame[] = [];
    const waiting: ((value: RawFrame | null) => void)[] = [];
    let buffer = Buffer.alloc(0);
    let ended = 'no';
    let upgraded = 'no';
    const give = (): void => {
      while (waiting.length > 0 && (frames.length > 0 || ended === 'yes')) waiting.shift()?.(frames.shift() ?? null);
    };
    const next = (): Promise<RawFrame | null> =>
      new Promise((found) => {
        waiting.push(found);
        give();
      });
    const closed = async (): Promise<number> => {
      for (let one = await next(); one !== null; one = await next())
        if (one.opcode === 8) return one.payload.length >= 2 ? one.payload.readUInt16BE(0) : 1005;
      return 1006;
    };
    socket.on('error', () => undefined);
    socket.on('close', () => {
      ended = 'yes';
      give();
      if (upgraded === 'no') reject(new Error('closed before the upgrade'));
    });
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      if (upgraded === 'no') {
        const end = buffer.indexOf('\r\n\r\n');
        if (end === -1) return;
        const status = buffer.subarray(0, buffer.indexOf('\r\n')).toString();
        if (!status.includes(' 101 ')) {
          socket.destroy();
          reject(new Error(status));
          return;
        }
        upgraded = 'yes';
        buffer = buffer.subarray(end + 4);
        resolve({ socket, write: (bytes) => void socket.write(bytes), next, closed, end: () => socket.destroy() });
      }
      for (let one = takeFrame(buffer); one !== null; one = takeFrame(buffer)) {
        buffer = buffer.subarray(one.size);
        frames.push(one.frame);
      }
      give();
    });
    const usual = [
      `Host: 127.0.0.1:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ];
    const named = new Set(headers.map((line) => line.split(':')[0]?.toLowerCase()));
    const kept = usual.filter((line) => !named.has(line.split(':')[0]?.toLowerCase()));
    socket.write(`GET / HTTP/1.1\r\n${[...kept, ...headers.filter((line) => !line.endsWith(': '))].join('\r\n')}\r\n\r\n`);
  });
}

function takeFrame(buffer: Buffer): { readonly frame: RawFrame; readonly size: number } | null {
  if (buffer.length < 2) return null;
  const short = (buffer[1] ?? 0) & 0x7f;
  const head = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (buffer.length < head) return null;
  const length = short === 127 ? Number(buffer.readBigUInt64BE(2)) : short === 126 ? buffer.readUInt16BE(2) : short;
  if (buffer.length < head + length) return null;
  return { frame: { opcode: (buffer[0] ?? 0) & 0x0f, payload: Buffer.from(buffer.subarray(head, head + length)) }, size: head + length };
}
