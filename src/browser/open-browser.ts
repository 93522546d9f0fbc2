/** A browser that is under control, launched here or running elsewhere, and its tabs. The control library is loaded here, and only here. */

import { browserError } from './browser-error.ts';
import { type Download, watchDownloads } from './downloads.ts';
import { type Browser, type ConnectOptions, loadPuppeteer, type Page } from './puppeteer.ts';
import { openTab, type Tab } from './tab.ts';

export type OpenBrowser = {
  readonly browser: Browser;
  readonly downloads: readonly Download[];
  /** Every tab, the oldest first. */
  readonly tabs: () => Promise<Tab[]>;
  /** The tab of that id or its beginning; without one, the tab that was opened or focused last. Throws OCE_BROWSER. */
  readonly tab: (targetId: string | undefined) => Promise<Tab>;
  /** Makes a tab the one that is meant when none is named. */
  readonly focus: (tab: Tab) => void;
};

export type BrowserConnection = Pick<ConnectOptions, 'transport' | 'browserWSEndpoint'> & {
  readonly headless: boolean;
  /** Where downloads go; null: wherever that browser puts them. */
  readonly downloadFolder: string | null;
};

const VIEWPORT = { width: 1280, height: 800 } as const;

export async function openBrowser({ headless, downloadFolder, ...connection }: BrowserConnection): Promise<OpenBrowser> {
  const { connect } = await loadPuppeteer();
  const browser = await connect({ ...connection, defaultViewport: headless ? VIEWPORT : null, protocolTimeout: 60_000 });
  const downloads = downloadFolder === null ? [] : await watchDownloads(browser, downloadFolder);
  const known = new Map<Page, Promise<Tab>>();
  let current: Tab | null = null;
  const tabOf = (page: Page): Promise<Tab> => {
    const tab = known.get(page) ?? openTab(page);
    known.set(page, tab);
    // A page that closes while it is being looked at is no tab.
    tab.catch(() => known.delete(page));
    return tab;
  };
  browser.on('targetcreated', (target) => {
    if (target.type() !== 'page') return;
    void target.page().then(
      (page) => (page === null ? undefined : tabOf(page).catch(() => undefined)),
      () => undefined,
    );
  });
  const tabs = async (): Promise<Tab[]> => {
    const open = await browser.pages();
    for (const page of known.keys()) if (page.isClosed()) known.delete(page);
    const all = await Promise.allSettled(open.map(tabOf));
    return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  };
  await tabs();
  return {
    browser,
    downloads,
    tabs,
    focus: (tab) => {
      current = tab;
    },
    tab: async (targetId) => chooseTab(await tabs(), targetId, current),
  };
}

function chooseTab(tabs: readonly Tab[], targetId: string | undefined, current: Tab | null): Tab {
  if (targetId === undefined) {
    const tab = tabs.find((one) => one === current) ?? tabs.at(-1);
    if (tab === undefined) throw browserError('no tab is open', 'omniclaw browser open URL');
    return tab;
  }
  const wanted = targetId.toUpperCase();
  const fitting = tabs.filter((one) => one.targetId.toUpperCase().startsWith(wanted));
  const [tab] = fitting;
  if (tab === undefined) throw browserError(`there is no tab "${targetId}"`, 'omniclaw browser tabs');
  if (fitting.length > 1) throw browserError(`"${targetId}" is the beginning of ${fitting.length} tabs`, 'omniclaw browser tabs');
  return tab;
}
