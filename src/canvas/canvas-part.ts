/** The canvas port of a gateway: shows the files of one folder, to who has an address with a capability. */
import type { FileHandle } from 'node:fs/promises';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import { chooseToken } from '../gateway/choose-token.ts';
import type { GatewayContext, GatewayPart } from '../gateway/gateway-part.ts';
import { type HttpAnswer, HttpRefusal, type HttpRequest, jsonAnswer } from '../gateway/http-route.ts';
import { type Capabilities, createCapabilities } from './canvas-capability.ts';
import { readCanvasPath } from './canvas-path.ts';
import { canvasRoot } from './canvas-root.ts';
import { contentTypeOf } from './content-type.ts';
import { createLiveReload, LIVE_SCRIPT, type LiveReload } from './live-reload.ts';
import { openCanvasFile } from './open-canvas-file.ts';

export const canvasPart: GatewayPart = {
  role: 'canvas host',
  place: ({ canvas }, base) => (canvas.enabled ? { port: canvas.port ?? base + PORT_BLOCK.canvas, addresses: ['127.0.0.1'] } : null),
  mount: async (port, context) => {
    const root = (): string => canvasRoot(context.config().canvas.root, context);
    root();
    const key = context.identity.deriveKey('canvas');
    const create = async (): Promise<Capabilities> => createCapabilities(key, port.port, await chooseToken(context.config(), context));
    let capabilities = await create();
    context.tokenChanges.listen(() => {
      create().then(
        (next) => {
          capabilities = next;
        },
        (thrown: unknown) => context.log('canvas-token-failed', { problem: String(thrown) }),
      );
    });
    const live = createLiveReload(root);
    const mint = () => {
      const { text, expiresAt } = capabilities.mint(Date.now());
      return { url: `http://127.0.0.1:${port.port}/c/${text}/`, expiresAt: new Date(expiresAt).toISOString(), root: root() };
    };
    const canvas: Canvas = { root, live, context, accepts: (text) => capabilities.accepts(text, Date.now()) };
    port.route({ method: 'POST', path: '/url', access: 'token', answer: () => jsonAnswer(200, { ok: true, ...mint() }) });
    // Browsers ask for it on their own, without the capability.
    port.route({ method: 'GET', path: '/favicon.ico', access: 'anyone', answer: () => ({ status: 204, headers: {}, body: '' }) });
    port.route({ method: 'GET', path: '/c/*', access: 'anyone', answer: (request) => answerPage(request, canvas) });
    context.methods.add({ name: 'canvas.url', scope: 'operator.write', findFaults: () => [], run: mint });
    return { close: live.close };
  },
};

type Canvas = {
  readonly root: () => string;
  readonly live: LiveReload;
  readonly context: Pick<GatewayContext, 'config'>;
  readonly accepts: (text: string) => 'yes' | 'no';
};

/** What a page of the canvas may do: everything within the canvas, nothing with the rest of the world. */
const POLICY = [
  "default-src 'self' 'unsafe-inline' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Folder of our own below a capability. No canvas file has such a name. */
const OURS = '/__omniclaw/';

async function answerPage(request: HttpRequest, canvas: Canvas): Promise<HttpAnswer> {
  const [, capability = '', rest = ''] = /^\/c\/([^/]*)(\/.*)?$/s.exec(request.path) ?? [];
  if (canvas.accepts(capability) === 'no')
    throw new HttpRefusal(403, 'this address is not, or no longer, valid: ask for a new one with "omniclaw canvas open"');
  if (rest === '') return moved(capability);
  if (rest.startsWith(OURS)) return answerOurs(rest.slice(OURS.length), request, canvas);
  const path = readCanvasPath(rest);
  if (path.kind === 'refused') throw new HttpRefusal(400, path.problem);
  const found = await openCanvasFile(canvas.root(), path.segments, path.folder);
  if (found.kind === 'folder')
    return { status: 308, headers: { location: `${encodeURIComponent(path.segments.at(-1) ?? '')}/` }, body: '' };
  if (found.kind === 'none')
    throw new HttpRefusal(404, path.segments.length === 0 ? 'nothing was pushed to this canvas yet' : 'there is no such file');
  return answerFile(found, `/c/${capability}${OURS}live.js`, request, canvas);
}

/** To the same address with a slash, so that relative links in the page lead to where they should. */
function moved(last: string): HttpAnswer {
  return { status: 308, headers: { location: `${encodeURIComponent(last)}/` }, body: '' };
}

function answerOurs(name: string, { signal }: HttpRequest, { live, context }: Canvas): HttpAnswer {
  if (!context.config().canvas.liveReload) throw new HttpRefusal(404, 'live reload is switched off');
  if (name === 'live.js') return { status: 200, headers: { 'content-type': contentTypeOf(name) }, body: LIVE_SCRIPT };
  if (name !== 'events') throw new HttpRefusal(404, 'there is nothing here');
  const body = live.listen(signal);
  if (body === null) throw new HttpRefusal(503, 'too many pages listen for changes', { 'retry-after': '10' });
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, body };
}

type OpenFile = { readonly handle: FileHandle; readonly size: number; readonly name: string };

/** Pages above this size are sent as they are. */
const LIVE_PAGE_BYTES = 4 * 1024 * 1024;

async function answerFile(
  { handle, size, name }: OpenFile,
  script: string,
  { method }: HttpRequest,
  { context }: Canvas,
): Promise<HttpAnswer> {
  const type = contentTypeOf(name);
  const headers = { 'content-type': type, 'content-security-policy': POLICY };
  const live = type.startsWith('text/html') && size <= LIVE_PAGE_BYTES && context.config().canvas.liveReload;
  const whole = { ...headers, 'content-length': String(size) };
  if (!live && method !== 'HEAD' && size > 0) return { status: 200, headers: whole, body: handle.createReadStream({ end: size - 1 }) };
  try {
    return live
      ? { status: 200, headers, body: addScript(await handle.readFile('utf8'), script) }
      : { status: 200, headers: whole, body: '' };
  } finally {
    await handle.close();
  }
}

/** The script goes to the end of the page, where it is in nobody's way. */
function addScript(page: string, script: string): string {
  const tag = `<script src="${script}"></script>`;
  const end = page.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? `${page}${tag}` : `${page.slice(0, end)}${tag}${page.slice(end)}`;
}
