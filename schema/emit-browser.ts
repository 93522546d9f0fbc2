/** Browser actions: the JSON Schema for clients, and the validators that the control service runs, compiled ahead. */
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { ACTION_SCHEMAS } from '../src/browser/action-schema.ts';

const SOURCE = 'Emitted by schema/emit.ts from src/browser/action-schema.ts: run `npm run schema`, do not edit.';

/** Texts by path below the package. */
export function browserFiles(): { readonly path: string; readonly text: string }[] {
  const schemas = Object.fromEntries(
    Object.entries(ACTION_SCHEMAS).map(([name, schema]) => [name, simplify(JSON.parse(JSON.stringify(schema)))]),
  );
  const published = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Parameters of the browser actions',
    type: 'object',
    additionalProperties: false,
    properties: schemas,
  };
  return [
    { path: 'schema/browser-actions.schema.json', text: `${JSON.stringify(published, null, 2)}\n` },
    { path: 'src/browser/generated/validate-actions.js', text: validators(schemas) },
    { path: 'src/browser/generated/validate-actions.d.ts', text: TYPES },
  ];
}

type SchemaValue = null | boolean | number | string | SchemaValue[] | { [key: string]: SchemaValue };

/** Unions of literals become `enum`, which gives one error instead of one a literal. */
function simplify(value: SchemaValue): SchemaValue {
  if (Array.isArray(value)) return value.map(simplify);
  if (value === null || typeof value !== 'object') return value;
  const { anyOf, ...rest } = value;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, nested]) => [key, simplify(nested)]));
  if (!Array.isArray(anyOf)) return inner;
  return {
    ...inner,
    enum: anyOf.flatMap((option) => (option !== null && typeof option === 'object' && 'const' in option ? [option['const'] ?? null] : [])),
  };
}

function validators(schemas: { readonly [name: string]: SchemaValue }): string {
  const ajv = new Ajv({
    allErrors: true,
    coerceTypes: false,
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(Object(schema), name);
  const names = Object.keys(schemas);
  // "validate" keeps the names of the exports apart from reserved words.
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [`validate_${name}`, name])));
  if (/\brequire\(/.test(code)) throw new Error('the validators would need ajv at run time');
  return `// ${SOURCE}\n${code}\nexport const validateAction = { ${names.map((name) => `${name}: validate_${name}`).join(', ')} };\n`;
}

const TYPES = `// ${SOURCE}
import type { ActionName, ActionParams } from '../action-schema.ts';

export type ActionFault = { readonly instancePath: string; readonly keyword: string; readonly params: { readonly [name: string]: unknown }; readonly message?: string };

/** Says by action whether a value is its parameters; \`errors\` holds what is wrong after each call. */
export declare const validateAction: {
  readonly [Name in ActionName]: { (value: unknown): value is ActionParams[Name]; readonly errors?: readonly ActionFault[] | null };
};
`;
