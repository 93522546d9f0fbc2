import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { type ConfigChange, changeConfig } from '../../gateway/change-config.ts';
import { type ConfigSource, type InspectedConfig, inspectConfig, inspectConfigText } from '../../gateway/inspect-config.ts';
import { ensureFolder } from '../../os/private-folder.ts';
import { splitWords } from '../../os/split-words.ts';
import { writeFileSafely } from '../../os/write-file.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { configSourceOf } from '../config-source.ts';
import { confirm } from '../confirm.ts';
import { reportConfigChange } from '../report-config-change.ts';

/** Edits a copy, and puts it in place when it can be used. In a terminal, what cannot be used may be edited again. */
export async function runConfigEdit(call: Call): Promise<number> {
  const source = configSourceOf(call);
  await ensureFolder(dirname(source.path));
  const seen = await inspectConfig(source);
  const folder = await mkdtemp(join(dirname(source.path), '.edit-'));
  try {
    const text = await editText(call, source, { start: seen.text ?? '{\n}\n', copy: join(folder, basename(source.path)) });
    if (text === null) call.terminal.out('nothing to change\n');
    else reportConfigChange(call, source, await putInPlace(source, seen, text));
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Editing = { readonly start: string; readonly copy: string };

/** The new text, which can be used; `null`: it was left as it is. Throws OCE_CONFIG when it cannot be used and is not edited again. */
async function editText(call: Call, source: ConfigSource, { start, copy }: Editing): Promise<string | null> {
  await writeFile(copy, start, { mode: 0o600 });
  for (;;) {
    await runEditor(call.environment, copy);
    const text = await readFile(copy, 'utf8').catch((cause: unknown) => {
      throw refuse('the editor took the file away', cause);
    });
    if (text === start) return null;
    const { problems } = await inspectConfigText(text, source);
    if (problems.length === 0) return text;
    const list = problems.map(({ message, line, column }) => `${line}:${column} ${message}`);
    for (const problem of call.terminal.canAsk ? list : []) call.terminal.err(`${printable(problem)}\n`);
    if (call.terminal.canAsk && (await confirm(call.terminal, 'edit it again?'))) continue;
    throw new OmniclawError('OCE_CONFIG', `the edited config cannot be used, and was not put in place: ${list.join('; ')}`, {
      hint: 'omniclaw config edit',
    });
  }
}

/** An edit that somebody else was quicker with is kept beside the config, because it may have been long work. */
async function putInPlace(source: ConfigSource, { hash }: InspectedConfig, text: string): Promise<ConfigChange> {
  try {
    return await changeConfig(source, hash, () => text);
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError) || thrown.code !== 'OCE_CHANGED') throw thrown;
    const kept = `${source.path}.edited`;
    await writeFileSafely(kept, text, 0o600);
    throw new OmniclawError('OCE_CHANGED', `"${source.path}" was changed by somebody else meanwhile; your text is kept in "${kept}"`, {
      hint: `diff ${JSON.stringify(source.path)} ${JSON.stringify(kept)}`,
    });
  }
}

/** The variable may hold arguments and quotes, as in `code --wait`; no shell is run. */
async function runEditor({ VISUAL: visual, EDITOR: editor }: Call['environment'], file: string): Promise<void> {
  const [program = 'vi', ...args] = splitWords(visual || editor || 'vi');
  const child = spawn(program, [...args, file], { stdio: 'inherit' });
  // Ctrl-C in a terminal reaches the editor as well, which decides what it means.
  const stay = (): void => undefined;
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const name of KEYS) process.on(name, stay);
  for (const name of ENDS) process.on(name, pass);
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', (cause) => reject(refuse(`the editor "${program}" cannot be started`, cause)));
      child.once('close', (code, signal) =>
        code === 0 ? resolve() : reject(refuse(`the editor "${program}" ${ended(code, signal)}`, null)),
      );
    });
  } finally {
    for (const name of KEYS) process.off(name, stay);
    for (const name of ENDS) process.off(name, pass);
  }
}

const KEYS = ['SIGINT', 'SIGQUIT'] as const;
const ENDS = ['SIGTERM', 'SIGHUP'] as const;

function ended(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `ended with ${code}` : `was ended by ${signal}`;
}

function refuse(message: string, cause: unknown): OmniclawError {
  return new OmniclawError('OCE_REFUSED', `${message}; nothing was changed`, { cause, hint: 'EDITOR=nano omniclaw config edit' });
}
