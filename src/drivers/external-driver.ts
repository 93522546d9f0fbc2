import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { ServiceDriver } from './service-driver.ts';

/** Gateways that something else runs: Docker, PM2, a system unit. They are watched through their answers, and never started or stopped. */
export function openExternalDriver(): ServiceDriver {
  return {
    kind: 'external',
    observe: async () => new Map(),
    manager: () => 'answers',
    serviceOf: () => null,
    failure: async () => null,
    carryOut: async ({ change: { action, gateway } }) => {
      throw new OmniclawError(
        'OCE_REFUSED',
        `"${gateway}" is run by something else (its "service.driver" is "external"), so omniclaw does not ${action} it`,
        { hint: `${action} it there, then: omniclaw apply` },
      );
    },
    close: () => undefined,
  };
}
