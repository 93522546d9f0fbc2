import type { ClientSecret } from './client-auth.ts';
import type { ReloadKind } from './config-reloads.ts';
import type { JsonObject, RuntimeName, Secret } from './fleet-spec.ts';
import type { PortLayout } from './port-layout.ts';
import type { IncludeRules, IncludeWay } from './resolve-includes.ts';
import { command } from './runtimes/command.ts';
import { omniclaw } from './runtimes/omniclaw.ts';
import { openclaw } from './runtimes/openclaw.ts';

/** What differs between gateway programs. No other code asks which runtime it has: the entry's data decides. */
export type Runtime = {
  readonly name: RuntimeName;
  /** What people call it. */
  readonly title: string;
  /** Prefix of its environment variables, without the underscore. */
  readonly envPrefix: string;
  /** Folder name in the home directory; `-<profile>` is appended for a named profile. */
  readonly stateDirName: string;
  readonly configFile: string;
  /** Workspace folder by profile: inside of the state folder, or of the home when it begins with `~/`. */
  readonly workspaces: readonly Since<(profile: string) => string>[];
  readonly systemdUnit: (profile: string) => string;
  readonly launchdLabel: (profile: string) => string;
  /** Allowed profile names, with a sentence that says so. */
  readonly profileName: { readonly pattern: RegExp; readonly form: string };
  /** What its variable of the profile does alone: `selects` its state folder, or `names` it and leaves the folder at the default one. */
  readonly profileVariable: 'selects' | 'names';
  /** Profile names it cannot use on a platform, with the reason. */
  readonly reservedNames: readonly {
    readonly name: string;
    readonly platform: 'linux' | 'darwin' | 'win32' | 'any';
    readonly reason: string;
  }[];
  /** The base port of a profile for which nobody names one; `null`: the runtime has no such rule, and we choose a block. */
  readonly portsFromNames: readonly Since<(profile: string) => number | null>[];
  /** Which ports follow from the base port, the newest release last. */
  readonly layouts: readonly Since<PortLayout>[];
  /** Config keys that it no longer reads; `*` stands for any key. `instead`: what to do, or empty. */
  readonly retiredKeys: readonly { readonly path: readonly string[]; readonly since: string; readonly instead: string }[];
  readonly program: ProgramFacts;
  readonly service: ServicePolicy;
  readonly variables: VariableSources;
  readonly readiness: Readiness;
  /**
   * How it proves which instance it is. `signed`: it signs a challenge with its instance secret. `handshake`: the process
   * is ours by what it was started with, and after a login with the shared token it names its folder, its config file and
   * whether it runs with that. `answer`: the process is ours, and it answers over HTTP; that says nothing of its config.
   */
  readonly proof: 'signed' | 'handshake' | 'answer';
  /** Lock file in the state folder that the running gateway holds; empty: none that others can ask for. */
  readonly lockFile: string;
  /** Files in the state folder that apply makes: the instance secret, and the token when the fleet file names none. */
  readonly keys: readonly ('instance' | 'token')[];
  /** How those who write its config keep out of each other's way: a lock of the kernel, or a file beside it. */
  readonly configLock: 'kernel' | 'sidecar';
  /** Whether apply writes a config for it. */
  readonly hasConfig: boolean;
  readonly config: ConfigWords;
  /** Keys of its config and what a change of them takes; the longest path that fits counts. */
  readonly reloads: readonly { readonly path: string; readonly takes: ReloadKind }[];
};

/** A fact that holds from a release on. */
export type Since<T> = { readonly since: string; readonly is: T };

export type ProgramFacts = {
  /** `own`: this very program. `package`: an npm package with a script in it. `command`: a command line of the fleet file. */
  readonly source: 'own' | 'package' | 'command';
  /** Name of the npm package, and of its program on `PATH`; empty for the others. */
  readonly packageName: string;
  /** Its script, below the folder of the package. */
  readonly entry: string;
  /** What an installed version takes on the disk, in bytes. */
  readonly size: number;
  /** Releases of Node that run it, from the first to below the second: `24.16` is 24.16.0. */
  readonly node: readonly (readonly [string, string])[];
  /** Arguments that run a gateway in the foreground. */
  readonly arguments: readonly string[];
  /** Arguments with which it tells its release, and the JSON Schema of its config; empty: it cannot be asked. */
  readonly asks: { readonly version: readonly string[]; readonly schema: readonly string[] };
};

