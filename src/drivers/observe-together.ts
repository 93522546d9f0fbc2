import type { LiveGateway, ObservedConfig } from '../plan/observed-gateway.ts';

/** A config on the disk, and what the process answers that should run with it. `null`: there is none. */
export type Together = { readonly config: ObservedConfig | null; readonly live: LiveGateway | null };

const LOOKS = 8;
const PAUSE_MS = 15;

/**
 * Two looks that fit one another. A gateway that writes its config, or takes up what somebody wrote, is between the two for a
 * moment; restarting it for that would punish it for its work. What still differs after a few looks does differ.
 */
export async function observeTogether(first: Together, look: () => Promise<Together>): Promise<Together> {
  let seen = first;
  for (let looks = 1; looks < LOOKS && differs(seen); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    seen = await look();
  }
  return seen;
}

function differs({ config, live }: Together): boolean {
  return config !== null && live !== null && config.hash !== live.configHash;
}
