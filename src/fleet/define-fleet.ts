import type { FleetDeclaration, SecretReference } from './fleet-schema.ts';

/** Facts a fleet file may depend on. */
export type FleetFacts = {
  readonly home: string;
  readonly hostname: string;
  readonly platform: string;
  readonly user: string;
};

/** A fleet, or a function of facts about the host that returns one. */
export type FleetSource = FleetDeclaration | ((facts: FleetFacts) => FleetDeclaration | Promise<FleetDeclaration>);

/** Gives a fleet its types. Returns what it is given; the default export of a fleet file. */
export function defineFleet(source: FleetSource): FleetSource {
  return source;
}

/** A secret read from an environment variable when the fleet is applied. */
export function env(name: string): SecretReference {
  return { $env: name };
}

/** A secret read from a file when the fleet is applied; one trailing newline is dropped. */
export function file(path: string): SecretReference {
  return { $file: path };
}

/** A secret printed by a program when the fleet is applied, run without a shell; one trailing newline is dropped. */
export function command(...argv: [string, ...string[]]): SecretReference {
  return { $command: argv };
}