/** How a service manager has to treat it. Times in seconds. */
export type ServicePolicy = {
  /** `notify`: it tells systemd when it is ready and that it is alive. */
  readonly type: 'notify' | 'exec';
  /** `always`: it ends in order to be started again. */
  readonly restart: 'on-failure' | 'always';
  readonly restartPause: number;
  /** Longer than it takes to finish what it is at. */
  readonly stopTimeout: number;
  /** Exit statuses that mean a good end, beside 0. */
  readonly goodExits: readonly number[];
  readonly killMode: 'control-group' | 'mixed';
  /** `ours`: it was built to run in our sandbox. `none`: its agents need what the sandbox takes. */
  readonly sandbox: 'ours' | 'none';
  /** The whole environment beside `PATH`, `HOME` and `USER`. */
  readonly environment: (place: ServicePlace) => { readonly [name: string]: string };
  /** Variables that must not reach it from the service manager, beside those that change how programs are loaded. */
  readonly forbidden: readonly string[];
};

/** Where a gateway finds variables that its process does not have: in the files, then in the objects; what comes first counts. */
export type VariableSources = {
  /** Paths of files with a line for each variable. */
  readonly files: (place: Pick<ServicePlace, 'stateDir'> & { readonly home: string }) => readonly string[];
  /** Objects of its config. */
  readonly blocks: readonly (readonly string[])[];
  /** Name of the one with its base port, which wins over that of its config; empty: it has none. */
  readonly port: string;
  /** Names of those that let its clients in where the config does not say; empty: it has none. */
  readonly secrets: { readonly [which in ClientSecret]: string };
};

export type ServicePlace = {
  readonly profile: string;
  readonly stateDir: string;
  readonly configPath: string;
  readonly port: number;
};

/** Times in milliseconds. */
export type Readiness = {
  /** How long a start may take when nobody says otherwise. */
  readonly timeout: number;
  /** A process that has not answered for so long after its start is restarted rather than waited for. */
  readonly grace: number;
  /** How long it must stay up, once proven, before it counts. */
  readonly stable: number;
  /** Between two questions, and how long one may take. */
  readonly interval: number;
  readonly probe: number;
};

/** What a fleet file says of a config. Paths are absolute. */
export type ConfigFacts = {
  readonly port: number;
  readonly bind: string;
  readonly auth: { readonly mode: 'token' | 'none'; readonly token: Secret | null };
  /** Who says how clients are let in: `auth` of the gateway, its `config`, or nobody. */
  readonly authFrom: 'file' | 'config' | 'usual';
  readonly stateDir: string;
  readonly workspace: string;
  /** Whether the fleet file names the workspace. */
  readonly workspaceIs: 'declared' | 'usual';
  readonly browser: {
    readonly enabled: boolean;
    readonly controlPort: number | null;
    readonly cdpPortRange: JsonObject | null;
    readonly cdpUrl: string | null;
    readonly profiles: JsonObject;
  };
  readonly canvasHost: JsonObject;
  readonly channels: JsonObject;
  /** Variables of the service whose value is a secret. */
  readonly env: JsonObject;
  readonly rescues: string | null;
};

/** The same in the words of a config, as trees of fields. */
export type ConfigFields = {
  readonly always: JsonObject;
  /** What the gateway does anyway when its config does not say otherwise. */
  readonly unlessDefault: JsonObject;
  /** Filled in where the config has nothing; what is there stays. */
  readonly ifAbsent: JsonObject;
  /** Needed as long as the config uses the token that `ifAbsent` fills in. */
  readonly besideToken: JsonObject;
};

export type ConfigWords = {
  readonly fields: (facts: ConfigFacts) => ConfigFields;
  /** Where secrets stand in a config. `null`: in our own words, and the gateway knows them. */
  readonly secretRefs: 'ours' | 'providers';
  /** The release from which a secret may stand elsewhere. */
  readonly secretRefsSince: string;
  readonly includes: IncludeRules;
  /** The field with which it talks to a gateway elsewhere and runs none, and what a gateway has `instead`; `null`: it has no such. */
  readonly client: { readonly path: readonly string[]; readonly value: string; readonly instead: string } | null;
  /** Config fields that other keys of a declaration stand for, as dotted paths. */
  readonly decided: readonly string[];
  /** Fields, as dotted paths, in which `~` at the front means the home. */
  readonly homePaths: readonly string[];
};

/** The unnamed profile. */
export const DEFAULT_PROFILE = 'default';

const runtimes: Readonly<Record<RuntimeName, Runtime>> = { omniclaw, openclaw, command };

export function runtimeOf(name: RuntimeName): Runtime {
  return runtimes[name];
}

/** How a gateway program with this home includes files. `roots`: other folders in which they may lie. */
export function includeWay(name: RuntimeName, home: string, roots: readonly string[] = []): IncludeWay {
  return { rules: runtimeOf(name).config.includes, home, roots };
}
