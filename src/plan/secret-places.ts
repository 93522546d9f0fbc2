import type { SecretReference } from '../fleet/fleet-schema.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';
import { referenceIdentity, visitLeaves } from './secret-reference.ts';

/** A secret reference of a gateway. `keys`: where it stands, below the gateway. */
export type SecretPlace = {
  readonly gateway: string;
  readonly reference: SecretReference;
  readonly identity: string;
  readonly keys: readonly string[];
  readonly pointer: string;
};

/** Every reference that apply resolves, or hands to a gateway that does. */
export function secretPlaces(gateways: readonly DerivedGateway[], host: Host): SecretPlace[] {
  return gateways
    .filter(({ spec }) => spec.state !== 'absent')
    .flatMap(({ name, spec }) => {
      const found: SecretPlace[] = [];
      const collect = (value: Json, keys: readonly string[]): void =>
        visitLeaves(value, keys, (leaf, place) => {
          if (!isSecretReference(leaf)) return;
          found.push({
            gateway: name,
            reference: leaf,
            identity: referenceIdentity(leaf, host),
            keys: place,
            pointer: pointer('gateways', name, ...place),
          });
        });
      if (spec.auth.mode === 'token') collect(spec.auth.token, ['auth', 'token']);
      collect(spec.service.env, ['service', 'env']);
      collect(spec.channels, ['channels']);
      collect(spec.agents, ['agents']);
      collect(spec.config, ['config']);
      return found;
    });
}
