import { nearestName } from '../fleet/nearest-name.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { ActionName } from './action-schema.ts';

/** Every action, for those who ask before the code of the actions is loaded. */
const NAMES: { readonly [Name in ActionName]: true } = {
  ...{ status: true, profiles: true, start: true, stop: true, tabs: true, open: true, focus: true, close: true, navigate: true },
  ...{ screenshot: true, snapshot: true, click: true, type: true, press: true, hover: true, select: true, wait: true, evaluate: true },
  ...{ pdf: true, console: true, cookies: true, dialog: true, downloads: true },
};

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(NAMES, name);
}

export function unknownAction(name: string): OmniclawError {
  const near = nearestName(name, Object.keys(NAMES));
  return new OmniclawError('OCE_USAGE', `there is no browser action ${JSON.stringify(name.slice(0, 100))}`, {
    hint: near === undefined ? 'omniclaw browser --help' : `omniclaw browser ${near}`,
  });
}
