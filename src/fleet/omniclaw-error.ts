/**
 * What the world refuses, as opposed to what the user can mend in the fleet file (a finding). One registry: an error's
 * code says which exit status it has (lint says 2 instead of 1, which means findings there); `docs/errors.md` lists the
 * same codes and a test compares them.
 */
export const ERRORS = {
  OCE_USAGE: { exit: 64, title: 'the command line is wrong' },
  OCE_NO_FLEET: { exit: 1, title: 'no fleet file was found' },
  OCE_SEVERAL_FLEETS: { exit: 1, title: 'several fleet files were found' },
  OCE_UNREADABLE: { exit: 1, title: 'a file cannot be read' },
  OCE_EVALUATOR: { exit: 1, title: 'the fleet file could not be evaluated on this machine' },
  OCE_STALE: { exit: 4, title: 'a saved plan is out of date' },
  OCE_PLAN: { exit: 1, title: 'a saved plan cannot be used' },
  OCE_LOCKED: { exit: 5, title: 'another apply is running' },
  OCE_LOCK: { exit: 1, title: 'a lock could not be taken' },
  OCE_CHANGED: { exit: 4, title: 'it was changed by somebody else meanwhile' },
  OCE_OBSERVE: { exit: 1, title: 'the state of the host could not be read' },
  OCE_WRITE: { exit: 1, title: 'a file could not be written' },
  OCE_SECRET: { exit: 1, title: 'a secret reference does not resolve' },
  OCE_CONFIG: { exit: 78, title: 'a gateway config is wrong' },
  OCE_PORT_TAKEN: { exit: 78, title: 'a port is held by another process' },
  OCE_STATE_LOCKED: { exit: 78, title: 'another process runs on the state folder' },
  OCE_SUPERVISOR: { exit: 1, title: 'the supervisor did not answer as it should' },
  OCE_SERVICE: { exit: 1, title: 'the service manager refused' },
  OCE_PROGRAM: { exit: 1, title: 'a gateway program could not be installed or asked' },
  OCE_NOT_READY: { exit: 1, title: 'a gateway did not become ready' },
  OCE_IMPOSTOR: { exit: 1, title: 'something else answers on the port of a gateway' },
  OCE_NO_BROWSER: { exit: 1, title: 'no browser was found on this machine' },
  OCE_BROWSER: { exit: 1, title: 'a browser did not do what it was told' },
  OCE_BROWSER_TAKEN: { exit: 1, title: 'a browser, its port or its folder is used by something else' },
  OCE_UNSUPPORTED: { exit: 1, title: 'this version cannot do that' },
  OCE_REFUSED: { exit: 1, title: 'a guard refused the change' },
  OCE_INTERRUPTED: { exit: 130, title: 'interrupted' },
} as const satisfies Record<string, { exit: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** An expected failure. `message`: lower case, no full stop. `hint`: what to type next, or empty. */
export class OmniclawError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, detail: { hint?: string; cause?: unknown } = {}) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause });
    this.name = 'OmniclawError';
    this.code = code;
    this.hint = detail.hint ?? '';
  }

  get exit(): number {
    return ERRORS[this.code].exit;
  }
}
