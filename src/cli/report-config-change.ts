import { changedPaths } from '../fleet/changed-paths.ts';
import { reloadOf } from '../fleet/config-reloads.ts';
import type { ConfigChange } from '../gateway/change-config.ts';
import type { ConfigSource } from '../gateway/inspect-config.ts';
import { jsonText } from '../render/json-text.ts';
import { printable } from '../render/style.ts';
import type { Call } from './command.ts';

/** Says what was changed, or with `--dry-run` would be, and what that takes. */
export function reportConfigChange(call: Call, { path }: ConfigSource, { before, after }: ConfigChange): void {
  const { out } = call.terminal;
  const paths = changedPaths(before.authored, after.authored);
  const restart = paths.filter((one) => reloadOf(one) === 'restart').map((one) => one.join('.'));
  const changed = paths.map((one) => one.join('.'));
  if (call.has('json')) {
    const document = { schema: 'omniclaw.config-change.v1', formatVersion: '1.0', config: path, hash: after.hash };
    out(jsonText({ ...document, changed, restart, written: changed.length > 0 && !call.has('dry-run') }));
    return;
  }
  const verb = call.has('dry-run') ? 'would change' : 'changed';
  if (changed.length > 0) out(`${verb} ${printable(changed.join(', '))} in ${printable(path)}\n`);
  else out(before.text === after.text ? 'nothing to change\n' : `${verb} ${printable(path)}, but no value in it\n`);
  if (restart.length > 0) out(`takes a restart of the gateway: ${printable(restart.join(', '))}\n`);
}
