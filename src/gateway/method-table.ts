/** The methods of the protocol: one table, which is also what the gateway tells its clients that it can do. */
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';

/** What a client may do. The server decides it from how the client proved itself; what a client claims counts for nothing. */
export type Scope = 'operator.read' | 'operator.write' | 'operator.admin';

export type Method = {
  readonly name: string;
  readonly scope: Scope;
  /** What is wrong with the parameters, one sentence each; empty when nothing is. */
  readonly findFaults: (params: JsonObject) => readonly string[];
  /** May throw `MethodRefusal`. Anything else that is thrown is a bug. */
  readonly run: (params: JsonObject, call: MethodCall) => Json | Promise<Json>;
};

export type MethodCall = {
  readonly connectionId: string;
  readonly scopes: readonly Scope[];
  /** Aborted when the client has gone away. */
  readonly signal: AbortSignal;
};

/** Codes of the family of gateways whose protocol this is. */
export type RefusalCode = 'INVALID_REQUEST' | 'UNAVAILABLE' | 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT';

/** A request that is answered with an error, in words for the client. */
export class MethodRefusal extends Error {
  readonly code: RefusalCode;
  readonly details: JsonObject;

  constructor(code: RefusalCode, message: string, details: JsonObject = {}) {
    super(message);
    this.name = 'MethodRefusal';
    this.code = code;
    this.details = details;
  }
}

export type MethodTable = {
  /** A name can be added once. */
  readonly add: (method: Method) => void;
  readonly find: (name: string) => Method | undefined;
  /** In the order of the alphabet. */
  readonly names: () => string[];
};

export function createMethodTable(): MethodTable {
  const methods = new Map<string, Method>();
  return {
    add: (method) => {
      if (methods.has(method.name)) throw new Error(`the method "${method.name}" is there already`);
      methods.set(method.name, method);
    },
    find: (name) => methods.get(name),
    names: () => [...methods.keys()].sort(),
  };
}
