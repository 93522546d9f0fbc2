import type { CredentialClaim } from '../claim.ts';
import { pointer } from '../finding.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { series } from '../series.ts';
import { quoted } from '../visible.ts';

export const sharedCredential: Rule = {
  code: 'OC501',
  severity: 'error',
  title: 'two gateways use the same channel credential',
  scope: 'fleet',
  find: (_, analysis) =>
    findShared(analysis, (claim) => claim.role !== 'gateway-token').map(({ later, earlier }) => ({
      gateways: [later.gateway, earlier.gateway],
      message: `${quoted(later.gateway)} and ${quoted(earlier.gateway)} use the same credential: ${series([...new Set([later.role, earlier.role])].map(quoted))}`,
      pointers: [later.pointer, earlier.pointer],
      fix: {
        description: `make a second account (for Telegram: a second bot) for ${quoted(later.gateway)} and name its credential`,
        edits: [],
      },
    })),
  page: {
    why: 'Two programs that use one bot account take the messages away from each other. Telegram answers the second poller with 409 Conflict, so messages go to one gateway or the other, or to none.',
    mend: 'Give each gateway an account of its own in each channel.',
    bad: '{ "gateways": { "main": { "port": 18789, "channels": { "telegram": { "botToken": { "$env": "BOT_TOKEN" } } } }, "lab": { "port": 18909, "channels": { "telegram": { "botToken": { "$env": "BOT_TOKEN" } } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "channels": { "telegram": { "botToken": { "$env": "BOT_TOKEN" } } } }, "lab": { "port": 18909, "channels": { "telegram": { "botToken": { "$env": "LAB_BOT_TOKEN" } } } } } }',
  },
};

export const sharedGatewayToken: Rule = {
  code: 'OC502',
  severity: 'warning',
  title: 'two gateways have the same gateway token',
  scope: 'fleet',
  find: (_, analysis) =>
    findShared(analysis, (claim) => claim.role === 'gateway-token').map(({ later, earlier }) => ({
      gateways: [later.gateway, earlier.gateway],
      message: `${quoted(later.gateway)} and ${quoted(earlier.gateway)} accept the same token`,
      pointers: [later.pointer, earlier.pointer],
      fix: { description: `name another token for ${quoted(later.gateway)}, or leave it out and one is made`, edits: [] },
    })),
  page: {
    why: 'Whoever has the token of one gateway can use the other, and a client that talks to the wrong port is not turned away.',
    mend: 'Leave auth.token out: each gateway then gets a random one of its own.',
    bad: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "TOKEN" } } }, "lab": { "port": 18909, "auth": { "token": { "$env": "TOKEN" } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "TOKEN" } } }, "lab": { "port": 18909 } } }',
  },
};

type SharedClaim = { readonly later: CredentialClaim; readonly earlier: CredentialClaim };

/** Each gateway with the first one before it that has the same credential; two gateways that share several are named once. */
function findShared({ claims }: FleetAnalysis, isMeant: (claim: CredentialClaim) => boolean): SharedClaim[] {
  const first = new Map<string, CredentialClaim>();
  const reported = new Set<string>();
  return claims.credential.flatMap((claim): SharedClaim[] => {
    if (!isMeant(claim)) return [];
    const earlier = first.get(claim.identity);
    if (earlier === undefined) first.set(claim.identity, claim);
    if (earlier === undefined || earlier.gateway === claim.gateway) return [];
    const pair = JSON.stringify([claim.gateway, earlier.gateway]);
    if (reported.has(pair)) return [];
    reported.add(pair);
    return [{ later: claim, earlier }];
  });
}

/** Shortest token that is worth its name: 24 characters of a random text are beyond guessing. */
const SHORTEST_TOKEN = 24;

const PLACEHOLDER =
  /^(?:undefined|null|none|nil|todo|tbd|xxx+|\*+|\.+|<.*>|\[.*\]|\{.*\})$|change[-_ ]?(?:me|it)|your[-_ ]|(?:^|[-_ ])(?:token|secret|password|example|placeholder|dummy|test)(?:[-_ ]?here)?$|^(?:token|secret|password)/i;

export const weakToken: Rule = {
  code: 'OC505',
  severity: 'warning',
  title: 'a gateway token is short, blank or a placeholder',
  scope: 'fleet',
  find: ({ gateways }) =>
    gateways.flatMap(({ name, spec: { auth, state } }): RuleFault[] => {
      if (state === 'absent' || auth.mode !== 'token' || typeof auth.token !== 'string') return [];
      const what = weakness(auth.token);
      if (what === null) return [];
      return [
        {
          gateways: [name],
          message: `the token of ${quoted(name)} is ${what}`,
          pointers: [pointer('gateways', name, 'auth', 'token')],
          fix: { description: 'remove auth.token: a random token is made and kept in the state folder', edits: [] },
        },
      ];
    }),
  page: {
    why: 'A token that can be guessed is no token: the gateway then does whatever the one who guesses it says.',
    mend: 'Leave auth.token out, or name a random one of at least 24 characters by env(), file() or command().',
    bad: '{ "gateways": { "main": { "port": 18789, "auth": { "token": "changeme" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "MAIN_TOKEN" } } } } }',
  },
};

/** What is wrong with a token, in words that do not show it; `null`: nothing. */
function weakness(token: string): string | null {
  const text = token.trim();
  if (/^\$\{[A-Za-z_]\w*\}$/.test(text)) return null;
  if (text === '') return 'blank';
  if (PLACEHOLDER.test(text)) return 'a placeholder';
  return text.length < SHORTEST_TOKEN ? `shorter than ${SHORTEST_TOKEN} characters` : null;
}
