/** The real OpenClaw, as far as the suite goes: `npm run openclaw` does the rest. */
import { suite } from 'uvu';
import { runRealOpenClaw } from './real-openclaw.ts';

const real = suite('the real OpenClaw');

real('planned, applied and proven beside a rescue of ours, imported with an empty plan, and taken away', () => runRealOpenClaw('lean'));

real.run();
