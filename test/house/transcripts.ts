/**
 * Replays the transcripts of a document: a block of `json` or `yaml` becomes a file, and each line of a block of `console` that begins with
 * `$ ` is typed into a shell. With `DOCS_UPDATE=1` the document gets what was really printed.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';

export type Desk = {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Takes out what differs from run to run. */
  readonly steady: (text: string) => string;
  /** Name of the file that a block becomes; `null`: it is not for this test. */
  readonly fileOf: (language: string, text: string) => string | null;
  /** `shared`: lines run in the network of the caller, so that what one starts is there for the next; otherwise each has one of its own. */
  readonly network?: 'shared';
};

export async function replayTranscripts(path: string, desk: Desk): Promise<number> {
  const document = await readFile(path, 'utf8');
  let [updated, typed] = [document, 0];
  for (const [block, language = '', text = ''] of document.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const file = desk.fileOf(language, text);
    if (file !== null) await writeFile(join(desk.folder, file), text);
    if (language !== 'console') continue;
    const lines = text.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));
    typed += lines.length;
    const printed = lines.map((line) => `$ ${line}\n${type(line, desk)}`).join('');
    if (process.env['DOCS_UPDATE'] === '1') updated = updated.replace(block, () => `\`\`\`console\n${desk.steady(printed)}\`\`\``);
    else assert.is(desk.steady(text), desk.steady(printed));
  }
  if (updated !== document) await writeFile(path, updated);
  return typed;
}

/** What a line prints on both streams, in the order in which it does. Nothing listens where it runs, so free ports are the same each time. */
function type(line: string, { folder, environment, network }: Desk): string {
  const alone = userInfo().uid === 0 ? ['--net'] : ['--map-root-user', '--net'];
  const shell = ['sh', '-c', `{ ${line}\n} 2>&1`];
  const [program = '', ...words] = network === 'shared' ? shell : ['unshare', ...alone, ...shell];
  const { stdout, error } = spawnSync(program, words, {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return stdout;
}
