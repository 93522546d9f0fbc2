/** `omniclaw browser ...`: the browsers of one gateway. One command an action of the control service. */
import type { Command, Option } from './command.ts';
import { JSON_OPTION } from './fleet-options.ts';

type Options = { readonly [name: string]: Option };

const COMMON: Options = {
  'browser-profile': { value: 'NAME', summary: 'browser profile; default: "default", or the first of the config' },
  ...JSON_OPTION,
};
const TIMEOUT: Options = { timeout: { value: 'SECONDS', summary: 'how long it may take; default 20, at most 50' } };
const TAB: Options = { tab: { value: 'ID', summary: 'tab, or the beginning of its id; default: opened or focused last' }, ...TIMEOUT };
const SELECTOR: Options = {
  selector: { value: 'CSS', summary: 'element by selector instead of REF; ">>>" looks into shadow roots' },
};
const ELEMENT: Options = { ref: { value: 'REF', summary: 'element of the last snapshot, such as e12' }, ...SELECTOR };
const UNTIL: Options = {
  'wait-until': {
    value: 'STATE',
    summary: 'load (default), domcontentloaded or networkidle',
    choices: ['load', 'domcontentloaded', 'networkidle'],
  },
};
const OUT: Options = { out: { value: 'FILE', summary: 'where to write; default: a new file in this folder' } };

const none = { usage: '', min: 0, max: 0 } as const;
const element = { usage: '[REF]', min: 0, max: 1 } as const;
const ANY = Number.POSITIVE_INFINITY;

type Entry = Pick<Command, 'summary' | 'positionals' | 'options' | 'examples'> & { readonly action: string };

