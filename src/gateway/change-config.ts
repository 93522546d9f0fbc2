/** The one way in which the config of a gateway is written, by the command line and by clients. */
import { dirname } from 'node:path';
import { removeField, setField } from '../fleet/edit-json5.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { editFile } from '../os/edit-file.ts';
import { ensureFolder } from '../os/private-folder.ts';
import { readFileSafely } from '../os/read-file.ts';
import { type ConfigSource, type InspectedConfig, inspectConfigText } from './inspect-config.ts';
import { requireParsed } from './read-gateway-config.ts';

export type ConfigChange = { readonly before: InspectedConfig; readonly after: InspectedConfig };

/** Makes the new text of a config. `text`: the old one, `{}` when there is none. */
export type ConfigEdit = (text: string, before: InspectedConfig) => string;

/**
 * `baseHash`: what the writer has seen; `null`: it edits whatever is there. Throws OCE_CHANGED when the config is another one by
 * now, and OCE_CONFIG when the result could not be used.
 */
export async function changeConfig(source: ConfigSource, baseHash: string | null, edit: ConfigEdit): Promise<ConfigChange> {
  await ensureFolder(dirname(source.path));
  const seen: ConfigChange[] = [];
  await editFile(source.path, async (text) => {
    const change = await makeChange(text, source, { baseHash, edit });
    seen.push(change);
    return change.after.text ?? '';
  });
  const [change] = seen;
  if (change === undefined) throw new Error('the config was not edited');
  return change;
}

/** The change as it would be: every check, and no write. */
export async function tryChange(source: ConfigSource, baseHash: string | null, edit: ConfigEdit): Promise<ConfigChange> {
  return makeChange((await readFileSafely(source.path))?.text ?? null, source, { baseHash, edit });
}

type Change = { readonly baseHash: string | null; readonly edit: ConfigEdit };

async function makeChange(text: string | null, source: ConfigSource, { baseHash, edit }: Change): Promise<ConfigChange> {
  const before = await inspectConfigText(text, source);
  if (baseHash !== null && baseHash !== before.hash) {
    throw new OmniclawError('OCE_CHANGED', `"${source.path}" was changed by somebody else since it was read`, {
      hint: 'omniclaw config get --json',
    });
  }
  const edited = edit(text === null || text.trim() === '' ? '{}\n' : text, before);
  const after = await inspectConfigText(edited, source);
  requireGood(after, edited === text);
  return { before, after };
}

/** No lines are named: they would be those of a text that nobody has seen. */
function requireGood({ path, problems }: InspectedConfig, isOld: boolean): void {
  if (problems.length === 0 || isOld) return;
  throw new OmniclawError('OCE_CONFIG', `${problems.map(({ message }) => message).join('; ')}; "${path}" was not changed`, {
    hint: 'omniclaw config schema',
  });
}

/** An edit of single fields, which a text that cannot be parsed does not have. Throws OCE_CONFIG then. */
export function editFields(edit: ConfigEdit): ConfigEdit {
  return (text, before) => {
    requireParsed(before);
    return edit(text, before);
  };
}

/** Merges a patch into the text: `null` removes a key, an object is merged, anything else replaces. Source: RFC 7396. */
export function patchText(text: string, patch: JsonObject, path: readonly string[] = []): string {
  return Object.entries(patch).reduce((edited, [key, value]) => patchField(edited, [...path, key], value), text);
}

function patchField(text: string, path: readonly string[], value: Json): string {
  if (value === null) return removeField(text, path);
  if (!isJsonObject(value) || Object.keys(value).some((key) => key.startsWith('$'))) return setField(text, path, value);
  return patchText(text, value, path);
}
