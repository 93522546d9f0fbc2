// Emitted by schema/emit.ts: run `npm run schema`, do not edit.
import type { FleetDeclaration } from '../../fleet/fleet-schema.ts';

export type SchemaError = {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  readonly message?: string;
};

export type SchemaNode = { readonly [keyword: string]: unknown };

/** Says whether a value is a fleet; `errors` holds what is wrong after each call. */
export declare const validate: { (value: unknown): value is FleetDeclaration; errors: readonly SchemaError[] | null };
export default validate;
export declare const fleetSchema: SchemaNode;
