import type { Socket } from 'node:net';
import { parseJson } from '../../fleet/parse-json.ts';

const LINE_LIMIT = 256 * 1024;

/** Answers JSON lines on a socket: `{id, ...}` with `{id, ok: true, value}` or `{id, ok: false, error}`. Nonsense closes the connection. */
export function answerLines(socket: Socket, answer: (request: unknown) => Promise<unknown>): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LIMIT) socket.destroy();
    for (const line of lines) void reply(socket, line, answer);
  });
}

async function reply(socket: Socket, line: string, answer: (request: unknown) => Promise<unknown>): Promise<void> {
  const request = parseJson(line);
  if (request === null || typeof request !== 'object' || !('id' in request)) {
    socket.destroy();
    return;
  }
  const { id } = request;
  const sent = await answer(request).then(
    (value) => ({ id, ok: true, value: value ?? null }),
    (thrown: unknown) => ({ id, ok: false, error: thrown instanceof Error ? thrown.message : String(thrown) }),
  );
  if (!socket.destroyed) socket.write(`${JSON.stringify(sent)}\n`);
}
