import { isLink, realPath } from '../os/real-path.ts';
import type { ObservedConfig } from '../plan/observed-gateway.ts';
import type { Blocked } from '../plan/plan.ts';
import { shellWord } from '../plan/shell-word.ts';
import type { GatewayWork } from '../plan/stage-fleet.ts';

/**
 * A config that is a link is read where it leads, and never written through: what else leads to that file is not known here.
 * `null`: it is none, or nothing has to be changed in it.
 */
export function guardLink({ derived: { name, paths }, observed: { config }, steps }: GatewayWork): Blocked | null {
  const step = steps.find((one) => one.kind === 'config');
  if (config === null || step?.kind !== 'config' || step.resource.id !== paths.config || !isLink(paths.config)) return null;
  const message = `the config "${paths.config}" is a symbolic link, and a link is not written through: ${step.change.reasons.join(', ')}`;
  return { gateway: name, message, hint: hintFor(name, config, step.resource.text) };
}

/** Included files lie below the folder of the link, so that a gateway which is told where it leads would not find them. */
function hintFor(gateway: string, { id, text, included }: ObservedConfig, wanted: string): string {
  const file = realPath(id);
  const [from, copy, to] = [file, `${id}.new`, id].map(shellWord);
  if (text === wanted) return `chmod 600 ${from}`;
  return included.length > 0 ? `cp -p ${from} ${copy} && mv ${copy} ${to}` : `set configPath of "${gateway}" to ${JSON.stringify(file)}`;
}
