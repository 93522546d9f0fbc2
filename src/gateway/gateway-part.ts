/** How a gateway is put together: each port is a part, and each part gets the same context. */
import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { Channel } from './channel.ts';
import type { GuardedPort } from './guard.ts';
import type { HttpPort } from './http-port.ts';
import type { Identity } from './identity.ts';
import type { LiveConfig } from './live-config.ts';
import type { MethodTable } from './method-table.ts';
import type { Metrics } from './metrics.ts';
import type { Presence } from './presence.ts';
import type { GatewayConfig } from './read-gateway-config.ts';

/** What serves one port. Parts of other rooms are handed to `runGateway` by the command line. */
export type GatewayPart = {
  /** How messages call it, for example `browser control`. */
  readonly role: string;
  /** Where it serves; `null`: it is switched off. */
  readonly place: (config: GatewayConfig, base: number) => GuardedPort | null;
  /** Adds its routes and methods, before the port listens. Should load nothing heavy: an idle gateway is to be small. */
  readonly mount: (port: HttpPort, context: GatewayContext) => Mounted | Promise<Mounted>;
};

/** A part that serves. `close` ends what it holds open; its port is closed by the gateway. */
export type Mounted = { readonly close: () => void | Promise<void> };

export type GatewayEvent = { readonly event: string; readonly payload: JsonObject };

export type GatewayContext = {
  readonly profile: string;
  readonly version: string;
  readonly home: string;
  readonly stateDir: string;
  readonly configPath: string;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Base port. */
  readonly base: number;
  /** Every port of this gateway by role. */
  readonly ports: { readonly [role: string]: number };
  readonly identity: Identity;
  /** The config as it is now: never keep it, it is reloaded while the gateway runs. */
  readonly config: () => GatewayConfig;
  readonly live: LiveConfig;
  /** Sends after each change of the config. */
  readonly configChanges: Channel<GatewayConfig>;
  /** Sends when another token counts from now on: who came with the old one has to go. */
  readonly tokenChanges: Channel<null>;
  /** The methods of the protocol on the base port. A part adds its own. */
  readonly methods: MethodTable;
  readonly presence: Presence;
  readonly metrics: Metrics;
  /** Time between two ticks of the protocol. */
  readonly tickMs: number;
  /** Events for every connected client. */
  readonly events: Channel<GatewayEvent>;
  /** One line in the log of the gateway. No secrets. */
  readonly log: (event: string, facts: JsonObject) => void;
};
