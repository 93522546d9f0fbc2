import { compile } from 'json-schema-to-typescript';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { eachSchema, ownReferences, type SchemaOrigin, without } from '../fleet/pulled-schema.ts';

/** Line by which a file of ours is known. */
export const TYPES_MARK = '// Written by "omniclaw schema pull"';

/**
 * Declarations that give `config` of gateways of one runtime the types of its schema. Every key is optional, since apply adds
 * what a config needs, and a text may be a secret reference.
 */
export async function configTypes(schema: JsonObject, { runtime, version }: SchemaOrigin): Promise<string> {
  const name = `${runtime.slice(0, 1).toUpperCase()}${runtime.slice(1)}Config`;
  const written = await compile(forTypes(schema), name, {
    additionalProperties: false,
    bannerComment: '',
    declareExternallyReferenced: true,
    format: false,
    ignoreMinAndMaxItems: true,
    $refOptions: { resolve: { external: false } },
  });
  return [
    `${TYPES_MARK}: the config of ${runtime} ${version}, for editors. Write it anew after an update.`,
    "import type { SecretReference } from 'omniclaw';",
    '',
    "declare module 'omniclaw' {",
    '  interface RuntimeConfigs {',
    `    ${runtime}: ${name};`,
    '  }',
    '}',
    '',
    written,
  ].join('\n');
}

function forTypes(schema: JsonObject): JsonObject {
  return ownReferences(
    eachSchema(without(schema, ['title', 'required', 'default', 'examples', '$schema', '$id']), (part) =>
      part['type'] === 'string' && part['enum'] === undefined && part['const'] === undefined
        ? { ...pick(part, 'description'), tsType: 'string | SecretReference' }
        : part,
    ),
  );
}

function pick(part: JsonObject, keyword: string): JsonObject {
  const value = part[keyword];
  return value === undefined ? {} : { [keyword]: value };
}
