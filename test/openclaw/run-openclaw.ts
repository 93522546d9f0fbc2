/** `npm run openclaw`: everything that is shown with the real OpenClaw. Takes two to four minutes. */
import { buildWhenStale } from '../gate/built-program.ts';
import { runRealOpenClaw } from './real-openclaw.ts';

buildWhenStale();
const began = performance.now();
await runRealOpenClaw('whole');
console.log(`the real OpenClaw: all as it should be, after ${Math.round((performance.now() - began) / 1000)} s`);
