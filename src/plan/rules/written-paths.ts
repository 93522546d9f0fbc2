import type { PathClaim } from '../claim.ts';
import type { Fix } from '../finding.ts';
import { normalPath } from '../normal-path.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const unclearPath: Rule = {
  code: 'OC305',
  severity: 'warning',
  title: 'a path depends on where the fleet file lies, or leaves the home folder by ".."',
  scope: 'fleet',
  find: ({ host }, { claims }) => {
    const reported = new Set<string>();
    return claims.path.flatMap((claim): RuleFault[] => {
      if (claim.written === null || reported.has(claim.pointer)) return [];
      const what = whatIsUnclear(claim.written, normalPath(host.home), claim.path);
      if (what === null) return [];
      reported.add(claim.pointer);
      return [
        {
          gateways: [claim.gateway],
          message: `${quoted(claim.written)} of ${quoted(claim.gateway)} ${what}: it means ${quoted(claim.path)}`,
          pointers: [claim.pointer],
          fix: spellOut(claim, host.home),
        },
      ];
    });
  },
  page: {
    why: 'A relative path means another folder as soon as the fleet file moves, for example to ~/.config. A "$HOME" is not replaced, and ".." hides where a path really leads.',
    mend: 'Write the path from the home folder, "~/...", or from the root.',
    bad: '{ "gateways": { "main": { "port": 18789, "workspace": "work/main" } } }',
    good: '{ "gateways": { "main": { "port": 18789, "workspace": "~/work/main" } } }',
  },
};

function whatIsUnclear(written: string, home: string, path: string): string | null {
  if (/\$(?:\{)?[A-Za-z_]/.test(written)) return 'holds a variable, and variables in paths are not replaced';
  if (!written.startsWith('/') && !written.startsWith('~')) return 'is relative to the folder of the fleet file';
  const climbs = written.split('/').includes('..');
  return climbs && written.startsWith('~') && path !== home && !path.startsWith(`${home}/`) ? 'leaves the home folder by ".."' : null;
}

function spellOut({ path, written, pointer: place, gateway }: PathClaim, home: string): Fix {
  if (written?.includes('$') === true) return { description: `write the path of ${quoted(gateway)} without a variable`, edits: [] };
  const shown = path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
  return { description: `write ${quoted(shown)}`, edits: [{ pointer: place, value: shown }] };
}

export const sharedLogFile: Rule = {
  code: 'OC309',
  severity: 'warning',
  title: 'two gateways write to the same log file',
  scope: 'fleet',
  find: (_, { claims }) => {
    const seen = new Map<string, PathClaim>();
    return claims.path.flatMap((claim): RuleFault[] => {
      if (claim.role !== 'log') return [];
      const earlier = seen.get(claim.identity);
      if (earlier === undefined) seen.set(claim.identity, claim);
      if (earlier === undefined || earlier.gateway === claim.gateway) return [];
      return [
        {
          gateways: [claim.gateway, earlier.gateway],
          message: `${quoted(claim.gateway)} and ${quoted(earlier.gateway)} write to the same log file ${quoted(claim.path)}`,
          pointers: [claim.pointer, earlier.pointer],
          fix: { description: `name another file for ${quoted(claim.gateway)}, or leave it out`, edits: [] },
        },
      ];
    });
  },
  page: {
    why: 'Lines of two gateways are mixed, and when one of them rotates the file, the other goes on writing into the old one.',
    mend: 'Leave logging.file out: the log then lies in the state folder.',
    bad: '{ "gateways": { "main": { "port": 18789, "config": { "logging": { "file": "~/gateway.log" } } }, "lab": { "port": 18909, "config": { "logging": { "file": "~/./gateway.log" } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "config": { "logging": { "file": "~/main.log" } } }, "lab": { "port": 18909 } } }',
  },
};

export const sharedBrowserFolder: Rule = {
  code: 'OC206',
  severity: 'error',
  title: 'two browsers use the same user data folder',
  scope: 'fleet',
  find: (_, { claims }) => {
    const seen = new Map<string, PathClaim[]>();
    return claims.path.flatMap((claim): RuleFault[] => {
      if (claim.role !== 'browser') return [];
      const others = seen.get(claim.identity) ?? [];
      seen.set(claim.identity, [...others, claim]);
      // Folders that nobody names are shared only when the state folder is, and that is OC301.
      const earlier = others.find((other) => other.written !== null || claim.written !== null);
      if (earlier === undefined) return [];
      const who =
        earlier.gateway === claim.gateway
          ? `two browsers of ${quoted(claim.gateway)}`
          : `browsers of ${quoted(claim.gateway)} and ${quoted(earlier.gateway)}`;
      return [
        {
          gateways: [...new Set([claim.gateway, earlier.gateway])],
          message: `${who} use the same user data folder ${quoted(claim.path)}`,
          pointers: [claim.pointer, earlier.pointer],
          fix: {
            description: `remove userDataDir of ${quoted(claim.written === null ? earlier.gateway : claim.gateway)}: it then lies in the state folder`,
            edits: [],
          },
        },
      ];
    });
  },
  page: {
    why: 'Chromium opens a user data folder once: the second start hands its window to the first browser and ends, so one gateway drives the browser, and the logins, of the other.',
    mend: 'Leave userDataDir out, or give each browser a folder of its own.',
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18800, "userDataDir": "~/chrome" } } } }, "lab": { "port": 18909, "browser": { "profiles": { "work": { "cdpPort": 18920, "userDataDir": "~/chrome/" } } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18800, "userDataDir": "~/chrome" } } } }, "lab": { "port": 18909, "browser": { "profiles": { "work": { "cdpPort": 18920 } } } } } }',
  },
};
