import { nearestName } from '../../fleet/nearest-name.ts';
import { type ActionContext, type ActionsOf, describeTab, tabFor } from '../action.ts';
import { browserError } from '../browser-error.ts';
import { type ElementHandle, type KeyInput, loadKeyNames } from '../puppeteer.ts';
import { type ElementName, findElement, requireAlive, type Tab } from '../tab.ts';

/** Actions that do what a user's hands do. */
export const inputActions: ActionsOf<'click' | 'type' | 'press' | 'hover' | 'select'> = {
  click: async (context, { doubleClick = false, button = 'left', ...params }) => {
    const { tab, element } = await elementFor(context, params);
    await element
      .asLocator()
      .setTimeout(context.timeoutMs)
      .click({ button, count: doubleClick ? 2 : 1 });
    return describeTab(tab);
  },
  type: async (context, { text, append = false, submit = false, ...params }) => {
    const { tab, element } = await elementFor(context, params);
    if (append) await element.type(text);
    else await element.asLocator().setTimeout(context.timeoutMs).fill(text);
    if (submit) await element.press('Enter');
    return describeTab(tab);
  },
  press: async (context, { key, ...params }) => {
    const named = params.ref !== undefined || params.selector !== undefined;
    const tab = await tabFor(context, params);
    requireAlive(tab);
    if (named) await (await findElement(tab, params, context.timeoutMs)).focus();
    await pressKeys(tab, key);
    return describeTab(tab);
  },
  hover: async (context, params) => {
    const { tab, element } = await elementFor(context, params);
    await element.asLocator().setTimeout(context.timeoutMs).hover();
    return describeTab(tab);
  },
  select: async (context, { values, ...params }) => {
    const { tab, element } = await elementFor(context, params);
    const known = await readOptions(element);
    if (known === null) throw browserError('the element is not a select element', 'omniclaw browser snapshot');
    const wanted = values.map((value) => {
      const option = known.find((one) => one.value === value) ?? known.find((one) => one.label === value);
      if (option !== undefined) return option.value;
      throw browserError(
        `there is no option ${JSON.stringify(value)}; there are ${known.map(({ label }) => JSON.stringify(label)).join(', ')}`,
      );
    });
    return { ...(await describeTab(tab)), selected: await element.select(...wanted) };
  },
};

async function elementFor(
  context: ActionContext,
  params: ElementName & { readonly targetId?: string },
): Promise<{ tab: Tab; element: ElementHandle }> {
  const tab = await tabFor(context, params);
  requireAlive(tab);
  return { tab, element: await findElement(tab, params, context.timeoutMs) };
}

/** What of a select element the page hands out. */
type SelectNode = { readonly localName: string; readonly options: Iterable<{ readonly value: string; readonly label: string }> };

/** Options of a select element; null when it is another kind of element. */
function readOptions(element: ElementHandle): Promise<{ value: string; label: string }[] | null> {
  return element.evaluate((node: SelectNode) =>
    node.localName === 'select' ? [...node.options].map(({ value, label }) => ({ value, label })) : null,
  );
}

/** `Control+Shift+A`: holds all but the last, presses the last, lets go in reverse. */
async function pressKeys({ page }: Tab, combination: string): Promise<void> {
  const keys = await readKeys(combination);
  const held = keys.slice(0, -1);
  try {
    for (const key of held) await page.keyboard.down(key);
    for (const key of keys.slice(-1)) await page.keyboard.press(key);
  } finally {
    for (const key of held.toReversed()) await page.keyboard.up(key);
  }
}

const SHORT_NAMES: { readonly [name: string]: KeyInput } = { Ctrl: 'Control', Cmd: 'Meta', Esc: 'Escape', Return: 'Enter', Del: 'Delete' };

async function readKeys(combination: string): Promise<KeyInput[]> {
  const known = await loadKeyNames();
  const isKey = (name: string): name is KeyInput => Object.hasOwn(known, name);
  return combination.split(/\+(?=.)/).map((name) => {
    const key = SHORT_NAMES[name] ?? name;
    if (isKey(key)) return key;
    const near = nearestName(name, Object.keys(known));
    throw browserError(
      `${JSON.stringify(name)} is not a key`,
      near === undefined ? 'omniclaw browser press Enter' : `omniclaw browser press ${near}`,
    );
  });
}
