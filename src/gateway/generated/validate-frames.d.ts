// Emitted by schema/emit.ts: run `npm run schema`, do not edit.
import type { SchemaError, SchemaNode } from '../../fleet/schema-words.ts';
import type { RequestFrame, ConnectParams, ConfigWriteParams, LogsTailParams } from '../frames-schema.ts';

export type Validator<T> = { (value: unknown): value is T; errors: readonly SchemaError[] | null };

export declare const validateRequestFrame: Validator<RequestFrame>;
export declare const validateConnectParams: Validator<ConnectParams>;
export declare const validateNoParams: Validator<object>;
export declare const validateConfigWriteParams: Validator<ConfigWriteParams>;
export declare const validateLogsTailParams: Validator<LogsTailParams>;
export declare const framesSchema: SchemaNode;
