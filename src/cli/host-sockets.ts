import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { type ListeningSocket, listSockets } from '../os/listeners.ts';

/** What listens, or why that is not known: a host that does not say can still be planned for. */
export type HostSockets = readonly ListeningSocket[] | { readonly problem: string };

/** The kernel takes a while for the answer. */
export async function askForSockets(): Promise<HostSockets> {
  try {
    return await listSockets();
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return { problem: thrown.message };
    throw thrown;
  }
}
