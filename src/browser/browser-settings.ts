import type { PortRange } from '../fleet/fleet-schema.ts';

/** What a gateway config says about browsers. `null`: it says nothing. */
export type BrowserSettings = {
  /** Program to start. */
  readonly executablePath: string | null;
  readonly headless: boolean;
  /** More arguments for the program. */
  readonly args: readonly string[];
  readonly cdpPortRange: PortRange | null;
  /** Endpoint of every profile without one of its own. */
  readonly cdpUrl: string | null;
  /** In the order of the config. */
  readonly profiles: readonly BrowserProfileSettings[];
};

export type BrowserProfileSettings = {
  readonly name: string;
  readonly cdpPort: number | null;
  readonly cdpUrl: string | null;
  readonly userDataDir: string | null;
};

export const DEFAULT_BROWSER_SETTINGS: BrowserSettings = {
  executablePath: null,
  headless: true,
  args: [],
  cdpPortRange: null,
  cdpUrl: null,
  profiles: [],
};
