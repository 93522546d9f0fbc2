/** A process that tries batches of inputs, one after the other, as the parent asks; a batch is one run of fast-check. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkInput } from './check-input.ts';
import type { FuzzInput } from './fuzz-input.ts';
import { KINDS, type Kind } from './fuzz-kinds.ts';
import { openLab } from './lab.ts';

export type Batch = { readonly kind: Kind; readonly seed: number; readonly count: number };

/** `ready` comes when batches can be sent, `alive` before each input, `done` after a batch. `problem`: the smallest input that was found to break a promise. */
export type Message =
  | { readonly is: 'ready' }
  | { readonly is: 'alive'; readonly shown: string }
  | { readonly is: 'done'; readonly inputs: number; readonly runs: number; readonly problem: string | null };

/** How long a smaller input is looked for that breaks the same. */
const MAKE_SMALL_MS = 20_000;

const [, , entry = '', xmllint = ''] = process.argv;
const lab = openLab(entry === '' ? null : entry);
const say = (message: Message) => process.send?.(message);

process.on('message', (batch: Batch) => {
  tryBatch(batch).then(say);
});
// A terminal sends an interrupt to the whole group; the parent says when it is over.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => {
  lab.close();
  process.exit(0);
});
say({ is: 'ready' });

async function tryBatch({ kind, seed, count }: Batch): Promise<Message> {
  let [inputs, runs, brokeAt] = [0, 0, Number.POSITIVE_INFINITY];
  const documents: string[] = [];
  const property = fc.asyncProperty(KINDS[kind], async (input) => {
    if (performance.now() - brokeAt > MAKE_SMALL_MS) return;
    if (brokeAt === Number.POSITIVE_INFINITY) inputs += 1;
    say({ is: 'alive', shown: show(input) });
    await checkInput(input, lab, { ran: () => (runs += 1), xml: (text) => documents.push(text) }).catch((error) => {
      brokeAt = Math.min(brokeAt, performance.now());
      throw error;
    });
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns: count });
  const broken = failed
    ? `${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}\n${show(counterexample?.[0])}`
    : null;
  return { is: 'done', inputs, runs, problem: broken ?? checkXml(documents) };
}

function show(input: FuzzInput | undefined): string {
  if (input === undefined) return '';
  const { name, content, beside, pick } = input;
  return `${name} (pick ${pick}) ${JSON.stringify(Buffer.from(content).toString('utf8').slice(0, 20_000))} ${JSON.stringify(beside)}`;
}

/** One run of the validator for all documents of a batch. */
function checkXml(documents: readonly string[]): string | null {
  if (documents.length === 0 || xmllint === '') return null;
  const folder = mkdtempSync(join(tmpdir(), 'oc-fuzz-xml-'));
  try {
    const paths = documents.map((_, at) => join(folder, `${at}.xml`));
    for (const [at, path] of paths.entries()) writeFileSync(path, documents[at] ?? '');
    execFileSync(xmllint, ['--noout', ...paths], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return `a document that is no XML: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
