import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { ActionName, ActionParams } from './action-schema.ts';
import type { OpenBrowser } from './open-browser.ts';
import type { Tab } from './tab.ts';

/** One browser profile as actions see it. */
export type ProfileControl = {
  readonly status: () => JsonObject;
  /** Starts the browser unless it runs. */
  readonly start: () => Promise<OpenBrowser>;
  readonly stop: () => Promise<void>;
  /** The running browser. Throws OCE_BROWSER when it does not run. */
  readonly running: () => OpenBrowser;
};

export type ActionContext = {
  readonly control: ProfileControl;
  /** What there is, for `profiles`. */
  readonly profiles: () => JsonObject;
  readonly timeoutMs: number;
};

export type Action<Name extends ActionName> = (context: ActionContext, params: ActionParams[Name]) => Promise<JsonObject>;

export type ActionsOf<Name extends ActionName> = { readonly [One in Name]: Action<One> };

/** The tab that an action is for. */
export function tabFor({ control }: ActionContext, { targetId }: { readonly targetId?: string }): Promise<Tab> {
  return control.running().tab(targetId);
}

/** Asks the browser and not the page: a page that loads, loops or has crashed answers nothing. */
export async function describeTab({ targetId, session, crashed }: Tab): Promise<JsonObject> {
  const { targetInfo } = await session.send('Target.getTargetInfo');
  return { targetId, url: targetInfo.url, title: targetInfo.title, ...(crashed === 'yes' ? { crashed: true } : {}) };
}
