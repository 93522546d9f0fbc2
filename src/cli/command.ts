import type { LoadedFleet } from '../load/load-fleet.ts';
import type { HostSockets } from './host-sockets.ts';
import type { Terminal } from './terminal.ts';

/** An option of a command. `value`: how its argument is called in the help; empty for a switch. */
export type Option = {
  readonly value: string;
  readonly summary: string;
  readonly short?: string;
  readonly repeat?: true;
  /** Every value there is, for completions. */
  readonly choices?: readonly string[];
};

/** A command as data: the help, the parser and the completions are made from it. */
export type Command = {
  /** Words that select it, for example `fleet status`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name in the usage line. */
  readonly positionals: { readonly usage: string; readonly min: number; readonly max: number; readonly choices?: readonly string[] };
  readonly options: { readonly [name: string]: Option };
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** More lines for the help, such as its exit codes. */
  readonly notes: readonly string[];
  /** Exit code when it could not run, where 1 has another meaning; 1 otherwise. */
  readonly cannotRun?: number;
  /** Loads the code only when the command is run. Resolves to the exit code. */
  readonly run: (call: Call) => Promise<number>;
};

/** A parsed command line. */
export type Call = {
  readonly positionals: readonly string[];
  /** Value of an option; undefined when it was not given. */
  readonly value: (name: string) => string | undefined;
  readonly values: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  /** Profile of the root option `--profile`; undefined when it was not given. */
  readonly profile: string | undefined;
  readonly terminal: Terminal;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Told by a command that goes on when it has begun to serve, before it changes anything about its own process. */
  readonly started: () => void;
  /** The fleet file, being read since before the code of the command was loaded; `null`: the command reads it when it needs it. */
  readonly fleet: Promise<LoadedFleet> | null;
  /** What listens on this host, asked for as early. */
  readonly sockets: Promise<HostSockets> | null;
};
