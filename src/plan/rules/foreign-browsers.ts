import { parseEndpoint } from '../../fleet/endpoint.ts';
import type { EndpointClaim } from '../claim.ts';
import { readFleetMarks } from '../fleet-marks.ts';
import type { BrowserSeen } from '../host-state.ts';
import type { HostRule, RuleFault, SeenHost } from '../rule.ts';
import { quoted } from '../visible.ts';

/** An endpoint of a gateway with the browser that answers there. */
type Answered = { readonly claim: EndpointClaim; readonly browser: BrowserSeen };

export const foreignBrowser: HostRule = {
  code: 'OC205',
  severity: 'error',
  title: 'the browser at an endpoint belongs to another gateway',
  scope: 'host',
  find: (input) => {
    const answers = new Map(input.seen.browsers.map((browser) => [browser.url, browser]));
    const answered = input.claims.flatMap((claim): Answered[] => {
      const browser = claim.kind === 'endpoint' ? answers.get(claim.url) : undefined;
      return claim.kind === 'endpoint' && browser?.state === 'answers' ? [{ claim, browser }] : [];
    });
    const { ownerOfPath } = readFleetMarks(input);
    return answered.flatMap((one, at): RuleFault[] => {
      const { claim, browser } = one;
      const folder = browser.userDataDir;
      const owner = folder === null ? undefined : ownerOfPath(folder);
      if (folder !== null && owner !== undefined && owner.name !== claim.gateway) return [describeOwned(one, owner.name, folder)];
      const undeclared = folder === null || owner !== undefined ? null : undeclaredFolder(folder, input.host.home);
      if (undeclared !== null) return [describeUndeclared(one, undeclared)];
      const same = answered.slice(0, at).find((other) => isSameBrowser(one, other));
      return same === undefined ? [] : [describeSame(one, same)];
    });
  },
  page: {
    why: "The gateway would drive a browser that another gateway has opened: it sees that one's tabs and uses its logins. Two browsers on one port are not noticed either, because the second one silently listens on the other loopback address.",
    mend: "Name the endpoint of a browser that is this gateway's own, or leave cdpUrl out so that the gateway starts one.",
    bad: '{ "gateways": { "main": { "port": 18789 }, "lab": { "port": 18909, "browser": { "profiles": { "x": { "cdpUrl": "http://127.0.0.1:9222" } } } } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "lab": { "port": 18909, "browser": { "profiles": { "x": { "cdpUrl": "http://127.0.0.1:9333" } } } } } }',
    seen: { bad: seenAt(9222), good: seenAt(9222) },
  },
};

function seenAt(port: number): SeenHost {
  return {
    words: `the browser on port ${port} has the logins of "main", in ~/.omniclaw-main/browser/work/user-data`,
    state: `{ "browsers": [{ "url": "http://127.0.0.1:${port}", "state": "answers", "id": "6f1f0a9c", "product": "Chrome/142.0", "userDataDir": "/home/ann/.omniclaw-main/browser/work/user-data", "pid": 4242 }] }`,
  };
}

/** OC201 compares how endpoints are written; this finds two addresses of one browser. */
function isSameBrowser(one: Answered, other: Answered): boolean {
  if (one.browser.id === null || one.browser.id !== other.browser.id || one.claim.gateway === other.claim.gateway) return false;
  const [a, b] = [parseEndpoint(one.claim.url), parseEndpoint(other.claim.url)];
  return a.kind === 'endpoint' && b.kind === 'endpoint' && !a.identities.some((identity) => b.identities.includes(identity));
}

/** The state folder in the home that a browser folder lies in, when it looks like that of a gateway. */
function undeclaredFolder(folder: string, home: string): string | null {
  const name = folder.startsWith(`${home}/`) ? (folder.slice(home.length + 1).split('/')[0] ?? '') : '';
  return /^\.(?:omniclaw|openclaw)(?:-|$)/.test(name) ? `${home}/${name}` : null;
}

function describeOwned({ claim, browser }: Answered, owner: string, folder: string): RuleFault {
  const message = `the browser at ${quoted(claim.url)} of ${quoted(claim.gateway)} belongs to ${quoted(owner)}: ${processOf(browser)} uses ${quoted(folder)}`;
  return { gateways: [claim.gateway, owner], message, pointers: [claim.pointer], fix: ownBrowser(claim) };
}

function describeUndeclared({ claim, browser }: Answered, folder: string): RuleFault {
  const message = `the browser at ${quoted(claim.url)} of ${quoted(claim.gateway)} belongs to a gateway that this fleet does not declare: ${processOf(browser)} uses ${quoted(folder)}`;
  return { gateways: [claim.gateway], message, pointers: [claim.pointer], fix: ownBrowser(claim) };
}

function describeSame({ claim }: Answered, { claim: other }: Answered): RuleFault {
  const message = `${quoted(claim.url)} of ${quoted(claim.gateway)} and ${quoted(other.url)} of ${quoted(other.gateway)} are one browser: both give the same browser id`;
  return { gateways: [claim.gateway, other.gateway], message, pointers: [claim.pointer, other.pointer], fix: ownBrowser(claim) };
}

function processOf({ pid, product }: BrowserSeen): string {
  const name = product === '' ? 'it' : product;
  return pid === null ? name : `${name}, process ${pid},`;
}

function ownBrowser({ gateway }: EndpointClaim) {
  return { description: `start a browser for ${quoted(gateway)} and name its endpoint, or remove the cdpUrl`, edits: [] };
}
