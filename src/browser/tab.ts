import { browserError } from './browser-error.ts';
import type { CDPSession, ConsoleMessage, Dialog, ElementHandle, Page, SerializedAXNode } from './puppeteer.ts';

/** Something that a page said. `type`: that of the console call, or `pageerror`, `dialog`, `crash`. */
export type ConsoleEntry = { readonly type: string; readonly text: string; readonly at: string; readonly url: string };

/** How the next dialog of a tab is answered. `text`: what is typed into a prompt. */
export type DialogAnswer = { readonly answer: 'accept' | 'dismiss'; readonly text: string };

/** A tab, with what it said since it was opened and the references of its last snapshot. */
export type Tab = {
  readonly targetId: string;
  readonly page: Page;
  readonly session: CDPSession;
  readonly console: ConsoleEntry[];
  /** Elements of the last snapshot by reference. */
  refs: ReadonlyMap<string, SerializedAXNode>;
  nextDialog: DialogAnswer | null;
  crashed: 'no' | 'yes';
};

const KEPT_ENTRIES = 500;
const LONGEST_TEXT = 4_000;

/** Listens to a page from now on. */
export async function openTab(page: Page): Promise<Tab> {
  const session = await page.createCDPSession();
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const tab: Tab = { targetId: targetInfo.targetId, page, session, console: [], refs: new Map(), nextDialog: null, crashed: 'no' };
  page.on('console', (message: ConsoleMessage) => note(tab, message.type(), message.text(), message.location().url));
  page.on('pageerror', (thrown) => note(tab, 'pageerror', thrown instanceof Error ? thrown.message : String(thrown)));
  page.on('dialog', (dialog: Dialog) => void answerDialog(tab, dialog));
  page.on('error', () => {
    tab.crashed = 'yes';
    note(tab, 'crash', 'the tab crashed');
  });
  page.on('framenavigated', (frame) => {
    if (frame.parentFrame() === null) tab.crashed = 'no';
  });
  return tab;
}

function note(tab: Tab, type: string, text: string, url?: string): void {
  tab.console.push({ type, text: text.slice(0, LONGEST_TEXT), at: new Date().toISOString(), url: url ?? tab.page.url() });
  if (tab.console.length > KEPT_ENTRIES) tab.console.shift();
}

/** An open dialog stops its page, so each is answered at once: as was asked for, or an alert accepted and a question declined. */
async function answerDialog(tab: Tab, dialog: Dialog): Promise<void> {
  const usual = dialog.type() === 'alert' || dialog.type() === 'beforeunload' ? 'accept' : 'dismiss';
  const { answer, text } = tab.nextDialog ?? { answer: usual, text: dialog.defaultValue() };
  tab.nextDialog = null;
  note(tab, 'dialog', `${dialog.type()} "${dialog.message()}": ${answer === 'accept' ? 'accepted' : 'dismissed'}`);
  // The page may be gone by now, and its dialog with it.
  await (answer === 'accept' ? dialog.accept(text) : dialog.dismiss()).catch(() => undefined);
}

/** How an action names an element: by a reference of the last snapshot, or by a selector that also looks into shadow roots (`>>>`). */
export type ElementName = { readonly ref?: string; readonly selector?: string };

/** The element that is meant, in any frame. Throws OCE_BROWSER naming it when it is not there. */
export async function findElement(tab: Tab, { ref, selector }: ElementName, timeoutMs: number): Promise<ElementHandle> {
  if (ref !== undefined) return elementOfRef(tab, ref);
  if (selector === undefined) throw browserError('no element is named: give "ref" or "selector"', 'omniclaw browser snapshot');
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    for (const frame of tab.page.frames()) {
      const found = await frame.$(selector).catch((cause: unknown) => {
        if (isSelectorMistake(cause)) throw browserError(`${JSON.stringify(selector)} is not a selector`, 'omniclaw browser snapshot');
        return null;
      });
      if (found !== null) return found;
    }
    if (performance.now() >= deadline)
      throw browserError(`there is no element ${JSON.stringify(selector)} in the page`, 'omniclaw browser snapshot');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function elementOfRef(tab: Tab, ref: string): Promise<ElementHandle> {
  const node = tab.refs.get(ref);
  if (node === undefined) throw browserError(`"${ref}" is not in the last snapshot of this tab`, 'omniclaw browser snapshot');
  // A document that was replaced has taken the node with it, and the browser says so in several ways.
  const handle = await node.elementHandle().catch(() => null);
  const connected = await handle?.evaluate((element) => element.isConnected).catch(() => false);
  if (handle == null || connected !== true)
    throw browserError(`"${ref}" (${node.role} ${JSON.stringify(node.name ?? '')}) is no longer in the page`, 'omniclaw browser snapshot');
  return handle;
}

function isSelectorMistake(cause: unknown): boolean {
  return cause instanceof Error && /not a valid selector|SyntaxError|is not a valid/.test(cause.message);
}

/** Throws OCE_BROWSER when the tab has crashed. */
export function requireAlive({ crashed }: Tab): void {
  if (crashed === 'yes') throw browserError('the tab has crashed', 'omniclaw browser navigate URL, or omniclaw browser close');
}
