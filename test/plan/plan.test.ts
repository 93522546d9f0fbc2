import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { changesOf } from '../../src/plan/plan.ts';
import { PLAIN_CHOICES } from '../../src/plan/plan-choices.ts';
import type { Change } from '../../src/plan/resource.ts';

const test = suite('plan');

test('the changes of a plan come in the order of stages, tracks and steps', () => {
  const change = (id: string): Change => ({
    action: 'start',
    gateway: 'a',
    kind: 'service',
    id,
    before: null,
    after: null,
    reasons: [],
    impact: 'none',
  });
  const step = (id: string) => ({ change: change(id), kind: 'port-lock', path: '', text: '' }) as const;
  const track = (...ids: string[]) => ({ gateway: 'a', steps: ids.map(step), after: [] });
  const stages = [
    { name: 'prepare', tracks: [track('1', '2'), track('3')] },
    { name: 'wave 1', tracks: [track('4')] },
  ] as const;
  assert.equal(
    changesOf({ stages }).map(({ id }) => id),
    ['1', '2', '3', '4'],
  );
});

test('who asks for nothing gets everything looked at, nothing taken over and nothing removed', () => {
  assert.equal(PLAIN_CHOICES, { targets: [], adopt: 'refused', prune: 'no' });
});

test.run();
