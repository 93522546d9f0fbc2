import { type ActionsOf, describeTab, tabFor } from '../action.ts';
import { readSnapshot } from '../read-snapshot.ts';
import { findElement, requireAlive } from '../tab.ts';

const SNAPSHOT_CHARACTERS = 40_000;

/** Actions that look at a tab and change nothing. Pictures and documents are base64 texts. */
export const lookActions: ActionsOf<'screenshot' | 'snapshot' | 'pdf' | 'console'> = {
  screenshot: async (context, { fullPage = false, type = 'png', ...params }) => {
    const tab = await tabFor(context, params);
    requireAlive(tab);
    const named = params.ref !== undefined || params.selector !== undefined;
    const bytes = named
      ? await (await findElement(tab, params, context.timeoutMs)).screenshot({ type })
      : await tab.page.screenshot({ type, fullPage, captureBeyondViewport: fullPage });
    return { ...(await describeTab(tab)), type: `image/${type}`, data: Buffer.from(bytes).toString('base64') };
  },
  snapshot: async (context, { maxChars = SNAPSHOT_CHARACTERS, ...params }) => {
    const tab = await tabFor(context, params);
    requireAlive(tab);
    const { text, refs, cut } = await readSnapshot(tab.page, maxChars);
    tab.refs = refs;
    return { ...(await describeTab(tab)), snapshot: text, refs: refs.size, ...(cut === 'yes' ? { cut: true } : {}) };
  },
  pdf: async (context, { landscape = false, format = 'a4', ...params }) => {
    const tab = await tabFor(context, params);
    requireAlive(tab);
    const bytes = await tab.page.pdf({ landscape, format, printBackground: true, timeout: context.timeoutMs });
    return { ...(await describeTab(tab)), type: 'application/pdf', data: Buffer.from(bytes).toString('base64') };
  },
  console: async (context, { clear = false, ...params }) => {
    const tab = await tabFor(context, params);
    const entries = tab.console.map((entry) => ({ ...entry }));
    if (clear) tab.console.length = 0;
    return { targetId: tab.targetId, entries };
  },
};
