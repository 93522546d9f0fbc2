/** A process that tries batches of inputs, one after the other, as the parent asks; a batch is one run of fast-check. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkInput } from './check-input.ts';
import { LateError } from './check-output.ts';
import type { FuzzInput } from './fuzz-input.ts';
import { KINDS, type Kind } from './fuzz-kinds.ts';
import { openLab } from './lab.ts';

/** `by`: the program's code in the worker itself, or the program as a process. */
export type Batch = { readonly kind: Kind; readonly seed: number; readonly count: number; readonly by: 'code' | 'program' };

/** `isLate`: what broke has to do with time, which a busy machine can cause. `digest`: of all inputs that were tried. */
export type Problem = { readonly text: string; readonly isLate: boolean };
export type Outcome = { readonly inputs: number; readonly runs: number; readonly digest: string; readonly problem: Problem | null };

/** `ready` comes when batches can be sent, `alive` before each input, `done` after a batch. `problem`: the smallest input that was found to break a promise. */
export type Message =
  | { readonly is: 'ready' }
  | { readonly is: 'alive'; readonly shown: string }
  | { readonly is: 'done'; readonly outcome: Outcome };

/** How long a smaller input is looked for that breaks the same. */
const MAKE_SMALL_MS = 20_000;

const [, , entry = '', xmllint = ''] = process.argv;
const labs = { code: openLab(null), program: openLab(entry) };
// When the parent is gone, `disconnect` comes; that a message could not be sent is no news then.
const say = (message: Message) => process.send?.(message, undefined, undefined, () => undefined);

process.on('message', (batch: Batch) => {
  tryBatch(batch).then((outcome) => say({ is: 'done', outcome }));
});
// A terminal sends an interrupt to the whole group; the parent says when it is over.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => {
  for (const lab of Object.values(labs)) lab.close();
  process.exit(0);
});
say({ is: 'ready' });

async function tryBatch({ kind, seed, count, by }: Batch): Promise<Outcome> {
  let [inputs, runs, brokeAt] = [0, 0, Number.POSITIVE_INFINITY];
  const documents: string[] = [];
  const digest = createHash('sha256');
  const property = fc.asyncProperty(KINDS[kind], async (input) => {
    if (performance.now() - brokeAt > MAKE_SMALL_MS) return;
    if (brokeAt === Number.POSITIVE_INFINITY) inputs += 1;
    if (brokeAt === Number.POSITIVE_INFINITY) digest.update(`${show(input)}\n`).update(input.content);
    say({ is: 'alive', shown: show(input) });
    await checkInput(input, labs[by], { ran: () => (runs += 1), xml: (text) => documents.push(text) }).catch((error) => {
      // What was late is not made smaller: another input is late at another time.
      brokeAt = error instanceof LateError ? 0 : Math.min(brokeAt, performance.now());
      throw error;
    });
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns: count });
  const problem = failed ? describeProblem(errorInstance, counterexample?.[0]) : checkXml(documents);
  return { inputs, runs, digest: digest.digest('hex'), problem };
}

function describeProblem(thrown: unknown, input: FuzzInput | undefined): Problem {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { text: `${message}\n${show(input)}`, isLate: thrown instanceof LateError };
}

function show(input: FuzzInput | undefined): string {
  if (input === undefined) return '';
  const { name, content, beside, pick } = input;
  return `${name} (pick ${pick}) ${JSON.stringify(Buffer.from(content).toString('utf8').slice(0, 20_000))} ${JSON.stringify(beside)}`;
}

/** One run of the validator for all documents of a batch. */
function checkXml(documents: readonly string[]): Problem | null {
  if (documents.length === 0 || xmllint === '') return null;
  const folder = mkdtempSync(join(tmpdir(), 'oc-fuzz-xml-'));
  try {
    const paths = documents.map((_, at) => join(folder, `${at}.xml`));
    for (const [at, path] of paths.entries()) writeFileSync(path, documents[at] ?? '');
    execFileSync(xmllint, ['--noout', ...paths], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return { text: `a document that is no XML: ${error instanceof Error ? error.message : String(error)}`, isLate: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
