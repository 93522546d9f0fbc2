/** What a gateway occupies. Rules compare claims; a claim knows the place in the fleet file that causes it. */
export type Claim = PortClaim | EndpointClaim | PathClaim | NameClaim | CredentialClaim;

type Claimed = {
  readonly gateway: string;
  /** JSON pointer of the value that causes the claim; of the base port or the gateway when it is derived. */
  readonly pointer: string;
};

/** Fixed roles hold one port; `cdp-range` holds a range from which browser profiles take ports as they are opened. */
export type PortRole = 'gateway' | 'browser-control' | 'canvas' | 'browser-relay' | 'cdp-port' | 'cdp-range';

/** TCP ports, both ends included. Every gateway keeps a loopback listener, so on one host a port has one owner. */
export type PortClaim = Claimed & {
  readonly kind: 'port';
  readonly role: PortRole;
  readonly first: number;
  readonly last: number;
  /** Name of the browser profile for `cdp-port`, else empty. */
  readonly detail: string;
};

/** A browser endpoint that runs elsewhere. */
export type EndpointClaim = Claimed & { readonly kind: 'endpoint'; readonly url: string; readonly browserProfile: string };

/** `log`: a log file named in the config. `browser`: user data folder of a browser that the gateway starts. */
export type PathRole = 'stateDir' | 'config' | 'workspace' | 'log' | 'browser';

/** A path, absolute and normalised. `identity` is what two spellings of one file have in common. */
export type PathClaim = Claimed & {
  readonly kind: 'path';
  readonly role: PathRole;
  readonly path: string;
  readonly identity: string;
  /** As it stands in the fleet file; `null`: it follows from another value. */
  readonly written: string | null;
};

/** A profile or service name. `identity` is case-folded. */
export type NameClaim = Claimed & {
  readonly kind: 'name';
  readonly scope: 'profile' | 'systemd' | 'launchd';
  readonly name: string;
  readonly identity: string;
};

/** A credential by reference; of one in clear text, a hash. `role`: `gateway-token` or the channel path such as `telegram.botToken`. */
export type CredentialClaim = Claimed & { readonly kind: 'credential'; readonly role: string; readonly identity: string };

/** Claims of each kind, in their order. */
export type ClaimsByKind = { readonly [kind in Claim['kind']]: readonly Extract<Claim, { kind: kind }>[] };

/** A large fleet has very many claims, and most rules are about one kind. */
export function groupByKind(claims: readonly Claim[]): ClaimsByKind {
  const found: { readonly [kind in Claim['kind']]: Extract<Claim, { kind: kind }>[] } = {
    port: [],
    endpoint: [],
    path: [],
    name: [],
    credential: [],
  };
  for (const claim of claims) {
    switch (claim.kind) {
      case 'port':
        found.port.push(claim);
        break;
      case 'endpoint':
        found.endpoint.push(claim);
        break;
      case 'path':
        found.path.push(claim);
        break;
      case 'name':
        found.name.push(claim);
        break;
      case 'credential':
        found.credential.push(claim);
        break;
      default:
        claim satisfies never;
    }
  }
  return found;
}
