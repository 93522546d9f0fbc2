/** Writes a fleet declaration as a source file with comments, in each language that fleets are written in. */
import { Document } from 'yaml';
import type { GatewayDeclaration } from '../fleet/fleet-schema.ts';

export type FleetFormat = 'ts' | 'json' | 'yaml';

/** A fleet to be written. Comments are lines without markers; JSON has no comments and leaves them out. */
export type FleetDraft = {
  readonly head: readonly string[];
  readonly gateways: readonly DraftedGateway[];
  /** Below the last gateway, inside `gateways`. */
  readonly foot: readonly string[];
};

export type DraftedGateway = {
  readonly name: string;
  readonly comment: readonly string[];
  readonly declaration: GatewayDeclaration;
  /** What could be written too, as comments below the keys. */
  readonly hints: readonly string[];
};

/** Files beside the fleet file that its first lines point to; `null`: it needs none. */
export type FleetSupport = { readonly types: string | null; readonly schema: string | null };

/** The text of the file, with a final newline. */
export function fleetSource(draft: FleetDraft, format: FleetFormat, support: FleetSupport): string {
  switch (format) {
    case 'ts':
      return typescriptSource(draft, support.types);
    case 'json':
      return jsonSource(draft, support.schema);
    case 'yaml':
      return yamlSource(draft, support.schema);
    default:
      return format satisfies never;
  }
}

function typescriptSource({ head, gateways, foot }: FleetDraft, types: string | null): string {
  const body = gateways.map(
    ({ name, comment, declaration, hints }) =>
      `${commentLines(comment, '    // ')}    ${keyText(name)}: ${objectText(declaration, '    ', hints)},\n`,
  );
  const data = JSON.stringify(gateways.map(({ declaration }) => declaration));
  const used = ['command', 'env', 'file'].filter((name) => data.includes(`{"$${name}":`));
  const imports = ['defineFleet', ...used].sort().join(', ');
  return [
    types === null ? '' : `/// <reference path="./${types}" />\n`,
    `${commentLines(head, '// ')}\n`,
    `import { ${imports} } from 'omniclaw';\n\n`,
    'export default defineFleet({\n  gateways: {\n',
    body.join('\n'),
    foot.length === 0 ? '' : `\n${commentLines(foot, '    // ')}`,
    '  },\n});\n',
  ].join('');
}

/** A value as TypeScript; secret references become calls. */
function valueText(value: unknown, indent: string): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return String(value);
  const reference = referenceText(value);
  if (reference !== null) return reference;
  if (!Array.isArray(value)) return objectText(value, indent, []);
  const items = value.map((item) => valueText(item, `${indent}  `));
  const line = `[${items.join(', ')}]`;
  return fits(line, indent) ? line : `[\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}]`;
}

function objectText(value: object, indent: string, hints: readonly string[]): string {
  const deeper = `${indent}  `;
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${keyText(key)}: ${valueText(inner, deeper)}`],
  );
  const line = entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  if (hints.length === 0 && fits(line, indent)) return line;
  return `{\n${entries.map((entry) => `${deeper}${entry},\n`).join('')}${commentLines(hints, `${deeper}// `)}${indent}}`;
}

function fits(line: string, indent: string): boolean {
  return !line.includes('\n') && indent.length + line.length <= 100;
}

/** `null`: the object is no secret reference. */
function referenceText(value: object): string | null {
  const [entry, ...rest] = Object.entries(value);
  if (entry === undefined || rest.length > 0) return null;
  const [key, inner] = entry;
  if (key === '$command' && Array.isArray(inner)) return `command(${inner.map((word) => quote(String(word))).join(', ')})`;
  return (key === '$env' || key === '$file') && typeof inner === 'string' ? `${key.slice(1)}(${quote(inner)})` : null;
}

function keyText(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : quote(key);
}

/** A single-quoted string; whatever does not show is escaped. */
function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escapeHidden(inner)}'`;
}

function escapeHidden(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** Comments from files and names of the host: nothing in them can end the comment. */
function commentLines(lines: readonly string[], marker: string): string {
  return lines
    .map((line) => `${marker}${escapeHidden(line).replace(/\p{Cc}/gu, ' ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

function jsonSource({ gateways }: FleetDraft, schema: string | null): string {
  const declared = Object.fromEntries(gateways.map(({ name, declaration }) => [name, declaration]));
  return `${JSON.stringify({ ...(schema === null ? {} : { $schema: `./${schema}` }), gateways: declared }, null, 2)}\n`;
}

function yamlSource({ head, gateways, foot }: FleetDraft, schema: string | null): string {
  const mapping = `${schema === null ? '' : `# yaml-language-server: $schema=./${schema}\n`}`;
  const body = gateways.map(({ name, comment, declaration, hints }) => {
    const text = new Document({ [name]: declaration }).toString({ indent: 2, lineWidth: 0 });
    return `${commentLines(comment, '  # ')}${text.replaceAll(/^(?=.)/gm, '  ')}${commentLines(hints, '    # ')}`;
  });
  return `${mapping}${commentLines(head, '# ')}\ngateways:\n${body.join('\n')}${foot.length === 0 ? '' : `\n${commentLines(foot, '  # ')}`}`;
}
