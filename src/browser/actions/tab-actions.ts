import type { JsonObject } from '../../fleet/fleet-spec.ts';
import { type ActionContext, type ActionsOf, describeTab, tabFor } from '../action.ts';
import { browserError } from '../browser-error.ts';
import type { Download } from '../downloads.ts';
import type { OpenBrowser } from '../open-browser.ts';
import type { Page, PuppeteerLifeCycleEvent } from '../puppeteer.ts';
import type { Tab } from '../tab.ts';

/** Actions on tabs and on what they show. */
export const tabActions: ActionsOf<'tabs' | 'open' | 'focus' | 'close' | 'navigate'> = {
  tabs: async ({ control }) => ({ tabs: await Promise.all((await control.running().tabs()).map(describeTab)) }),
  open: async (context, { url, waitUntil }) => {
    requireAllowed(url);
    const open = await context.control.start();
    const tab = await newTab(open);
    open.focus(tab);
    return load(context, open, tab, { url, waitUntil });
  },
  focus: async (context, params) => {
    const tab = await tabFor(context, params);
    context.control.running().focus(tab);
    await tab.page.bringToFront();
    return describeTab(tab);
  },
  close: async (context, params) => {
    const open = context.control.running();
    const tab = await open.tab(params.targetId);
    // A browser without tabs ends.
    if ((await open.tabs()).length === 1) await open.browser.newPage();
    await tab.page.close();
    return { closed: tab.targetId, tabs: await Promise.all((await open.tabs()).map(describeTab)) };
  },
  navigate: async (context, { url, waitUntil, targetId }) => {
    requireAllowed(url);
    const open = await context.control.start();
    return load(context, open, await open.tab(targetId), { url, waitUntil });
  },
};

/** A new tab; the empty one that a browser starts with counts as new. */
async function newTab(open: OpenBrowser): Promise<Tab> {
  const [first, second] = await open.tabs();
  if (first !== undefined && second === undefined && first.page.url() === 'about:blank') return first;
  const page = await open.browser.newPage();
  const tab = (await open.tabs()).find((one) => one.page === page);
  if (tab === undefined) throw browserError('the new tab was closed at once');
  return tab;
}

type LoadRequest = { readonly url: string; readonly waitUntil: 'load' | 'domcontentloaded' | 'networkidle' | undefined };

async function load(
  { timeoutMs }: ActionContext,
  open: OpenBrowser,
  tab: Tab,
  { url, waitUntil = 'load' }: LoadRequest,
): Promise<JsonObject> {
  const seen = new Set(open.downloads);
  const until: PuppeteerLifeCycleEvent = waitUntil === 'networkidle' ? 'networkidle2' : waitUntil;
  const outcome = await goTo(tab.page, url, { waitUntil: until, timeout: timeoutMs });
  if (outcome.kind === 'loaded') {
    tab.crashed = 'no';
    return { ...(await describeTab(tab)), status: outcome.status };
  }
  const download = outcome.kind === 'aborted' ? await findDownload(open, seen) : undefined;
  if (download !== undefined) return { ...(await describeTab(tab)), download: { ...download } };
  // What comes later would replace the page in the middle of the next action.
  await tab.session.send('Page.stopLoading').catch(() => undefined);
  throw browserError(`${JSON.stringify(shorten(url))} ${outcome.problem}`, outcome.hint);
}

/** The download that an aborted navigation became. The browser tells of the two in any order. */
async function findDownload({ downloads }: OpenBrowser, seen: ReadonlySet<Download>): Promise<Download | undefined> {
  const deadline = performance.now() + 1_000;
  for (;;) {
    const found = downloads.find((download) => !seen.has(download));
    if (found !== undefined || performance.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type Outcome =
  | { readonly kind: 'loaded'; readonly status: number | null }
  | { readonly kind: 'aborted' | 'failed'; readonly problem: string; readonly hint: string };

async function goTo(page: Page, url: string, options: { waitUntil: PuppeteerLifeCycleEvent; timeout: number }): Promise<Outcome> {
  try {
    return { kind: 'loaded', status: (await page.goto(url, options))?.status() ?? null };
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const [, code] = /net::(ERR_[A-Z_]+)/.exec(cause.message) ?? [];
    if (code === 'ERR_ABORTED')
      return { kind: 'aborted', problem: 'was not loaded: the page or a download took over', hint: 'omniclaw browser downloads' };
    if (code !== undefined)
      return { kind: 'failed', problem: `could not be loaded: ${code}`, hint: `curl -I ${JSON.stringify(shorten(url))}` };
    if (cause.name === 'TimeoutError')
      return {
        kind: 'failed',
        problem: `was not there after ${options.timeout} ms, and was stopped`,
        hint: 'wait for less ("waitUntil": "domcontentloaded") or longer',
      };
    return { kind: 'failed', problem: `could not be loaded: ${cause.message}`, hint: 'omniclaw browser tabs' };
  }
}

/** Addresses of files and of the browser itself would show what the user of this machine may read, not what the web shows. */
function requireAllowed(url: string): void {
  const { protocol } = URL.parse(url) ?? { protocol: '' };
  if (['http:', 'https:', 'data:'].includes(protocol) || url === 'about:blank') return;
  throw browserError(
    `${JSON.stringify(shorten(url))} is not an address that may be opened: http, https, data or about:blank`,
    protocol === '' ? `omniclaw browser open ${JSON.stringify(`https://${shorten(url)}`)}` : 'omniclaw canvas push FILE shows a file',
  );
}

function shorten(url: string): string {
  return url.length > 120 ? `${url.slice(0, 119)}…` : url;
}
