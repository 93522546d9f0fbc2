/** What each browser action takes: the only source of the types, of the validators and of `schema/browser-actions.schema.json`. */
import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';
import { DEFAULT_TIMEOUT_MS, LONGEST_TIMEOUT_MS } from './action-limits.ts';

const closed = { additionalProperties: false } as const;

const targetId = Type.Optional(
  Type.String({ minLength: 1, maxLength: 64, description: 'Id of the tab, or its beginning. Default: the tab opened or focused last.' }),
);
const timeoutMs = Type.Optional(
  Type.Integer({ minimum: 1, maximum: LONGEST_TIMEOUT_MS, description: `How long the action may take. Default: ${DEFAULT_TIMEOUT_MS}.` }),
);
const element = {
  ref: Type.Optional(Type.String({ minLength: 1, maxLength: 16, description: 'Reference of the last snapshot, such as "e12".' })),
  selector: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2_000,
      description: 'CSS selector; ">>>" looks into shadow roots. Frames are searched as well.',
    }),
  ),
};
const url = Type.String({ minLength: 1, maxLength: 100_000, description: 'Address: http, https, data or about:blank.' });
const waitUntil = Type.Optional(
  Type.Union([Type.Literal('load'), Type.Literal('domcontentloaded'), Type.Literal('networkidle')], {
    description: 'When the page counts as there. Default: load.',
  }),
);
const text = Type.String({ maxLength: 200_000 });

/** Parameters of an action on a tab. */
function onTab<T extends TProperties>(properties: T, description: string) {
  return Type.Object({ ...properties, targetId, timeoutMs }, { ...closed, description });
}

const Cookie = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 4_096 }),
    value: Type.String({ maxLength: 4_096 }),
    domain: Type.String({ minLength: 1, maxLength: 253 }),
    path: Type.Optional(Type.String({ maxLength: 4_096 })),
    expires: Type.Optional(Type.Number({ description: 'Seconds since 1970; without it the cookie lasts as long as the browser.' })),
    httpOnly: Type.Optional(Type.Boolean()),
    secure: Type.Optional(Type.Boolean()),
    sameSite: Type.Optional(Type.Union([Type.Literal('Strict'), Type.Literal('Lax'), Type.Literal('None')])),
  },
  closed,
);

export const ACTION_SCHEMAS = {
  status: Type.Object({}, { ...closed, description: 'Says whether the browser runs, on which port and folder.' }),
  profiles: Type.Object({}, { ...closed, description: 'Lists the browser profiles of the gateway.' }),
  start: Type.Object({}, { ...closed, description: 'Starts the browser, or connects to it.' }),
  stop: Type.Object({}, { ...closed, description: 'Ends the browser, or disconnects from one that runs elsewhere.' }),
  tabs: Type.Object({}, { ...closed, description: 'Lists the open tabs.' }),
  open: Type.Object({ url, waitUntil, timeoutMs }, { ...closed, description: 'Opens a tab; starts the browser when it does not run.' }),
  focus: onTab({}, 'Brings a tab to the front.'),
  close: onTab({}, 'Closes a tab.'),
  navigate: onTab({ url, waitUntil }, 'Loads an address in a tab; starts the browser when it does not run.'),
  screenshot: onTab(
    {
      ...element,
      fullPage: Type.Optional(Type.Boolean({ description: 'The whole page instead of what fits into the window.' })),
      type: Type.Optional(Type.Union([Type.Literal('png'), Type.Literal('jpeg')], { description: 'Default: png.' })),
    },
    'Takes a picture of a tab or of one element.',
  ),
  snapshot: onTab(
    { maxChars: Type.Optional(Type.Integer({ minimum: 100, maximum: 1_000_000, description: 'Longest text. Default: 40000.' })) },
    'Reads the page as text with references of its elements.',
  ),
  click: onTab(
    {
      ...element,
      doubleClick: Type.Optional(Type.Boolean()),
      button: Type.Optional(
        Type.Union([Type.Literal('left'), Type.Literal('right'), Type.Literal('middle')], { description: 'Default: left.' }),
      ),
    },
    'Clicks an element.',
  ),
  type: onTab(
    {
      ...element,
      text,
      append: Type.Optional(Type.Boolean({ description: 'Type after what is there instead of replacing it.' })),
      submit: Type.Optional(Type.Boolean({ description: 'Press Enter afterwards.' })),
    },
    'Types into a field.',
  ),
  press: onTab(
    { ...element, key: Type.String({ minLength: 1, maxLength: 64, description: 'A key, such as "Enter" or "Control+A".' }) },
    'Presses a key.',
  ),
  hover: onTab(element, 'Moves the mouse over an element.'),
  select: onTab(
    {
      ...element,
      values: Type.Array(Type.String({ maxLength: 10_000 }), { minItems: 1, maxItems: 1_000, description: 'Values or labels.' }),
    },
    'Chooses options of a select element.',
  ),
  wait: onTab(
    {
      text: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, description: 'Until this text is in the page.' })),
      textGone: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, description: 'Until this text is gone.' })),
      selector: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, description: 'Until such an element is there.' })),
      url: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000, description: 'Until the address contains this.' })),
      download: Type.Optional(Type.Boolean({ description: 'Until no download is running and one was made.' })),
    },
    'Waits until everything that is named has come true.',
  ),
  evaluate: onTab(
    { ...element, fn: Type.String({ minLength: 1, maxLength: 200_000, description: 'Expression, or function that gets the element.' }) },
    'Runs JavaScript in the page.',
  ),
  pdf: onTab(
    { landscape: Type.Optional(Type.Boolean()), format: Type.Optional(Type.Union([Type.Literal('a4'), Type.Literal('letter')])) },
    'Prints a tab as PDF.',
  ),
  console: onTab(
    { clear: Type.Optional(Type.Boolean({ description: 'Forget the messages afterwards.' })) },
    'Lists what the page said: console, errors, dialogs, crashes.',
  ),
  cookies: Type.Object(
    {
      set: Type.Optional(Type.Array(Cookie, { maxItems: 500 })),
      clear: Type.Optional(Type.Boolean({ description: 'Delete every cookie first.' })),
    },
    { ...closed, description: 'Lists the cookies of the browser, after setting or deleting some.' },
  ),
  dialog: onTab(
    {
      answer: Type.Union([Type.Literal('accept'), Type.Literal('dismiss')]),
      text: Type.Optional(Type.String({ maxLength: 10_000, description: 'What to type into a prompt.' })),
    },
    'Says how the next dialog of a tab is answered.',
  ),
  downloads: Type.Object({}, { ...closed, description: 'Lists the downloads since the browser was started.' }),
} as const satisfies Record<string, TObject>;

export type ActionName = keyof typeof ACTION_SCHEMAS;

/** Parameters by action. */
export type ActionParams = { readonly [Name in ActionName]: Static<(typeof ACTION_SCHEMAS)[Name]> };
