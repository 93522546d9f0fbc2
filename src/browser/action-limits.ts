/** How long an action may take when its caller does not say. */
export const DEFAULT_TIMEOUT_MS = 20_000;

/** The longest that a caller may ask for. */
export const LONGEST_TIMEOUT_MS = 50_000;
