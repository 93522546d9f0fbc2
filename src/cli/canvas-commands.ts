/** `omniclaw canvas ...`: pages that a gateway shows. */
import type { Command, Option } from './command.ts';
import { JSON_OPTION } from './fleet-options.ts';

const IN_BROWSER: { readonly [name: string]: Option } = {
  'browser-profile': { value: 'NAME', summary: 'browser profile to show it in; default: the main one' },
};
const notes = ['exit: 0 done, 1 the gateway did not do it'];

export const CANVAS_COMMANDS: readonly Command[] = [
  {
    name: 'canvas push',
    summary: 'put a file or a folder on the canvas; open pages follow at once',
    positionals: { usage: 'PATH', min: 1, max: 1 },
    options: {
      as: { value: 'NAME', summary: 'path on the canvas; default: the name of the file, or the top for a folder' },
      ...JSON_OPTION,
    },
    examples: [
      { line: 'omniclaw canvas push site/', does: 'every file in it, its index.html on top' },
      { line: 'omniclaw canvas push report.html --as index.html', does: 'one page' },
      { line: 'echo "<h1>Hi</h1>" | omniclaw canvas push - --as index.html', does: 'from standard input' },
    ],
    notes: ['hidden files and links are left out; works while the gateway is down', 'exit: 0 pushed, 1 not'],
    run: async (call) => (await import('./commands/canvas.ts')).runCanvasPush(call),
  },
  {
    name: 'canvas open',
    summary: 'open the canvas in the browser of the gateway, and print its address',
    positionals: { usage: '[PATH]', min: 0, max: 1 },
    options: {
      ...IN_BROWSER,
      print: { value: '', summary: 'only print the address, for your own browser; it is good for 12 hours' },
      ...JSON_OPTION,
    },
    examples: [
      { line: 'omniclaw canvas open', does: 'its index.html' },
      { line: 'omniclaw canvas open --print', does: 'for your own browser' },
    ],
    notes,
    run: async (call) => (await import('./commands/canvas.ts')).runCanvasOpen(call),
  },
  {
    name: 'canvas snapshot',
    summary: 'take a picture of the canvas',
    positionals: { usage: '[PATH]', min: 0, max: 1 },
    options: {
      out: { value: 'FILE', summary: 'where to write; default canvas.png' },
      'full-page': { value: '', summary: 'the whole page' },
      ...IN_BROWSER,
      ...JSON_OPTION,
    },
    examples: [{ line: 'omniclaw canvas snapshot report.html --out report.png', does: 'one page as PNG' }],
    notes,
    run: async (call) => (await import('./commands/canvas.ts')).runCanvasSnapshot(call),
  },
];
