// Emitted by schema/emit.ts: run `npm run schema`, do not edit.
import type { HostState } from '../../plan/host-state.ts';

/** Says whether a value is a recorded host state; `errors` holds the first mistake after each call. */
export declare const validate: {
  (value: unknown): value is HostState;
  errors: readonly { readonly instancePath: string; readonly message?: string }[] | null;
};
export default validate;
