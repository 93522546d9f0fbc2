import { hasErrno } from '../os/errno.ts';

/** What a client is told of something that should not have happened. */
export function describeBug(thrown: unknown): string {
  // Code that is loaded when it is needed goes with the version that an update replaces.
  if (hasErrno(thrown, 'ERR_MODULE_NOT_FOUND')) return 'its program was replaced while it ran, and it has to be started again';
  return 'internal error';
}
