import type { FleetDeclaration } from '../fleet/fleet-schema.ts';
import { describeSchemaErrors, type SchemaLanguage } from '../fleet/schema-words.ts';
import type { FileProblem } from './fleet-document.ts';
import { fleetSchema, validate } from './generated/validate-fleet.js';

export type CheckedDeclaration = { readonly declaration: FleetDeclaration | null; readonly problems: readonly FileProblem[] };

const LANGUAGE: SchemaLanguage = {
  get schema() {
    return fleetSchema();
  },
  whole: 'the fleet file',
  reference: 'env("NAME"), file("PATH"), command("PROGRAM", ...)',
  naming: 'key',
};

/** Compares a value with the schema: one problem per mistake, all at once, nothing coerced. */
export function checkDeclaration(value: unknown): CheckedDeclaration {
  if (validate(value)) return { declaration: value, problems: [] };
  const faults = describeSchemaErrors(validate.errors ?? [], value, LANGUAGE);
  return { declaration: null, problems: faults.map(({ message, at }) => ({ code: 'OC701', message, at: [at] })) };
}
