import type { Page, SerializedAXNode } from './puppeteer.ts';

/** A page as text: one line an element, indented by depth, with a reference that actions take. */
export type Snapshot = { readonly text: string; readonly refs: ReadonlyMap<string, SerializedAXNode>; readonly cut: 'no' | 'yes' };

/** Properties that are shown when they are set, in this order. */
const SHOWN = [
  'level',
  'checked',
  'pressed',
  'selected',
  'expanded',
  'disabled',
  'focused',
  'required',
  'readonly',
  'invalid',
  'haspopup',
  'url',
] as const;

/** The accessibility tree of a page with its frames and shadow roots. `limit`: characters of text. */
export async function readSnapshot(page: Page, limit: number): Promise<Snapshot> {
  const root = await page.accessibility.snapshot({ includeIframes: true });
  const refs = new Map<string, SerializedAXNode>();
  const lines: string[] = [];
  if (root !== null) addLines(root, 0, lines, refs);
  const text = lines.join('\n');
  return text.length <= limit
    ? { text, refs, cut: 'no' }
    : { text: `${text.slice(0, text.lastIndexOf('\n', limit))}\n…`, refs, cut: 'yes' };
}

function addLines(node: SerializedAXNode, depth: number, lines: string[], refs: Map<string, SerializedAXNode>): void {
  const text = node.role === 'StaticText' || node.role === 'text';
  const ref = text ? '' : `e${refs.size + 1}`;
  if (ref !== '') refs.set(ref, node);
  lines.push(`${'  '.repeat(depth)}- ${describe(node)}${ref === '' ? '' : ` [ref=${ref}]`}`);
  for (const child of node.children ?? []) {
    // A button or link repeats its name as text below it.
    const echo = (child.role === 'StaticText' || child.role === 'text') && child.name === node.name;
    if (!echo) addLines(child, depth + 1, lines, refs);
  }
}

function describe(node: SerializedAXNode): string {
  const facts = SHOWN.flatMap((key) => {
    const value = node[key];
    if (value === undefined || value === false || value === 'false') return [];
    return [value === true ? key : `${key}=${value}`];
  });
  const value = node.value === undefined ? '' : ` = ${quote(String(node.value))}`;
  return `${node.role}${node.name ? ` ${quote(node.name)}` : ''}${value}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 299)}…` : text);
}
