import type { PortRange, SecretReference } from './fleet-schema.ts';

/** Any value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A literal secret is a string (and a finding); anything else is a reference. */
export type Secret = string | SecretReference;

export type RuntimeName = 'omniclaw' | 'openclaw' | 'command';
export type DesiredState = 'running' | 'stopped' | 'absent';
export type ServiceDriverName = 'auto' | 'supervisor' | 'systemd' | 'launchd' | 'external';

/** A validated fleet: defaults merged in, nothing optional, `null` where the user left the choice to us. */
export type FleetSpec = {
  /** In the order of the file. */
  readonly gateways: readonly GatewaySpec[];
  /** What the file says under `defaults`, which is merged into the gateways already; kept because a secret there is in the file all the same. */
  readonly defaults: JsonObject;
};

export type GatewaySpec = {
  /** Key in the fleet file and profile name; `default` is the unnamed profile. */
  readonly name: string;
  readonly runtime: RuntimeName;
  readonly program: ProgramSpec;
  readonly port: number | 'auto';
  /** `name`: nobody named a port, and the runtime derives one from the profile name. */
  readonly portFrom: 'file' | 'name';
  /** `loopback`, `lan` or an IP address. */
  readonly bind: string;
  readonly auth: { readonly mode: 'token' | 'none'; readonly token: Secret | null };
  /** `usual`: nobody says how clients are let in. */
  readonly authFrom: 'file' | 'usual';
  /** Paths as written: `~`, relative and unnormalised forms are resolved by `derivePaths`. */
  readonly stateDir: string | null;
  readonly configPath: string | null;
  readonly workspace: string | null;
  readonly browser: BrowserSpec;
  readonly canvasHost: { readonly enabled: boolean; readonly port: number | null };
  readonly channels: JsonObject;
  readonly agents: JsonObject;
  readonly config: JsonObject;
  readonly service: ServiceSpec;
  readonly state: DesiredState;
  readonly protect: boolean;
  readonly rescues: string | null;
  /** Name that it had before; its state moves to the new one. */
  readonly renamedFrom: string | null;
  readonly labels: { readonly [key: string]: string };
  readonly ignore: readonly { readonly rule: string; readonly reason: string }[];
};

/** Which program it is. Paths as written. */
export type ProgramSpec = {
  /** The release to install and run; `null`: whatever is installed. */
  readonly version: string | null;
  readonly path: string | null;
  readonly node: string | null;
  /** The command line of runtime `command`. */
  readonly command: readonly string[];
  /** The path that runtime `command` answers on. */
  readonly health: string;
};

export type BrowserSpec = {
  readonly enabled: boolean;
  readonly controlPort: number | null;
  readonly cdpPortRange: PortRange | null;
  readonly cdpUrl: string | null;
  /** In the order of the file. */
  readonly profiles: readonly BrowserProfileSpec[];
};

export type BrowserProfileSpec = {
  readonly name: string;
  readonly cdpPort: number | null;
  readonly cdpUrl: string | null;
  readonly userDataDir: string | null;
};

export type ServiceSpec = {
  readonly driver: ServiceDriverName;
  readonly env: { readonly [name: string]: Secret };
  readonly limits: { readonly memoryMiB: number | null; readonly cpuPercent: number | null; readonly tasks: number | null };
  readonly hardening: 'default' | 'none';
};
