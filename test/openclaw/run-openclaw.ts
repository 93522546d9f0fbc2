/**
 * `npm run openclaw`: everything that is shown with the real OpenClaw. Takes two to four minutes; `npm run openclaw -- lean`
 * leaves out the change of a port and the rescue. The suite has a small program that behaves like it instead: the real one is
 * a download of 650 MB, and each start of it computes for 10 s and more.
 */
import { buildWhenStale } from '../gate/built-program.ts';
import { runRealOpenClaw } from './real-openclaw.ts';

buildWhenStale();
const began = performance.now();
await runRealOpenClaw(process.argv.includes('lean') ? 'lean' : 'whole');
console.log(`the real OpenClaw: all as it should be, after ${Math.round((performance.now() - began) / 1000)} s`);
