/** What `import 'omniclaw'` gives a fleet file. */
export { command, defineFleet, env, type FleetFacts, type FleetSource, file } from './define-fleet.ts';
export type { FleetDeclaration, GatewayDeclaration, SecretReference } from './fleet-schema.ts';
