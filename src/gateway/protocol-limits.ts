/** Limits of the protocol. Source: RELIABILITY rules of the project; the family's own are the same or larger. */
export const PROTOCOL = {
  /** Versions that are spoken. */
  oldest: 3,
  newest: 4,
  /** Until a client has proven itself: how long, how much, how many of them in all and from one address. */
  connectWithinMs: 5_000,
  strangerBytes: 64 * 1024,
  pending: 64,
  pendingPerAddress: 8,
  /** Longest message of a client that has. */
  messageBytes: 1024 * 1024,
  fragments: 1_024,
  bufferedChunks: 4_096,
  /** Requests of one client that are being worked on. */
  requestsAtOnce: 64,
  /** What may wait for a client that does not read. */
  bufferedBytes: 1024 * 1024,
  goodbyeMs: 2_000,
  tickMs: 30_000,
  /** How many clients `system-presence` names. */
  presence: 100,
} as const;

/** Names of events that clients can get. */
export const PROTOCOL_EVENTS = ['connect.challenge', 'tick', 'shutdown', 'config.changed'] as const;
