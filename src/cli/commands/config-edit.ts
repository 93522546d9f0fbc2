import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { changeConfig } from '../../gateway/change-config.ts';
import { inspectConfig, inspectConfigText } from '../../gateway/inspect-config.ts';
import { ensurePrivateFolder } from '../../os/private-folder.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { configSourceOf } from '../config-source.ts';

/** Edits a copy beside the config, so that includes still resolve, and puts it in place when it can be used. */
export async function runConfigEdit(call: Call): Promise<number> {
  const source = configSourceOf(call);
  const editor = call.environment['VISUAL'] || call.environment['EDITOR'] || 'vi';
  await ensurePrivateFolder(dirname(source.path));
  const seen = await inspectConfig(source);
  const folder = await mkdtemp(join(dirname(source.path), '.edit-'));
  const copy = join(folder, basename(source.path));
  try {
    await writeFile(copy, seen.text ?? '{\n}\n', { mode: 0o600 });
    await runEditor(editor, copy);
    const text = await readFile(copy, 'utf8');
    if (text === (seen.text ?? '{\n}\n')) {
      call.terminal.out('nothing to change\n');
      return 0;
    }
    const { problems } = await inspectConfigText(text, source);
    if (problems.length > 0) {
      const list = problems.map(({ message, line, column }) => `${line}:${column} ${message}`).join('; ');
      throw new OmniclawError('OCE_CONFIG', `the edited config cannot be used, and was not put in place: ${printable(list)}`, {
        hint: 'omniclaw config edit',
      });
    }
    await changeConfig(source, seen.hash, () => text);
    call.terminal.out(`changed ${source.path}\n`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The variable may hold arguments too, as in `code --wait`: words are split at spaces, and no shell is run. */
function runEditor(editor: string, file: string): Promise<void> {
  const [program = 'vi', ...args] = editor.split(' ').filter((word) => word !== '');
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, file], { stdio: 'inherit' });
    child.once('error', (cause) => reject(refuse(`the editor "${program}" cannot be started`, cause)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(refuse(`the editor "${program}" ended with ${code}`, null))));
  });
}

function refuse(message: string, cause: unknown): OmniclawError {
  return new OmniclawError('OCE_REFUSED', `${message}; nothing was changed`, { cause, hint: 'EDITOR=nano omniclaw config edit' });
}
