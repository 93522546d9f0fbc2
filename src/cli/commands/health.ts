import { jsonText } from '../../render/json-text.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { describeSilence, getFromGateway, isServing, readLocalGateway } from '../local-gateway.ts';

/** 0 live, proven and ready; 1 not. Throws OCE_IMPOSTOR when something else has its port. */
export async function runHealth(call: Call): Promise<number> {
  const gateway = await readLocalGateway(call);
  const { profile, base } = gateway;
  const began = performance.now();
  const live = await isServing(gateway, base);
  const ready = live && (await getFromGateway(gateway, base, '/readyz'))['ok'] === true;
  const tookMs = Math.round(performance.now() - began);
  const words = ready
    ? `well on port ${base}, in ${tookMs} ms`
    : live
      ? `live on port ${base}, but not ready`
      : describeSilence(gateway, base);
  if (call.has('json')) {
    const document = { schema: 'omniclaw.health.v1', formatVersion: '1.0', profile, port: base, ok: ready, live, ready, tookMs };
    call.terminal.out(jsonText(document));
  } else call.terminal.out(`${printable(`"${profile}": ${words}`)}\n`);
  return ready ? 0 : 1;
}
