/** `${NAME}` in the texts of a config. Only the value in memory is expanded: no file is ever written from it. */
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { pointer } from '../fleet/json-pointer.ts';
import type { ConfigProblem } from '../fleet/resolve-includes.ts';

export type Variables = { readonly [name: string]: string | undefined };

/** A name in braces after a dollar sign; a second dollar sign before it takes it literally. */
const VARIABLE = /\$(\$?)\{([A-Z_][A-Z0-9_]*)\}/g;

export function expandVariables(document: JsonObject, variables: Variables) {
  const problems: ConfigProblem[] = [];
  const expandText = (text: string, at: string): string =>
    text.replace(VARIABLE, (_whole, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      const value = variables[name];
      if (value === undefined) problems.push({ message: `the environment variable "${name}" is not set`, at });
      return value ?? '';
    });
  const expand = (value: Json, at: string): Json => {
    if (typeof value === 'string') return expandText(value, at);
    if (Array.isArray(value)) return value.map((item, index) => expand(item, at + pointer(index)));
    return isJsonObject(value) ? expandObject(value, at) : value;
  };
  const expandObject = (object: JsonObject, at: string): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, expand(value, at + pointer(key))]));
  const value = expandObject(document, '');
  return { value, problems };
}
