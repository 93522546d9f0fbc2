import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { removeField, setField } from '../../fleet/edit-json5.ts';
import type { Json, JsonObject } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import { type ConfigEdit, changeConfig, editFields, patchText, tryChange } from '../../gateway/change-config.ts';
import type { Call } from '../command.ts';
import { readConfigPath, requireRoom } from '../config-path.ts';
import { configSourceOf } from '../config-source.ts';
import { reportConfigChange } from '../report-config-change.ts';

export async function runConfigSet(call: Call): Promise<number> {
  const [path = '', text = ''] = call.positionals;
  const keys = readConfigPath(path);
  const value = readValue(text);
  return write(call, (before, { authored }) => {
    requireRoom(authored, keys);
    return setField(before, keys, value);
  });
}

/** What is no JSON5 is a text, unless it begins like an object, a list or a quoted text: then something is missing in it. */
function readValue(text: string): Json {
  const parsed = parseJson5(text);
  if ('value' in parsed) return parsed.value;
  if (!/^\s*[{["']/.test(text)) return text;
  throw new OmniclawError('OCE_USAGE', `the value ${parsed.problem} (character ${parsed.column} of line ${parsed.line})`, {
    hint: "quote it for the shell, as in '[1, 2]'",
  });
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
async function write(call: Call, edit: ConfigEdit): Promise<number> {
  const source = configSourceOf(call);
  const baseHash = call.value('base-hash') ?? null;
  reportConfigChange(call, source, await (call.has('dry-run') ? tryChange : changeConfig)(source, baseHash, editFields(edit)));
  return 0;
}
