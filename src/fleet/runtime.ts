import type { RuntimeName } from './fleet-spec.ts';
import { omniclaw } from './runtimes/omniclaw.ts';
import { openclaw } from './runtimes/openclaw.ts';

/** What differs between gateway programs of the same layout. Data only. */
export type Runtime = {
  readonly name: RuntimeName;
  /** Prefix of its environment variables, without the underscore. */
  readonly envPrefix: string;
  /** Folder name in the home directory; `-<profile>` is appended for a named profile. */
  readonly stateDirName: string;
  readonly configFile: string;
  /** Workspace folder name inside the state folder, by profile. */
  readonly workspaceName: (profile: string) => string;
  readonly systemdUnit: (profile: string) => string;
  readonly launchdLabel: (profile: string) => string;
  /** Allowed profile names, with a sentence that says so. */
  readonly profileName: { readonly pattern: RegExp; readonly form: string };
  /** Profile names it cannot use on a platform, with the reason. */
  readonly reservedNames: readonly {
    readonly name: string;
    readonly platform: 'linux' | 'darwin' | 'win32' | 'any';
    readonly reason: string;
  }[];
  /** The base port of a profile for which nobody names one; `null`: the runtime has no such rule, and we choose a block. */
  readonly portFromName: (profile: string) => number | null;
  /** Config keys that it no longer reads; `*` stands for any key. `instead`: what to do, or empty. */
  readonly retiredKeys: readonly { readonly path: readonly string[]; readonly since: string; readonly instead: string }[];
  /** Whether `apply` can manage it in this version. */
  readonly managed: boolean;
};

/** The unnamed profile. */
export const DEFAULT_PROFILE = 'default';

const runtimes: Readonly<Record<RuntimeName, Runtime>> = { omniclaw, openclaw };

export function runtimeOf(name: RuntimeName): Runtime {
  return runtimes[name];
}
