import { textOf } from './sightings/sighted.ts';

/** What files of variables set, each by its path, in their order. One that cannot be read sets nothing, for the gateway as well. */
export async function readDotEnvs(paths: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  return new Map(await Promise.all(paths.map(async (path) => [path, parseDotEnv((await textOf(path)).text ?? '')] as const)));
}

/**
 * The variables of a file of the form `NAME=value`, the last of a name counts. Values may stand in quotes; outside of double quotes a
 * backslash is itself, and outside of quotes a `#` ends the value. Source: dotenv 17, README, "What rules does the parsing engine follow?".
 */
export function parseDotEnv(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.replaceAll(/\r\n?/g, '\n').matchAll(LINE)) found.set(name, unquoted(value.trim()));
  return found;
}

const QUOTED = `'[^']*'|"(?:\\\\"|[^"])*"|\`[^\`]*\``;
const LINE = new RegExp(`^[ \\t]*(?:export[ \\t]+)?([\\w.-]+)(?:[ \\t]*=|:[ \\t])[ \\t]*((?:${QUOTED})|[^#\\n]*)`, 'gm');

function unquoted(value: string): string {
  const inner = /^(['"`])([\s\S]*)\1$/.exec(value)?.[2] ?? value;
  return value.startsWith('"') ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
}
