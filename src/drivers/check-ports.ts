import { join } from 'node:path';
import { INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { isStartedBy } from '../os/descendants.ts';
import { findListener, listListeners } from '../os/listeners.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { series } from '../plan/series.ts';
import { fixedPorts } from '../plan/stage-fleet.ts';
import { probeGateway } from './gateway-prober.ts';
import { readKey } from './key-file.ts';
import type { Services } from './services.ts';

export type PortCheck = { readonly services: Services; readonly released: ReadonlySet<string> };

type Holder = { readonly pid: number | null; readonly command: string; readonly ports: readonly number[] };

/** A service of ours that is ending, or that starts again and again, has its ports for moments, and it may be gone before it is known. */
const [LOOKS, PAUSE_MS] = [3, 100];

/**
 * Throws OCE_PORT_TAKEN when somebody has a fixed port of a gateway that is about to start, and keeps it. `released`: services
 * that are ended before.
 */
export async function checkPorts(derived: DerivedGateway, desired: DesiredGateway, check: PortCheck): Promise<void> {
  let holders = await findHolders(derived, desired, check);
  for (let looks = 1; looks < LOOKS && holders.length > 0; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    holders = await findHolders(derived, desired, check);
  }
  const problems: { readonly message: string; readonly hint: string }[] = [];
  for (const { ports, ...holder } of holders) {
    const who = await describeHolder(ports[0] ?? 0, holder, desired, check.services);
    const what =
      ports.length === 1 ? `port ${ports[0]} of "${derived.name}" is` : `ports ${series(ports.map(String))} of "${derived.name}" are`;
    problems.push({ message: `${what} held by ${who.words}`, hint: who.hint });
  }
  const [first] = problems;
  if (first === undefined) return;
  throw new OmniclawError('OCE_PORT_TAKEN', problems.map(({ message }) => message).join('; '), { hint: first.hint });
}

/** Who has which of the ports; one process may have several. */
async function findHolders(derived: DerivedGateway, desired: DesiredGateway, { services, released }: PortCheck): Promise<Holder[]> {
  const taken = await listListeners();
  const held = fixedPorts(derived).filter((one) => taken.has(one));
  const own = held.length === 0 ? [] : await services.processesOf(desired.service);
  const found = new Map<string, Holder>();
  for (const port of held) {
    const holder = await findListener(port);
    if (holder === null) continue;
    const { pid } = holder;
    // What a service has started ends with it.
    if (pid !== null && (own.some((one) => isStartedBy(pid, one)) || released.has(services.serviceOf(pid) ?? ''))) continue;
    // From inside a service whose view of processes is narrowed, not even our own are seen; what holds our key is ours.
    if (pid === null && (await askForProof(port, desired)) === 'proven') continue;
    const key = pid === null ? `port ${port}` : String(pid);
    found.set(key, { pid, command: holder.command, ports: [...(found.get(key)?.ports ?? []), port] });
  }
  return [...found.values()];
}

type Described = { readonly words: string; readonly hint: string };

async function describeHolder(
  port: number,
  { pid, command }: Omit<Holder, 'ports'>,
  desired: DesiredGateway,
  services: Services,
): Promise<Described> {
  if (pid === null) return { words: 'a process of another user', hint: `ss -ltnp "sport = :${port}"` };
  const words = `process ${pid} (${command})`;
  const service = services.serviceOf(pid);
  if (service !== null) return { words: `${words}, which belongs to our service "${service}"`, hint: `ps -fp ${pid}` };
  const answer = await askForProof(port, desired);
  // Nothing supervises it, so it is not ours to end: somebody has it in a terminal.
  if (answer === 'proven') return { words: `${words}: this very gateway, started by hand`, hint: `kill ${pid}` };
  return { words: answer === null ? words : `${words}, a gateway that says it is profile "${answer.claims}"`, hint: `ps -fp ${pid}` };
}

/** `null`: no gateway answers there. */
async function askForProof(port: number, { stateDir }: DesiredGateway): Promise<'proven' | { readonly claims: string } | null> {
  const secret = await readKey(join(stateDir, INSTANCE_SECRET_FILE));
  const answer = await probeGateway(port, secret ?? '', { timeoutMs: PROBE_TIMEOUT_MS });
  if (answer.kind === 'stranger') return { claims: answer.claims };
  return answer.kind === 'proven' ? 'proven' : null;
}

const PROBE_TIMEOUT_MS = 1_000;
