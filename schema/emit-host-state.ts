/** What is made from `src/plan/host-state.ts`: the published schema, and the validator of recorded host states. */
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { HostState } from '../src/plan/host-state.ts';
import type { EmittedFile } from './emit.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every emitted file with the text it should have. */
export function hostStateFiles(): EmittedFile[] {
  const schema: object = JSON.parse(JSON.stringify(HostState));
  const published = { $schema: 'http://json-schema.org/draft-07/schema#', ...schema };
  return [
    { path: `${root}schema/host-state.schema.json`, text: `${JSON.stringify(published, null, 2)}\n` },
    { path: `${root}src/load/generated/validate-host-state.js`, text: validatorText(schema) },
    { path: `${root}src/load/generated/validate-host-state.d.ts`, text: validatorTypes },
  ];
}

/** Stops at the first mistake: the file is written by a program, so one that is wrong is damaged or from elsewhere. */
function validatorText(schema: object): string {
  const ajv = new Ajv({ unicode: false, logger: false, inlineRefs: false, code: { source: true, esm: true, lines: true } });
  const code = standalone.default(ajv, ajv.compile(schema));
  if (/\brequire\(/.test(code)) throw new Error('the validator would need ajv at run time');
  return `// Emitted by schema/emit.ts from src/plan/host-state.ts: run \`npm run schema\`, do not edit.\n${code}`;
}

const validatorTypes = `// Emitted by schema/emit.ts: run \`npm run schema\`, do not edit.
import type { HostState } from '../../plan/host-state.ts';

/** Says whether a value is a recorded host state; \`errors\` holds the first mistake after each call. */
export declare const validate: {
  (value: unknown): value is HostState;
  errors: readonly { readonly instancePath: string; readonly message?: string }[] | null;
};
export default validate;
`;
