import type { Host } from '../fleet/host.ts';
import type { HostState } from './host-state.ts';

/** A host on which everything could be read and nothing of a gateway is there. */
export function blankHostState({ home, hostname, platform, user }: Omit<Host, 'fleetDir'>): HostState {
  return {
    schema: 'omniclaw.host-state.v1',
    formatVersion: '1.0',
    host: { home, hostname, platform, user },
    listeners: [],
    running: [],
    installed: [],
    configs: [],
    paths: [],
    variables: [],
    secrets: [],
    browsers: [],
    manager: 'supervisor',
    linger: 'yes',
    ephemeral: null,
    notes: [],
  };
}
