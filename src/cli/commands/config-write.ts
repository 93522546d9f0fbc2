import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { changedPaths } from '../../fleet/changed-paths.ts';
import { reloadOf } from '../../fleet/config-reloads.ts';
import { removeField, setField } from '../../fleet/edit-json5.ts';
import type { Json, JsonObject } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import { type ConfigChange, changeConfig, patchText } from '../../gateway/change-config.ts';
import { inspectConfigText } from '../../gateway/inspect-config.ts';
import { requireUsable } from '../../gateway/read-gateway-config.ts';
import { readFileSafely } from '../../os/read-file.ts';
import { jsonText } from '../../render/json-text.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { readConfigPath } from '../config-path.ts';
import { configSourceOf } from '../config-source.ts';

export async function runConfigSet(call: Call): Promise<number> {
  const [path = '', text = ''] = call.positionals;
  const keys = readConfigPath(path);
  const parsed = parseJson5(text);
  const value: Json = 'value' in parsed ? parsed.value : text;
  return write(call, (before) => setField(before, keys, value));
}

export async function runConfigUnset(call: Call): Promise<number> {
  const keys = readConfigPath(call.positionals[0] ?? '');
  return write(call, (before) => removeField(before, keys));
}

export async function runConfigPatch(call: Call): Promise<number> {
  const patch = readPatch(await patchSource(call));
  return write(call, (before) => patchText(before, patch));
}

async function patchSource(call: Call): Promise<string> {
  const [given] = call.positionals;
  const file = call.value('file');
  if ((given === undefined) === (file === undefined)) {
    throw new OmniclawError('OCE_USAGE', 'give the patch either on the line or with "--file"', {
      hint: "omniclaw config patch '{ x: 1 }'",
    });
  }
  if (given !== undefined) return given;
  if (file === '-') return readAll(process.stdin);
  return readFile(file ?? '', 'utf8').catch((cause: unknown) => {
    throw new OmniclawError('OCE_UNREADABLE', `"${file}" cannot be read`, { cause, hint: `ls -l ${file}` });
  });
}

function readPatch(text: string): JsonObject {
  const parsed = parseJson5(text);
  if ('value' in parsed && isJsonObject(parsed.value)) return parsed.value;
  const problem = 'value' in parsed ? 'it is no object' : `${parsed.line}:${parsed.column} it ${parsed.problem}`;
  throw new OmniclawError('OCE_USAGE', `the patch cannot be used: ${problem}`, { hint: "'{ gateway: { port: 19789 } }'" });
}

/** Changes the config and says what that takes. */
async function write(call: Call, edit: (text: string) => string): Promise<number> {
  const source = configSourceOf(call);
  const baseHash = call.value('base-hash') ?? null;
  const change = call.has('dry-run') ? await tryChange(call, edit) : await changeConfig(source, baseHash, (text) => edit(text));
  const paths = changedPaths(change.before.authored, change.after.authored);
  const restart = paths.filter((path) => reloadOf(path) === 'restart').map((path) => path.join('.'));
  const changed = paths.map((path) => path.join('.'));
  if (call.has('json')) {
    const document = { schema: 'omniclaw.config-change.v1', formatVersion: '1.0', config: source.path, hash: change.after.hash };
    call.terminal.out(jsonText({ ...document, changed, restart, written: changed.length > 0 && !call.has('dry-run') }));
    return 0;
  }
  if (changed.length === 0) call.terminal.out('nothing to change\n');
  else call.terminal.out(`${call.has('dry-run') ? 'would change' : 'changed'} ${printable(changed.join(', '))} in ${source.path}\n`);
  if (restart.length > 0) call.terminal.out(`takes a restart of the gateway: ${printable(restart.join(', '))}\n`);
  return 0;
}

/** The change as it would be, with every check and no write. */
async function tryChange(call: Call, edit: (text: string) => string): Promise<ConfigChange> {
  const source = configSourceOf(call);
  const text = (await readFileSafely(source.path))?.text ?? null;
  const before = await inspectConfigText(text, source);
  const after = await inspectConfigText(edit(text === null || text.trim() === '' ? '{}\n' : text), source);
  requireUsable(after);
  return { before, after };
}