const ENTRIES: readonly Entry[] = [
  {
    action: 'status',
    summary: 'say whether the browser runs, and on which CDP port; also answers when the gateway is down',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw --profile rescue browser status', does: 'of the gateway "rescue"' }],
  },
  {
    action: 'start',
    summary: 'start the browser, or connect to it',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw browser start', does: 'the main browser profile' }],
  },
  {
    action: 'stop',
    summary: 'end the browser; one that runs elsewhere is only let go',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw browser stop', does: 'with all its tabs' }],
  },
  {
    action: 'profiles',
    summary: 'list the browser profiles of the gateway',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw browser profiles --json', does: 'for programs' }],
  },
  {
    action: 'tabs',
    summary: 'list the open tabs',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw browser tabs', does: 'with ids, titles and addresses' }],
  },
  {
    action: 'open',
    summary: 'open a tab; starts the browser when it does not run',
    positionals: { usage: 'URL', min: 1, max: 1 },
    options: { ...UNTIL, ...TIMEOUT },
    examples: [{ line: 'omniclaw browser open https://example.com', does: 'in a new tab' }],
  },
  {
    action: 'focus',
    summary: 'bring a tab to the front',
    positionals: { usage: 'TAB', min: 1, max: 1 },
    options: {},
    examples: [{ line: 'omniclaw browser focus 3F2A', does: 'by the beginning of its id' }],
  },
  {
    action: 'close',
    summary: 'close a tab',
    positionals: { usage: '[TAB]', min: 0, max: 1 },
    options: {},
    examples: [{ line: 'omniclaw browser close', does: 'the tab opened or focused last' }],
  },
  {
    action: 'navigate',
    summary: 'load an address in a tab',
    positionals: { usage: 'URL', min: 1, max: 1 },
    options: { ...UNTIL, ...TAB },
    examples: [{ line: 'omniclaw browser navigate https://example.com --wait-until networkidle', does: 'and wait until it is quiet' }],
  },
  {
    action: 'snapshot',
    summary: 'read the page as text, with references of its elements',
    positionals: none,
    options: { 'max-chars': { value: 'NUMBER', summary: 'longest text; default 40000' }, ...TAB },
    examples: [{ line: 'omniclaw browser snapshot', does: 'then "click e5" and the like' }],
  },
  {
    action: 'screenshot',
    summary: 'take a picture of a tab or of one element',
    positionals: none,
    options: {
      ...OUT,
      ...ELEMENT,
      'full-page': { value: '', summary: 'the whole page instead of what fits into the window' },
      type: { value: 'TYPE', summary: 'png (default) or jpeg', choices: ['png', 'jpeg'] },
      ...TAB,
    },
    examples: [{ line: 'omniclaw browser screenshot --full-page --out page.png', does: 'the whole page' }],
  },
  {
    action: 'pdf',
    summary: 'print a tab as PDF',
    positionals: none,
    options: {
      ...OUT,
      landscape: { value: '', summary: 'turn the paper' },
      format: { value: 'PAPER', summary: 'a4 (default) or letter', choices: ['a4', 'letter'] },
      ...TAB,
    },
    examples: [{ line: 'omniclaw browser pdf --out page.pdf', does: 'on A4' }],
  },
  {
    action: 'click',
    summary: 'click an element',
    positionals: element,
    options: {
      ...SELECTOR,
      double: { value: '', summary: 'click twice' },
      button: { value: 'BUTTON', summary: 'left (default), right or middle', choices: ['left', 'right', 'middle'] },
      ...TAB,
    },
    examples: [
      { line: 'omniclaw browser click e5', does: 'an element of the last snapshot' },
      { line: "omniclaw browser click --selector '#send'", does: 'by selector' },
    ],
  },
  {
    action: 'type',
    summary: 'type into a field, replacing what is there',
    positionals: { usage: '[REF] TEXT', min: 1, max: 2 },
    options: {
      ...SELECTOR,
      append: { value: '', summary: 'type after what is there' },
      submit: { value: '', summary: 'press Enter afterwards' },
      ...TAB,
    },
    examples: [{ line: 'omniclaw browser type e3 "hello" --submit', does: 'and press Enter' }],
  },
  {
    action: 'press',
    summary: 'press a key',
    positionals: { usage: 'KEY', min: 1, max: 1 },
    options: { ...ELEMENT, ...TAB },
    examples: [{ line: 'omniclaw browser press Control+A', does: 'with a key held' }],
  },
  {
    action: 'hover',
    summary: 'move the mouse over an element',
    positionals: element,
    options: { ...SELECTOR, ...TAB },
    examples: [{ line: 'omniclaw browser hover e7', does: 'an element of the last snapshot' }],
  },
  {
    action: 'select',
    summary: 'choose options of a select element, by value or label',
    positionals: { usage: '[REF] VALUE...', min: 1, max: ANY },
    options: { ...SELECTOR, ...TAB },
    examples: [{ line: 'omniclaw browser select e9 Green', does: 'one option' }],
  },
  {
    action: 'wait',
    summary: 'wait until everything that is named has come true',
    positionals: none,
    options: {
      text: { value: 'TEXT', summary: 'this text is in the page' },
      'text-gone': { value: 'TEXT', summary: 'this text is no longer there' },
      selector: { value: 'CSS', summary: 'such an element is there' },
      url: { value: 'PART', summary: 'the address contains this' },
      download: { value: '', summary: 'a download was made and none is running' },
      ...TAB,
    },
    examples: [{ line: 'omniclaw browser wait --text Welcome --timeout 10', does: 'at most 10 seconds' }],
  },
  {
    action: 'evaluate',
    summary: 'run JavaScript in the page and print its value',
    positionals: { usage: 'CODE', min: 1, max: 1 },
    options: { ...ELEMENT, ...TAB },
    examples: [
      { line: "omniclaw browser evaluate 'document.title'", does: 'an expression' },
      { line: "omniclaw browser evaluate 'el => el.href' --ref e4", does: 'a function, with an element' },
    ],
  },
  {
    action: 'console',
    summary: 'show what the page said: console, errors, dialogs, crashes',
    positionals: none,
    options: { clear: { value: '', summary: 'forget the messages afterwards' }, ...TAB },
    examples: [{ line: 'omniclaw browser console', does: 'the last 500 messages' }],
  },
  {
    action: 'cookies',
    summary: 'list the cookies of the browser, after setting or deleting some',
    positionals: none,
    options: {
      set: { value: 'JSON', summary: 'cookie to set: { name, value, domain, ... }; may be repeated', repeat: true },
      clear: { value: '', summary: 'delete every cookie first' },
    },
    examples: [{ line: 'omniclaw browser cookies --clear', does: 'forget all logins' }],
  },
  {
    action: 'dialog',
    summary: 'say how the next dialog of a tab is answered; else alerts are accepted and questions declined',
    positionals: { usage: 'ANSWER', min: 1, max: 1, choices: ['accept', 'dismiss'] },
    options: { text: { value: 'TEXT', summary: 'what to type into a prompt' }, ...TAB },
    examples: [{ line: 'omniclaw browser dialog accept --text Ada', does: 'before the click that asks' }],
  },
  {
    action: 'downloads',
    summary: 'list the downloads since the browser was started',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw browser downloads', does: 'with the files they lie in' }],
  },
];

export const BROWSER_COMMANDS: readonly Command[] = ENTRIES.map(({ action, options, ...entry }) => ({
  name: `browser ${action}`,
  ...entry,
  options: { ...options, ...COMMON },
  notes: ['exit: 0 done, 1 the browser or the gateway did not do it'],
  run: async (call) => (await import('./commands/browser.ts')).runBrowser(action, call),
}));
