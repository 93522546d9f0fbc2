import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { canvasRoot } from '../../canvas/canvas-root.ts';
import { type Pushed, pushCanvas, pushText } from '../../canvas/push-canvas.ts';
import type { JsonObject } from '../../fleet/fleet-spec.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { PORT_BLOCK } from '../../fleet/port-block.ts';
import { writeFileSafely } from '../../os/write-file.ts';
import { jsonText } from '../../render/json-text.ts';
import { printable } from '../../render/style.ts';
import { openBrowserClient } from '../browser-client.ts';
import type { Call } from '../command.ts';
import { type LocalGateway, postToGateway, readLocalGateway, requireServing } from '../local-gateway.ts';

export async function runCanvasPush(call: Call): Promise<number> {
  const gateway = await readLocalGateway(call);
  const root = canvasRoot(gateway.config.canvas.root, gateway);
  const [source = ''] = call.positionals;
  const target = call.value('as') ?? null;
  const { pushed, left } = source === '-' ? await pushInput(root, target) : await pushCanvas({ root, source: resolve(source), target });
  const lines = [...pushed.map((name) => `pushed ${printable(name)}\n`), ...left.map((name) => `left out ${printable(name)}\n`)];
  return print(call, { root, pushed, left }, lines.join(''));
}

async function pushInput(root: string, target: string | null): Promise<Pushed> {
  if (target === null)
    throw new OmniclawError('OCE_USAGE', 'what comes from standard input needs a name', { hint: 'omniclaw canvas push - --as index.html' });
  await pushText(root, target, await buffer(process.stdin));
  return { pushed: [target], left: [] };
}

export async function runCanvasOpen(call: Call): Promise<number> {
  const gateway = await readLocalGateway(call);
  const { url, expiresAt } = await canvasUrl(gateway, call);
  if (call.has('print')) return print(call, { url, expiresAt }, `${url}\n`);
  const { targetId = null } = await openBrowserClient(gateway, call).ask('open', { url });
  return print(call, { url, expiresAt, targetId }, `${url}\n`);
}

export async function runCanvasSnapshot(call: Call): Promise<number> {
  const gateway = await readLocalGateway(call);
  const { url } = await canvasUrl(gateway, call);
  const browser = openBrowserClient(gateway, call);
  const { targetId = null, status } = await browser.ask('open', { url });
  try {
    if (status !== 200)
      throw new OmniclawError('OCE_REFUSED', `the canvas answered with status ${status}`, { hint: 'omniclaw canvas push PATH' });
    const picture = await browser.ask('screenshot', { targetId, ...(call.has('full-page') ? { fullPage: true } : {}) });
    const file = resolve(call.value('out') ?? 'canvas.png');
    await writeFileSafely(file, Buffer.from(String(picture['data']), 'base64'), 0o600);
    return print(call, { file }, `${printable(file)}\n`);
  } finally {
    await browser.ask('close', { targetId });
  }
}

type CanvasAddress = { readonly url: string; readonly expiresAt: string };

async function canvasUrl(gateway: LocalGateway, { positionals }: Call): Promise<CanvasAddress> {
  const { canvas } = gateway.config;
  if (!canvas.enabled)
    throw new OmniclawError('OCE_REFUSED', `the canvas of the gateway "${gateway.profile}" is switched off`, {
      hint: 'omniclaw config set canvasHost.enabled true',
    });
  const port = canvas.port ?? gateway.base + PORT_BLOCK.canvas;
  await requireServing(gateway, port);
  const { url, expiresAt } = await postToGateway(gateway, port, '/url', {});
  const path = (positionals[0] ?? '').replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/');
  return { url: `${String(url)}${path}`, expiresAt: String(expiresAt) };
}

function print({ has, terminal }: Call, answer: JsonObject, text: string): number {
  terminal.out(has('json') ? jsonText({ schema: 'omniclaw.canvas.v1', formatVersion: '1.0', ...answer }) : text);
  return 0;
}
