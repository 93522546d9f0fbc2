// Emitted by schema/emit.ts from src/browser/action-schema.ts: run `npm run schema`, do not edit.
import type { ActionName, ActionParams } from '../action-schema.ts';

export type ActionFault = { readonly instancePath: string; readonly keyword: string; readonly params: { readonly [name: string]: unknown }; readonly message?: string };

/** Says by action whether a value is its parameters; `errors` holds what is wrong after each call. */
export declare const validateAction: {
  readonly [Name in ActionName]: { (value: unknown): value is ActionParams[Name]; readonly errors?: readonly ActionFault[] | null };
};
