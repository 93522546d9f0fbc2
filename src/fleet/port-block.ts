/** Ports a gateway reserves, as offsets from its base port. Source: gateway document, "Port mapping (derived)". */
export const PORT_BLOCK = {
  gateway: 0,
  browserControl: 2,
  canvas: 4,
  /** First and last offset of the browsers' CDP ports: control + 9 .. control + 108. */
  cdpFirst: 11,
  cdpLast: 110,
} as const;

/** Highest TCP port. */
export const MAX_PORT = 65535;

/** Highest base port whose block still ends at or below 65535. */
export const MAX_BASE_PORT = MAX_PORT - PORT_BLOCK.cdpLast;

/** Distance between the base ports we propose: the 111 ports of a block, rounded up so that bases are easy to read. */
export const BLOCK_STEP = 120;

/** Base port of the first gateway of a host. Source: gateway document. */
export const FIRST_BASE_PORT = 18789;
