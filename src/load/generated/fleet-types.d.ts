// Emitted by schema/emit.ts: run `npm run schema`, do not edit.
/** Declarations of the module `omniclaw` as TypeScript text without imports. */
export declare const fleetTypes: string;
