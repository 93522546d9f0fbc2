import type { PathClaim, PathRole } from '../claim.ts';
import type { PathSeen } from '../host-state.ts';
import type { HostRule, HostRuleInput, RuleFault, SeenHost } from '../rule.ts';
import { isManaged } from '../seen-driver.ts';
import { shellWord } from '../shell-word.ts';
import { quoted } from '../visible.ts';
import { PATH_NAMES } from './paths.ts';

const stateFolder = (words: string, kind: PathSeen['kind'], mode: number): SeenHost => ({
  words: `~/.omniclaw-main ${words}`,
  state: `{ "paths": [{ "path": "/home/ann/.omniclaw-main", "identity": "/home/ann/.omniclaw-main", "kind": "${kind}", "owner": "us", "mode": ${mode}, "file": "1:2", "openFolder": null, "syncedBy": null }] }`,
});

/** A claimed path as it is. */
type Looked = { readonly claim: PathClaim; readonly path: PathSeen };

export const wrongKind: HostRule = {
  code: 'OC307',
  severity: 'error',
  title: 'a path leads to something that a gateway cannot use, or that is not its own',
  scope: 'host',
  find: (input) => {
    const wrong: string[] = [];
    // Apply makes the state folder of a gateway private, whatever it is now.
    const mended = new Set(input.gateways.filter(isManaged).map(({ paths }) => paths.stateDir));
    return lookedAt(input).flatMap(({ claim, path }): RuleFault[] => {
      const openFolder = path.openFolder !== null && mended.has(path.openFolder) ? null : path.openFolder;
      const found = whatIsWrong(claim, { ...path, openFolder });
      // What is wrong with a folder is wrong with everything in it: one cause.
      if (found === null || wrong.some((folder) => path.path === folder || path.path.startsWith(`${folder}/`))) return [];
      wrong.push(path.path);
      return [describe(claim, found)];
    });
  },
  page: {
    why: 'A gateway that writes into a pipe hangs, and one whose folder is a file cannot start. In a folder that others own, or may rename things in, they can put their own config, and with it their own commands, in the place of yours.',
    mend: 'Move what is in the way, or name another place; take the rights of others away from the folder above.',
    bad: '{ "gateways": { "main": { "port": 18789 } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
    seen: { bad: stateFolder('is a pipe', 'fifo', 0o600), good: stateFolder('is a folder of your own', 'folder', 0o700) },
  },
};

export const loosePath: HostRule = {
  code: 'OC308',
  severity: 'warning',
  title: 'others can read what is private, or a sync program copies it',
  scope: 'host',
  find: (input) => {
    const synced = new Set<string>();
    return lookedAt(input).flatMap(({ claim, path }): RuleFault[] => {
      const isFirst = path.syncedBy !== null && !synced.has(JSON.stringify([claim.gateway, path.syncedBy]));
      if (isFirst) synced.add(JSON.stringify([claim.gateway, path.syncedBy]));
      const found = [looseness(claim, path), isFirst ? syncedPlace(claim, path.syncedBy ?? '') : null];
      return found.flatMap((one) => (one === null ? [] : [describe(claim, one)]));
    });
  },
  page: {
    why: 'Sessions, tokens and logins lie there in clear text. A sync program also brings back old files while the gateway writes new ones, and hands the folder to other machines.',
    mend: 'Take the rights of others away with chmod: 700 for folders, 600 for files. Keep gateways out of synced folders.',
    bad: '{ "gateways": { "main": { "port": 18789 } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
    seen: { bad: stateFolder('has the mode 0755', 'folder', 0o755), good: stateFolder('has the mode 0700', 'folder', 0o700) },
  },
};

function lookedAt({ claims, seen }: HostRuleInput): Looked[] {
  const known = new Map(seen.paths.map((path) => [path.path, path]));
  return claims.flatMap((claim): Looked[] => {
    const path = claim.kind === 'path' ? known.get(claim.path) : undefined;
    return claim.kind !== 'path' || path === undefined ? [] : [{ claim, path }];
  });
}

/** What is wrong, as the end of a sentence, and what to do. */
type Trouble = { readonly what: string; readonly fix: string };

const KINDS: { readonly [kind in PathSeen['kind']]: string } = {
  folder: 'is a folder',
  file: 'is a file',
  fifo: 'is a pipe',
  socket: 'is a socket',
  device: 'is a device',
  dangling: 'is a link that leads nowhere',
  'below-file': 'lies below something that is no folder',
  absent: '',
  unknown: '',
};

function whatIsWrong(claim: PathClaim, { path, kind, owner, openFolder }: PathSeen): Trouble | null {
  const word = shellWord(path);
  const wanted = isFile(claim.role) ? 'file' : 'folder';
  if (KINDS[kind] !== '' && kind !== wanted) {
    const fix =
      kind === 'dangling'
        ? `remove the link ("rm ${word}")`
        : kind === 'below-file'
          ? 'name another place'
          : `move it away ("mv ${word} ${shellWord(`${path}.old`)}")`;
    return { what: `${KINDS[kind]}, and it has to be a ${wanted}`, fix };
  }
  if (owner === 'other')
    return { what: 'belongs to another user', fix: `name another place, or take it over ("sudo chown -R $(id -u) ${word}")` };
  if (openFolder === null) return null;
  return {
    what: `lies in ${quoted(openFolder)}, where others may replace it`,
    fix: `take that right away ("chmod go-w ${shellWord(openFolder)}")`,
  };
}

/** A workspace may be a folder that others read, but never one that they write: what stands there is what agents obey. */
function looseness({ role }: PathClaim, { path, kind, owner, mode }: PathSeen): Trouble | null {
  if (owner !== 'us' || kind !== (isFile(role) ? 'file' : 'folder')) return null;
  const open = mode & (role === 'workspace' || role === 'log' ? 0o022 : 0o077);
  if (open === 0) return null;
  const right = (open & 0o022) === 0 ? 'read' : 'change';
  return {
    what: `can be ${right === 'read' ? 'read' : 'changed'} by others (mode ${octal(mode)})`,
    fix: `take the rights of others away ("chmod ${role === 'workspace' || role === 'log' ? 'go-w' : isFile(role) ? '600' : '700'} ${shellWord(path)}")`,
  };
}

function syncedPlace({ role }: PathClaim, folder: string): Trouble {
  return {
    what: `lies in ${quoted(folder)}, which a sync program copies`,
    fix: `name a ${PATH_NAMES[role]} outside of it, or exclude it from the sync`,
  };
}

function describe({ role, path, gateway, pointer }: PathClaim, { what, fix }: Trouble): RuleFault {
  return {
    gateways: [gateway],
    message: `the ${PATH_NAMES[role]} ${quoted(path)} of ${quoted(gateway)} ${what}`,
    pointers: [pointer],
    fix: { description: fix, edits: [] },
  };
}

function isFile(role: PathRole): boolean {
  return role === 'config' || role === 'log';
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(4, '0');
}
