import type { Generation } from '../../apply/generations.ts';
import { isSameJson } from '../../fleet/gateway-proof.ts';
import type { Host } from '../../fleet/host.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { changesOf } from '../../plan/plan.ts';
import { PLAIN_CHOICES } from '../../plan/plan-choices.ts';
import { jsonText } from '../../render/json-text.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { renderTable } from '../../render/render-table.ts';
import { carryOut, exitOf } from '../carry-out.ts';
import { type CheckedFleet, checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { confirm } from '../confirm.ts';
import { findingsView } from '../findings-view.ts';
import { deriveKept, generationContent } from '../known-good.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { planFleet } from '../plan-fleet.ts';
import { readHost } from '../read-host.ts';
import { readTimeout } from '../read-number.ts';
import { withApplyLock } from '../with-apply-lock.ts';

/** Puts one gateway back to a generation that was applied and proven. Exit codes as for apply. */
export async function runFleetRollback(call: Call): Promise<number> {
  const [name = '', wanted] = call.positionals;
  if (call.has('list')) return withHost(call, 0, (host) => list(call, name, host));
  if (!call.has('yes') && !call.terminal.canAsk) {
    throw new OmniclawError('OCE_USAGE', 'rollback asks first, and there is no terminal to ask', {
      hint: `omniclaw fleet rollback ${name} --yes`,
    });
  }
  return withApplyLock(call, async () => {
    const checked = await checkFleet(call, live([]));
    return withHost(call, readTimeout(call), async (host) => {
      const generation = await choose(checked, name, { wanted, host });
      return goBack(call, await asFleet(call, checked, { name, generation }), { name, generation, host });
    });
  });
}

async function list(call: Call, name: string, { generations }: OpenHost): Promise<number> {
  const kept = await generations.list(name);
  if (call.has('json'))
    call.terminal.out(jsonText({ schema: 'omniclaw.generations.v1', formatVersion: '1.0', gateway: name, generations: kept }));
  else if (kept.length === 0) call.terminal.err(`no generation of "${name}" is kept\n`);
  else
    call.terminal.out(
      renderTable(
        [
          ['generation', 'proven', 'fleet file'],
          ...kept.map(({ number, made, fleet }) => [String(number), made.slice(0, 19).replace('T', ' '), fleet]),
        ],
        '  ',
      ),
    );
  return kept.length === 0 ? 1 : 0;
}

type Choice = { readonly wanted: string | undefined; readonly host: OpenHost };

/** The generation that was named; else the newest that is not what the fleet file says now. */
async function choose(checked: CheckedFleet, name: string, { wanted, host }: Choice): Promise<Generation> {
  const kept = await host.generations.list(name);
  const now = generationContent(checked, name)?.document;
  const found =
    wanted === undefined
      ? kept.find(({ document }) => now === undefined || !isSameJson(document, now))
      : kept.find(({ number }) => String(number) === wanted);
  if (found !== undefined) return found;
  const what =
    wanted === undefined
      ? `no generation of "${name}" is kept that differs from the fleet file`
      : `there is no generation ${wanted} of "${name}"`;
  throw new OmniclawError('OCE_USAGE', what, { hint: `omniclaw fleet rollback ${name} --list` });
}

type Kept = { readonly name: string; readonly generation: Generation };

/** The generation as if it were a fleet file of its own. */
async function asFleet(call: Call, checked: CheckedFleet, { name, generation }: Kept): Promise<CheckedFleet> {
  const host: Host = { ...readHost(call.environment), fleetDir: generation.fleet.slice(0, Math.max(1, generation.fleet.lastIndexOf('/'))) };
  const derived = await deriveKept(generation, name, host);
  if (derived === null) {
    throw new OmniclawError('OCE_UNSUPPORTED', `this version cannot read generation ${generation.number} of "${name}"`, {
      hint: `omniclaw fleet rollback ${name} --list`,
    });
  }
  return {
    ...checked,
    path: generation.fleet,
    findings: [],
    loaded: { ...checked.loaded, value: generation.document },
    fleet: {
      spec: { gateways: [derived.spec], defaults: {} },
      host,
      gateways: [derived],
      claims: [],
      lock: { path: '', text: null, wanted: { ports: {} } },
    },
  };
}

async function goBack(call: Call, kept: CheckedFleet, { name, generation, host }: Kept & { readonly host: OpenHost }): Promise<number> {
  const prepared = await planFleet(kept, host, PLAIN_CHOICES);
  const changes = changesOf(prepared.plan).length;
  if (!call.has('json')) {
    const view = findingsView(call, kept);
    call.terminal.out(`generation ${generation.number} of "${name}"\n\n${renderPlan({ ...prepared.plan, orphans: [] }, view)}`);
  }
  if (changes > 0 && !call.has('yes') && !(await confirm(call.terminal, `carry out ${changes} changes?`))) return 1;
  const command = `fleet rollback ${name} ${generation.number}`;
  const summary = await carryOut(call, kept, { command, prepared, host, parallel: 1 });
  if (!call.has('json') && exitOf(summary) === 0)
    call.terminal.out('the fleet file was not changed: the next "omniclaw apply" goes forward again\n');
  return exitOf(summary);
}
