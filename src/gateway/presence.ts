import { hostname } from 'node:os';
import type { HelloOk } from './frames-schema.ts';
import { PROTOCOL } from './protocol-limits.ts';

export type PresenceEntry = HelloOk['snapshot']['presence'][number];

/** Who is there: the gateway itself, and its clients in the order in which they came. */
export type Presence = {
  /** Returns what removes the entry again. */
  readonly add: (entry: PresenceEntry) => () => void;
  /** The gateway and at most 100 clients: with thousands of them, nobody wants the whole list with every hello. */
  readonly list: () => PresenceEntry[];
  readonly count: () => number;
  /** Changes whenever somebody comes or goes. */
  readonly version: () => number;
};

export function createPresence(version: string, bootId: string): Presence {
  const entries = new Set<PresenceEntry>();
  let changes = 1;
  return {
    add: (entry) => {
      entries.add(entry);
      changes += 1;
      return () => {
        changes += entries.delete(entry) ? 1 : 0;
      };
    },
    list: () => [ownEntry(version, bootId), ...entries.values().take(PROTOCOL.presence)],
    count: () => entries.size,
    version: () => changes,
  };
}

function ownEntry(version: string, bootId: string): PresenceEntry {
  const host = hostname() || 'localhost';
  return {
    host,
    ip: '127.0.0.1',
    version,
    platform: process.platform,
    mode: 'gateway',
    reason: 'self',
    text: `gateway ${host} ${version}`,
    ts: Date.now(),
    instanceId: bootId,
    roles: ['gateway'],
    scopes: [],
  };
}
