import type { Json, JsonObject } from '../../fleet/fleet-spec.ts';

/** The dictionary of an XML property list; `null` when it is none. Dates and data are read as their text. Source: plist(5). */
export function readPlist(text: string): JsonObject | null {
  const tokens = [
    ...text.replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>/g, '').matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>([^<]*)/g),
  ].map(
    ([, end = '', tag = '', empty = '', body = '']): Token => ({
      kind: end !== '' ? 'end' : empty !== '' ? 'empty' : 'begin',
      tag,
      body: unescapeXml(body),
    }),
  );
  if (tokens.shift()?.tag !== 'plist') return null;
  const value = readValue(tokens);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null;
}

type Token = { readonly kind: 'begin' | 'end' | 'empty'; readonly tag: string; readonly body: string };

/** Takes the tokens of one value from the front. */
function readValue(tokens: Token[]): Json {
  const token = tokens.shift();
  if (token === undefined) return null;
  if (token.kind === 'empty')
    return token.tag === 'dict' ? {} : token.tag === 'array' ? [] : token.tag === 'string' ? '' : token.tag === 'true';
  if (token.tag === 'dict') return readDictionary(tokens);
  if (token.tag === 'array') return readItems(tokens);
  tokens.shift();
  return token.tag === 'integer' || token.tag === 'real' ? Number(token.body) : token.body;
}

function readDictionary(tokens: Token[]): JsonObject {
  const entries: [string, Json][] = [];
  for (let token = tokens.shift(); token !== undefined && token.kind !== 'end'; token = tokens.shift()) {
    if (token.kind === 'begin') tokens.shift();
    entries.push([token.body, readValue(tokens)]);
  }
  return Object.fromEntries(entries);
}

function readItems(tokens: Token[]): Json[] {
  const items: Json[] = [];
  while (tokens[0] !== undefined && tokens[0].kind !== 'end') items.push(readValue(tokens));
  tokens.shift();
  return items;
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
