// Emitted by schema/emit.ts: run `npm run schema`, do not edit.
import type { FleetDeclaration } from '../../fleet/fleet-schema.ts';
import type { SchemaError, SchemaNode } from '../../fleet/schema-words.ts';

/** Says whether a value is a fleet; `errors` holds what is wrong after each call. */
export declare const validate: { (value: unknown): value is FleetDeclaration; errors: readonly SchemaError[] | null };
export default validate;
/** The whole schema, with what it says to people. */
export declare function fleetSchema(): SchemaNode;
