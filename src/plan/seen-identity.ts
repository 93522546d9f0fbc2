import type { IdentifyCredential, IdentifyPath } from './collect-claims.ts';
import type { HostState } from './host-state.ts';

/** Where paths really lead, as it was seen: one spelling for each device and inode. */
export function seenPathIdentity({ paths }: HostState): IdentifyPath {
  const known = new Map(paths.map(({ path, identity }) => [path, identity]));
  return (path) => known.get(path) ?? path;
}

/** Two references that gave one secret are one credential. */
export function seenCredentialIdentity({ secrets }: HostState): IdentifyCredential {
  const keyOf = (gateway: string, reference: string) => JSON.stringify([gateway, reference]);
  const known = new Map(secrets.map(({ gateway, reference, fingerprint }) => [keyOf(gateway, reference), fingerprint]));
  return (gateway, reference) => {
    const fingerprint = known.get(keyOf(gateway, reference)) ?? null;
    return fingerprint === null ? reference : `seen:${fingerprint}`;
  };
}
