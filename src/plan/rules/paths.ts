import type { Host } from '../../fleet/host.ts';
import type { PathClaim, PathRole } from '../claim.ts';
import { defaultPaths } from '../derive-fleet.ts';
import { type Fix, pointer } from '../finding.ts';
import { ancestors } from '../normal-path.ts';
import type { Rule, RuleFault, RuleInput } from '../rule.ts';

const KEYS: { readonly [role in PathRole]: string } = { stateDir: 'stateDir', config: 'configPath', workspace: 'workspace' };
const NAMES: { readonly [role in PathRole]: string } = { stateDir: 'state folder', config: 'config file', workspace: 'workspace' };

function sharedPath(code: Rule['code'], role: PathRole, why: string, key: string): Rule {
  const fleet = (second: string) =>
    `{ "gateways": { "main": { "port": 18789, "${key}": "~/one" }, "lab": { "port": 18909, "${key}": "${second}" } } }`;
  return {
    code,
    severity: 'error',
    title: `two gateways share a ${NAMES[role]}`,
    scope: 'fleet',
    find: (input) => {
      const seen = new Map<string, PathClaim>();
      return pathClaims(input, role).flatMap((claim): RuleFault[] => {
        const earlier = seen.get(claim.identity);
        if (earlier === undefined) seen.set(claim.identity, claim);
        if (earlier === undefined) return [];
        const alias = claim.path === earlier.path ? '' : ` (${claim.path} and ${earlier.path} are the same place)`;
        const message = `"${claim.gateway}" and "${earlier.gateway}" share the ${NAMES[role]} ${claim.path}${alias}`;
        return [
          {
            gateways: [claim.gateway, earlier.gateway],
            message,
            pointers: [claim.pointer, earlier.pointer],
            fix: moveAway(claim, earlier, input),
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
  find: (input) => {
    const states = new Map(pathClaims(input, 'stateDir').map((claim) => [claim.identity, claim]));
    const own = new Map(pathClaims(input, 'stateDir').map(({ gateway, identity }) => [gateway, identity]));
    const roles: readonly PathRole[] = ['stateDir', 'config', 'workspace'];
    return roles
      .flatMap((role) => pathClaims(input, role))
      .flatMap((claim): RuleFault[] => {
        const above = ancestors(claim.identity).slice(claim.role === 'stateDir' ? 1 : 0);
        const owner = above
          .map((path) => states.get(path))
          .find((state) => state !== undefined && state.gateway !== claim.gateway && state.identity !== own.get(claim.gateway));
        if (owner === undefined) return [];
        const message = `the ${NAMES[claim.role]} ${claim.path} of "${claim.gateway}" lies inside the state folder of "${owner.gateway}", ${owner.path}`;
        return [
          {
            gateways: [claim.gateway, owner.gateway],
            message,
            pointers: [claim.pointer, owner.pointer],
            fix: moveAway(claim, owner, input),
          },
        ];
      });
  },
  page: {
    why: 'Resetting, backing up or deleting the outer gateway takes the inner one with it.',
    mend: 'Keep the folders of different gateways side by side.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "workspace": "~/.omniclaw-main/workspace-rescue" } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "workspace": "~/.omniclaw-rescue/workspace" } } }',
  },
};

export const systemPath: Rule = {
  code: 'OC306',
  severity: 'error',
  title: 'a state folder or workspace is the home, a system folder or a temporary one',
  scope: 'fleet',
  find: (input) =>
    [...pathClaims(input, 'stateDir'), ...pathClaims(input, 'workspace')].flatMap((claim): RuleFault[] => {
      const what = whatIsWrong(claim, input.host);
      if (what === null) return [];
      const message = `the ${NAMES[claim.role]} of "${claim.gateway}" is ${claim.path}, ${what}`;
      return [{ gateways: [claim.gateway], message, pointers: [claim.pointer], fix: backToDefault(claim, input) }];
    }),
  page: {
    why: 'A gateway makes its state folder private, and a purge deletes it with everything inside. Temporary folders are emptied by the system.',
    mend: "Use a folder below the home, best the one that follows from the gateway's name.",
    bad: '{ "gateways": { "main": { "port": 18789, "stateDir": "~" } } }',
    good: '{ "gateways": { "main": { "port": 18789, "stateDir": "~/gateways/main" } } }',
  },
};

/** Folders of the system. Source: Filesystem Hierarchy Standard 3.0 and macOS hier(7). */
const SYSTEM_FOLDERS = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib32',
  '/lib64',
  '/proc',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/System',
  '/Library',
  '/private/etc',
  '/cores',
];
const EXACT_FOLDERS = [
  '/',
  '/home',
  '/Users',
  '/root',
  '/var',
  '/opt',
  '/srv',
  '/mnt',
  '/media',
  '/private',
  '/private/var',
  '/Applications',
  '/Volumes',
  '/lost+found',
];
const TEMPORARY_FOLDERS = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp', '/dev/shm'];

function whatIsWrong({ path, identity }: PathClaim, { home }: Host): string | null {
  for (const place of [path, identity]) {
    if (place === home) return 'the home folder itself';
    if (home.startsWith(`${place === '/' ? '' : place}/`)) return 'a folder above the home folder';
    if (TEMPORARY_FOLDERS.includes(place)) return 'a temporary folder';
    if (EXACT_FOLDERS.includes(place) || ancestors(place).some((one) => SYSTEM_FOLDERS.includes(one) && !home.startsWith(one)))
      return 'a system folder';
  }
  return null;
}

function pathClaims({ claims }: RuleInput, role: PathRole): PathClaim[] {
  return claims.filter((claim) => claim.kind === 'path').filter((claim) => claim.role === role);
}

/** Moves the one of the two whose place the fleet file names; the later one when both do. */
function moveAway(later: PathClaim, earlier: PathClaim, input: RuleInput): Fix {
  const isWritten = ({ gateway, pointer: place }: PathClaim) => place !== pointer('gateways', gateway);
  return backToDefault(isWritten(later) || !isWritten(earlier) ? later : earlier, input);
}

function backToDefault({ gateway, role }: PathClaim, { gateways, host }: RuleInput): Fix {
  const derived = gateways.find(({ name }) => name === gateway);
  if (derived === undefined) return { description: `give "${gateway}" a folder of its own`, edits: [] };
  const usual = defaultPaths(derived.spec, host, role === 'stateDir' ? null : derived.paths.stateDir)[role];
  const shown = usual.startsWith(`${host.home}/`) ? `~${usual.slice(host.home.length)}` : usual;
  return {
    description: `set ${KEYS[role]} of "${gateway}" to "${shown}"`,
    edits: [{ pointer: pointer('gateways', gateway, KEYS[role]), value: shown }],
  };
}
