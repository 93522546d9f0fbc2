import type { Json } from '../../fleet/fleet-spec.ts';
import { type ActionContext, type ActionsOf, describeTab, tabFor } from '../action.ts';
import type { ActionParams } from '../action-schema.ts';
import { browserError } from '../browser-error.ts';
import type { Frame } from '../puppeteer.ts';
import { findElement, requireAlive, type Tab } from '../tab.ts';

/** Actions on what runs in a page. */
export const pageActions: ActionsOf<'wait' | 'evaluate' | 'dialog'> = {
  wait: async (context, params) => {
    const tab = await tabFor(context, params);
    const conditions = conditionsOf(context, tab, params);
    if (conditions.length === 0) throw browserError('nothing is named to wait for', 'omniclaw browser wait --text TEXT');
    const deadline = performance.now() + context.timeoutMs;
    for (;;) {
      requireAlive(tab);
      const unmet = await findUnmet(conditions);
      if (unmet === null) return describeTab(tab);
      if (performance.now() >= deadline) throw browserError(`${unmet} after ${context.timeoutMs} ms`, 'omniclaw browser snapshot');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  evaluate: async (context, { fn, ...params }) => {
    const tab = await tabFor(context, params);
    requireAlive(tab);
    const program = asProgram(fn);
    const named = params.ref !== undefined || params.selector !== undefined;
    const run = named ? (await findElement(tab, params, context.timeoutMs)).evaluate(program) : tab.page.evaluate(program, null);
    return { targetId: tab.targetId, result: toJson(await endsInTime(tab, run, context.timeoutMs)) };
  },
  dialog: async (context, { answer, text = '', ...params }) => {
    const tab = await tabFor(context, params);
    tab.nextDialog = { answer, text };
    return { targetId: tab.targetId, next: { answer, text } };
  },
};

/** Something to wait for, and what is said when it does not come. */
type Condition = { readonly unmet: string; readonly holds: () => Promise<boolean> };

function conditionsOf(
  { control }: ActionContext,
  { page }: Tab,
  { text, textGone, selector, url, download }: ActionParams['wait'],
): Condition[] {
  const found: (Condition | null)[] = [
    text === undefined
      ? null
      : { unmet: `there is no text ${JSON.stringify(text)}`, holds: () => anyFrame(page.frames(), textSelector(text)) },
    textGone === undefined
      ? null
      : {
          unmet: `there still is the text ${JSON.stringify(textGone)}`,
          holds: async () => !(await anyFrame(page.frames(), textSelector(textGone))),
        },
    selector === undefined
      ? null
      : { unmet: `there is no element ${JSON.stringify(selector)}`, holds: () => anyFrame(page.frames(), selector) },
    url === undefined ? null : { unmet: `the address is ${page.url()}`, holds: async () => page.url().includes(url) },
    download !== true ? null : { unmet: 'no download is done', holds: async () => areDone(control.running().downloads) },
  ];
  return found.filter((one) => one !== null);
}

function areDone(downloads: readonly { readonly state: string }[]): boolean {
  return downloads.length > 0 && downloads.every(({ state }) => state !== 'running');
}

async function findUnmet(conditions: readonly Condition[]): Promise<string | null> {
  for (const { unmet, holds } of conditions) if (!(await holds())) return unmet;
  return null;
}

/** Puppeteer's selector for text, which looks into shadow roots as well. */
function textSelector(text: string): string {
  return `::-p-text(${JSON.stringify(text)})`;
}

/** A frame that is being replaced has no elements. */
async function anyFrame(frames: readonly Frame[], selector: string): Promise<boolean> {
  const found = await Promise.all(frames.map((frame) => frame.$(selector).catch(() => null)));
  return found.some((element) => element !== null);
}

type Program = (element: unknown) => Promise<unknown>;

/**
 * Text of the user as a function that the control library sends to the page: it sends a function as its text, so the
 * text stands in for that of a function. An expression gives its value; a function is called with the element.
 */
function asProgram(source: string): Program {
  const text = `async (element) => { const given = (${source}\n); return typeof given === 'function' ? await given(element ?? undefined) : await given; }`;
  return Object.defineProperty(async (): Promise<unknown> => undefined, 'toString', { value: () => text });
}

/** A page that loops for ever is stopped, so that its tab can be used again. */
async function endsInTime<T>(tab: Tab, work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      tab.session.send('Runtime.terminateExecution').catch(() => undefined);
      reject(browserError(`the script did not end within ${timeoutMs} ms and was stopped`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work.catch(explain), late]);
  } finally {
    clearTimeout(timer);
  }
}

function explain(cause: unknown): never {
  if (!(cause instanceof Error)) throw browserError(`the script threw ${JSON.stringify(cause) ?? String(cause)}`);
  throw browserError(`the script failed: ${cause.message}`);
}

function toJson(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value ?? null));
  } catch (cause) {
    if (cause instanceof TypeError) throw browserError(`the result cannot be sent: ${cause.message}`);
    throw cause;
  }
}
