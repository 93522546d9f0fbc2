/** The one way in which the config of a gateway is written, by the command line and by clients. */
import { dirname } from 'node:path';
import { removeField, setField } from '../fleet/edit-json5.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { editFile } from '../os/edit-file.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import { type ConfigSource, type InspectedConfig, inspectConfigText } from './inspect-config.ts';
import { requireUsable } from './read-gateway-config.ts';

export type ConfigChange = { readonly before: InspectedConfig; readonly after: InspectedConfig };

/**
 * `baseHash`: what the writer has seen; `null`: it edits whatever is there. `edit` gets the text, `{}` when there is none.
 * Throws OCE_CHANGED when the config is another one by now, and OCE_CONFIG when the result could not be used.
 */
export async function changeConfig(
  source: ConfigSource,
  baseHash: string | null,
  edit: (text: string, before: InspectedConfig) => string,
): Promise<ConfigChange> {
  await ensurePrivateFolder(dirname(source.path));
  const seen: ConfigChange[] = [];
  await editFile(source.path, async (text) => {
    const before = await inspectConfigText(text, source);
    if (baseHash !== null && baseHash !== before.hash) {
      throw new OmniclawError('OCE_CHANGED', `"${source.path}" was changed by somebody else since it was read`, {
        hint: 'omniclaw config get --json',
      });
    }
    const edited = edit(text === null || text.trim() === '' ? '{}\n' : text, before);
    const after = await inspectConfigText(edited, source);
    requireUsable(after);
    seen.push({ before, after });
    return edited;
  });
  const [change] = seen;
  if (change === undefined) throw new Error('the config was not edited');
  return change;
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
