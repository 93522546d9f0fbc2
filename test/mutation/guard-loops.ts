/** Makes endless loops end: a mutant may turn any loop into one, and a process that spins cannot be asked to stop. */
import { type Node, parse } from 'acorn';

declare global {
  /** Turns that all loops have made since `count` was last set to 0. */
  var loopTurns: { count: number; readonly limit: number };
}

globalThis.loopTurns = { count: 0, limit: 2_000_000 };

const TURN = 'if (++globalThis.loopTurns.count > globalThis.loopTurns.limit) throw new Error("this loop does not end");';
const LOOPS: readonly string[] = ['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'];

/** The source with a count in the body of each loop. Lines stay where they are. */
export function guardLoops(source: string): string {
  const inserts: { at: number; text: string }[] = [];
  visit(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    const body: unknown = LOOPS.includes(node.type) ? Reflect.get(node, 'body') : null;
    if (!isNode(body)) return;
    if (body.type === 'BlockStatement') inserts.push({ at: body.start + 1, text: TURN });
    else inserts.push({ at: body.start, text: `{${TURN}` }, { at: body.end, text: '}' });
  });
  return inserts
    .sort((a, b) => b.at - a.at)
    .reduce((text, insert) => text.slice(0, insert.at) + insert.text + text.slice(insert.at), source);
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  if (!isNode(value) || isOfStryker(value)) return;
  see(value);
  for (const inner of Object.values(value)) visit(inner, see);
}

/** What Stryker adds to a file has a loop too, which turns for every mutant that is reached. */
function isOfStryker(node: Node): boolean {
  const id: unknown = node.type === 'FunctionDeclaration' ? Reflect.get(node, 'id') : null;
  return isNode(id) && String(Reflect.get(id, 'name')).startsWith('stry');
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && 'type' in value && typeof value.type === 'string' && 'start' in value;
}
