import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** The browser did not do what it was told; `hint`: what to type next. */
export function browserError(message: string, hint = ''): OmniclawError {
  return new OmniclawError('OCE_BROWSER', message, { hint });
}

/** Waits for a piece of work, but no longer. What is still running then is abandoned, and its failure ignored. */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(browserError(`${what} was not done within ${timeoutMs} ms`, 'try a longer timeout')), timeoutMs);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
