/**
 * Our test gate: runs each test file in a process of its own and believes nothing that stock uvu would hide.
 * `node test/gate/run.ts [PART-OF-A-NAME...]`. The last line is `N passed, N failed`; exit 1 when anything failed.
 */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { buildWhenStale } from './built-program.ts';
import { type FileResult, runFile } from './run-file.ts';

const root = join(import.meta.dirname, '..', '..');
const wanted = process.argv.slice(2);
const parallel = 2;
/** Folders whose tests take longest, the longest first. */
const SLOW = ['faults', 'stories'];

buildWhenStale();
const queue = await findFiles();
const results: FileResult[] = [];
await Promise.all(Array.from({ length: parallel }, worker));

const failures = results.flatMap(({ file, failures: list }) => list.map((failure) => `${relative(root, file)}: ${failure}`));
for (const failure of failures) print(`\nFAILED ${failure}`);
if (results.length === 0) print('no test file fits');
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = failures.length + (results.length === 0 ? 1 : 0);
process.exitCode = failed > 0 ? 1 : 0;
print(`${failures.length > 0 ? '\n' : ''}${passed} passed, ${failed} failed`);

async function worker(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const result = await runFile(file, root);
    results.push(result);
    print(
      `${result.failures.length === 0 ? 'ok    ' : 'FAILED'} ${relative(root, file)} (${result.passed} passed, ${(result.ms / 1000).toFixed(1)} s)`,
    );
  }
}

/** Test files, the slow folders first and then the largest, so that no slow one comes last. */
async function findFiles(): Promise<string[]> {
  const named = wanted.filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'));
  const names = (await readdir(join(root, 'test'), { recursive: true }))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(root, 'test', name));
  const chosen =
    wanted.length === 0
      ? names
      : [
          ...names.filter((name) => wanted.some((part) => relative(root, name).includes(part))),
          ...named.map((name) => join(process.cwd(), name)),
        ];
  const sized = await Promise.all(chosen.map(async (name) => ({ name, size: (await stat(name)).size })));
  return sized.sort((a, b) => rankOf(a.name) - rankOf(b.name) || b.size - a.size).map(({ name }) => name);
}

function rankOf(name: string): number {
  const rank = SLOW.findIndex((folder) => name.includes(`${sep}test${sep}${folder}${sep}`));
  return rank < 0 ? SLOW.length : rank;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
