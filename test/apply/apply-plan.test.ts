/** What is under way when a bug of ours shows is brought to its end. */
import { setTimeout } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Machine } from '../../src/drivers/machine.ts';
import type { PlannedStep, Track } from '../../src/plan/plan.ts';

const apply = suite('carrying a plan out');

apply('a bug in one track ends the run when the tracks beside it have ended', async () => {
  const done: string[] = [];
  const refuse = async (): Promise<never> => {
    throw new Error('nobody asks for this');
  };
  const machine: Machine = {
    askAhead: refuse,
    observe: refuse,
    isInUse: refuse,
    prove: refuse,
    checkPorts: async () => undefined,
    checkSteps: async () => [],
    checkSecrets: async () => [],
    carryOut: async ({ change: { id } }) => {
      if (id === 'bug') throw new TypeError('a bug of ours');
      await setTimeout(200);
      done.push(id);
    },
  };
  const tracks = [track('a', 'bug'), track('b', 'one', 'two')];
  const plan = { fleet: '', findings: [], gateways: [], stages: [{ name: 'wave 1' as const, tracks }], blocked: [], orphans: [] };
  const running = applyPlan({
    plan,
    machine,
    desired: new Map(),
    rememberTrial: async () => undefined,
    remember: async () => undefined,
    knownGood: async () => ({ reason: 'nothing is known' }),
    parallel: 2,
    report: () => undefined,
    signal: new AbortController().signal,
  });
  const thrown = await running.then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.instance(thrown, TypeError);
  assert.equal(done, ['one', 'two']);
});

function track(gateway: string, ...ids: readonly string[]): Track {
  const steps = ids.map((id): PlannedStep => {
    const change = { action: 'create', gateway, kind: 'port-lock', id, before: null, after: null, reasons: [], impact: 'none' } as const;
    return { kind: 'port-lock', path: id, text: '', change };
  });
  return { gateway, steps, after: [] };
}

apply.run();
