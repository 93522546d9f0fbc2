import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import type { ObservedGateway } from '../../plan/observed-gateway.ts';
import { jsonText } from '../../render/json-text.ts';
import { painter, printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { findRescued, type RescuedGateway } from '../rescued-gateway.ts';

/** How the rescued gateway does. `config`: whether it is the one with which it was proven last; `broken` cannot be read. */
type Seen = {
  readonly state: string;
  readonly proven: boolean;
  readonly pid: number | null;
  readonly port: number | null;
  readonly config: 'known-good' | 'changed' | 'missing' | 'broken';
  readonly problem: string;
};

/** 0 it runs and is proven, 1 not. Reads only. */
export async function runRescueStatus(call: Call): Promise<number> {
  return withHost(call, 0, async (host) => {
    const rescued = await findRescued(call, host);
    const seen = await look(rescued, host);
    const { rescue, derived, generation } = rescued;
    const about = { rescue, gateway: derived.name, runtime: derived.spec.runtime, generation: generation.number };
    if (call.has('json')) {
      const document = {
        schema: 'omniclaw.rescue.v1',
        formatVersion: '1.0',
        ...about,
        ...seen,
        log: rescued.desired.service.program.logFile,
      };
      call.terminal.out(jsonText(document));
    } else show(call, rescued, seen);
    return seen.proven ? 0 : 1;
  });
}

async function look({ desired, derived }: RescuedGateway, { machine, generations }: OpenHost): Promise<Seen> {
  try {
    const observed = await machine.observe(desired);
    const known = await generations.config(derived.name);
    return { ...describe(observed), config: compare(observed, known) };
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    return { state: 'unknown', proven: false, pid: null, port: null, config: 'broken', problem: thrown.message };
  }
}

function describe({ service: { registration, live } }: ObservedGateway): Omit<Seen, 'config'> {
  const state = live !== null ? 'running' : (registration?.phase ?? 'absent');
  const pid = live?.pid ?? registration?.pid ?? null;
  const problem = live === null ? (registration?.lastExit ?? 'no service manager knows it') : '';
  return { state, proven: live !== null, pid, port: live?.port ?? null, problem };
}

function compare({ config }: ObservedGateway, known: string | null): Seen['config'] {
  if (config === null) return 'missing';
  return known === null || config.text === known ? 'known-good' : 'changed';
}

function show({ terminal }: Call, { derived, rescue }: RescuedGateway, seen: Seen): void {
  const paint = painter(terminal.color);
  const place = seen.port === null ? '' : ` on port ${seen.port} as process ${seen.pid}`;
  const state = seen.proven ? paint('green', `runs and is proven${place}`) : paint('red', `is not proven: ${seen.state}`);
  terminal.out(`"${derived.name}" (${derived.spec.runtime}) ${state}\n`);
  if (seen.problem !== '') terminal.out(`  ${printable(seen.problem)}\n`);
  const words = { 'known-good': 'as it was proven', changed: 'changed since it was proven', missing: 'missing', broken: 'not readable' };
  terminal.out(`  config: ${words[seen.config]}\n`);
  if (!seen.proven) terminal.out(`  try: omniclaw --profile ${rescue} rescue ${seen.config === 'known-good' ? 'restart' : 'restore'}\n`);
}
