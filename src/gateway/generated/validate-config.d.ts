// Emitted by schema/emit.ts: run `npm run schema`, do not edit.
import type { GatewayConfigDeclaration } from '../../fleet/gateway-config-schema.ts';
import type { SchemaError, SchemaNode } from '../../fleet/schema-words.ts';

/** Says whether a value is a config of a gateway; `errors` holds what is wrong after each call. */
export declare const validate: { (value: unknown): value is GatewayConfigDeclaration; errors: readonly SchemaError[] | null };
export default validate;
export declare const configSchema: SchemaNode;
