import type { ClaimsByKind, PathClaim, PathRole } from '../claim.ts';
import type { Fix } from '../finding.ts';
import { folderOf } from '../normal-path.ts';
import { joinFixes } from '../port-fixes.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const PATH_NAMES: { readonly [role in PathRole]: string } = {
  stateDir: 'state folder',
  config: 'config file',
  workspace: 'workspace',
  log: 'log file',
  browser: 'user data folder',
};

function sharedPath(code: Rule['code'], role: PathRole, why: string, key: string): Rule {
  const fleet = (second: string) =>
    `{ "gateways": { "main": { "port": 18789, "${key}": "~/one" }, "lab": { "port": 18909, "${key}": "${second}" } } }`;
  return {
    code,
    severity: 'error',
    title: `two gateways share a ${PATH_NAMES[role]}`,
    scope: 'fleet',
    find: (_, { claims, moveFolder }) => {
      const seen = new Map<string, PathClaim>();
      return pathClaims(claims, role).flatMap((claim): RuleFault[] => {
        const earlier = seen.get(claim.identity);
        if (earlier === undefined) seen.set(claim.identity, claim);
        if (earlier === undefined) return [];
        const alias = claim.path === earlier.path ? '' : `, which is the same place as ${quoted(earlier.path)}`;
        const message = `${quoted(claim.gateway)} and ${quoted(earlier.gateway)} share the ${PATH_NAMES[role]} ${quoted(claim.path)}${alias}`;
        return [
          {
            gateways: [claim.gateway, earlier.gateway],
            message,
            pointers: [claim.pointer, earlier.pointer],
            fix: moveFolder(claim, earlier) ?? rename(claim),
          },
        ];
      });
    },
    page: {
      why,
      mend: `Give each gateway its own: leave "${key}" out, and it follows from the gateway's name.`,
      bad: fleet('~/./one/'),
      good: fleet('~/two'),
    },
  };
}

export const sharedStateDir = sharedPath(
  'OC301',
  'stateDir',
  'Sessions, credentials and caches of two gateways are mixed, and each overwrites what the other wrote.',
  'stateDir',
);
export const sharedConfig = sharedPath(
  'OC302',
  'config',
  'Both gateways read the same port and token, so only one can start; and each rewrites the settings of the other.',
  'configPath',
);
export const sharedWorkspace = sharedPath(
  'OC303',
  'workspace',
  'The agents of two gateways edit the same files at the same time.',
  'workspace',
);

export const nestedPath: Rule = {
  code: 'OC304',
  severity: 'error',
  title: "a path of one gateway lies inside another's state folder",
  scope: 'fleet',
  find: (_, { claims, moveFolder }) => {
    const findOwner = createOwnerSearch(pathClaims(claims, 'stateDir'));
    const roles = ['stateDir', 'config', 'workspace', 'log', 'browser'] as const;
    const nested = roles.flatMap((role) =>
      pathClaims(claims, role).flatMap((claim) => {
        // A browser folder that nobody names goes with its state folder.
        const owner = role === 'browser' && claim.written === null ? undefined : findOwner(claim);
        return owner === undefined ? [] : [{ claim, owner }];
      }),
    );
    const pairs = Map.groupBy(nested, ({ claim, owner }) => JSON.stringify([claim.gateway, owner.gateway]));
    return [...pairs.values()].flatMap((inside): RuleFault[] => {
      const [first] = inside;
      if (first === undefined) return [];
      const { claim, owner } = first;
      const message = `the ${PATH_NAMES[claim.role]} ${quoted(claim.path)} of ${quoted(claim.gateway)} lies inside the state folder of ${quoted(owner.gateway)}, ${quoted(owner.path)}`;
      const fix = joinFixes(
        inside.map((one) => (isOptional(one.claim) ? leaveOut(one.claim) : (moveFolder(one.claim, one.owner) ?? rename(one.claim)))),
      );
      return [{ gateways: [claim.gateway, owner.gateway], message, pointers: [claim.pointer, owner.pointer], fix }];
    });
  },
  page: {
    why: 'Resetting, backing up or deleting the outer gateway takes the inner one with it.',
    mend: 'Keep the folders of different gateways side by side.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "workspace": "~/.omniclaw-main/workspace-rescue" } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "workspace": "~/.omniclaw-rescue/workspace" } } }',
  },
};

/** Finds the nearest folder above a path that is the state folder of another gateway and not of its own. */
function createOwnerSearch(states: readonly PathClaim[]): (claim: PathClaim) => PathClaim | undefined {
  const owners = Map.groupBy(states, ({ identity }) => identity);
  // The folders above the state folders are few, and nearly every path of a fleet lies below them.
  const known = new Map<string, string | null>([['/', null]]);
  const nearestOwned = (folder: string): string | null => {
    if (owners.has(folder)) return folder;
    const before = known.get(folder);
    if (before !== undefined) return before;
    const found = nearestOwned(folderOf(folder));
    known.set(folder, found);
    return found;
  };
  const search = ({ identity, gateway }: PathClaim): PathClaim | undefined => {
    let folder = owners.has(identity) ? identity : nearestOwned(folderOf(identity));
    while (folder !== null) {
      const here = owners.get(folder) ?? [];
      if (here.every((state) => state.gateway !== gateway)) return here[0];
      folder = folder === '/' ? null : nearestOwned(folderOf(folder));
    }
    return undefined;
  };
  // A path in its own state folder has the owner of that folder, unless there is a third folder between the two.
  const outer = new Set(states.map(({ identity }) => nearestOwned(folderOf(identity))));
  const homes = new Map(
    states
      .filter(({ identity }) => !outer.has(identity))
      .map((state) => [state.gateway, { inside: `${state.identity}/`, owner: search(state) }]),
  );
  return (claim) => {
    const home = homes.get(claim.gateway);
    return home !== undefined && claim.identity.startsWith(home.inside) ? home.owner : search(claim);
  };
}

function pathClaims({ path }: ClaimsByKind, role: PathRole): readonly PathClaim[] {
  return path.filter((claim) => claim.role === role);
}

/** A place that the gateway has a better one for when nobody names it. */
function isOptional({ role }: PathClaim): boolean {
  return role === 'log' || role === 'browser';
}

function leaveOut({ gateway, role }: PathClaim): Fix {
  return { description: `leave the ${PATH_NAMES[role]} of ${quoted(gateway)} out: it then lies in its own state folder`, edits: [] };
}

/** When only names lead to the two places. */
function rename({ gateway }: PathClaim): Fix {
  return { description: `give ${quoted(gateway)} another name, or a folder of its own`, edits: [] };
}
