import type { JsonObject } from '../fleet/fleet-spec.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { Action, ActionContext, ActionsOf } from './action.ts';
import { DEFAULT_TIMEOUT_MS } from './action-limits.ts';
import type { ActionName } from './action-schema.ts';
import { browserActions } from './actions/browser-actions.ts';
import { inputActions } from './actions/input-actions.ts';
import { lookActions } from './actions/look-actions.ts';
import { pageActions } from './actions/page-actions.ts';
import { tabActions } from './actions/tab-actions.ts';
import { withDeadline } from './browser-error.ts';
import { type ActionFault, validateAction } from './generated/validate-actions.js';

/** Every action there is: the control port, the protocol and the command line all look here. */
const ACTIONS: ActionsOf<ActionName> = { ...browserActions, ...tabActions, ...lookActions, ...inputActions, ...pageActions };

/** `timeoutMs`: limit for actions whose parameters name none; null for the usual one. */
export type ActionHost = Omit<ActionContext, 'timeoutMs'> & { readonly timeoutMs: number | null };

/** Checks the parameters and does the action. Throws OCE_USAGE naming every wrong parameter at once, or what the action throws. */
export async function runAction<Name extends ActionName>(name: Name, params: JsonObject, host: ActionHost): Promise<JsonObject> {
  const validate = validateAction[name];
  if (!validate(params)) throw wrongParameters(name, validate.errors ?? []);
  const action: Action<Name> = ACTIONS[name];
  const timeoutMs =
    'timeoutMs' in params && typeof params.timeoutMs === 'number' ? params.timeoutMs : (host.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  // The action ends itself in time; the second limit is for a browser that no longer answers.
  return withDeadline(action({ ...host, timeoutMs }, params), timeoutMs + GRACE_MS, `"${name}"`);
}

const GRACE_MS = 5_000;

function wrongParameters(name: ActionName, faults: readonly ActionFault[]): OmniclawError {
  const problems = faults.map(({ instancePath, keyword, params, message = 'is wrong' }) => {
    const at = instancePath === '' ? '' : `"${instancePath.slice(1).replaceAll('/', '.')}" `;
    if (keyword === 'additionalProperties') return `there is no parameter ${JSON.stringify(params['additionalProperty'])}`;
    return keyword === 'enum' ? `${at}must be one of ${JSON.stringify(params['allowedValues'])}` : `${at}${message}`;
  });
  return new OmniclawError('OCE_USAGE', `"${name}": ${[...new Set(problems)].join('; ')}`, { hint: `omniclaw browser ${name} --help` });
}
