import { parseEndpoint } from '../fleet/endpoint.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { findListener } from '../os/listeners.ts';
import { readProc } from '../os/process-facts.ts';
import { readBrowserAddress } from './browser-endpoint.ts';
import { OWNER_ARGUMENT } from './browser-processes.ts';

/**
 * WebSocket address of a browser that runs elsewhere. Throws OCE_CONFIG when the endpoint is none, OCE_BROWSER when nothing
 * answers there, OCE_BROWSER_TAKEN when the browser behind it was started by another gateway of this host.
 */
export async function findRemoteBrowser(cdpUrl: string, stateDir: string): Promise<string> {
  const endpoint = parseEndpoint(cdpUrl);
  if (endpoint.kind === 'problem')
    throw new OmniclawError('OCE_CONFIG', `the "cdpUrl" of a browser ${endpoint.problem}`, { hint: 'omniclaw explain OC203' });
  if (endpoint.loopback) await requireNoOtherOwner(endpoint.port, stateDir);
  const url = new URL(cdpUrl);
  if (url.pathname.startsWith('/devtools/browser/')) return url.href;
  url.protocol = endpoint.secure ? 'https:' : 'http:';
  // A browser names the address that it was asked by, or its own loopback address: the way back is the way we came.
  const address = new URL(await readBrowserAddress(url.origin));
  address.host = url.host;
  address.protocol = endpoint.secure ? 'wss:' : 'ws:';
  return address.href;
}

/** The command line of a browser that a gateway started names that gateway. */
async function requireNoOtherOwner(port: number, stateDir: string): Promise<void> {
  const holder = await findListener(port);
  if (holder?.pid == null) return;
  const words = readProc(`/proc/${holder.pid}/cmdline`)?.split('\0') ?? holder.command.split(/ (?=--)/);
  const owner = words.find((word) => word.startsWith(OWNER_ARGUMENT))?.slice(OWNER_ARGUMENT.length);
  if (owner === undefined || owner === stateDir) return;
  throw new OmniclawError('OCE_BROWSER_TAKEN', `the browser on port ${port} belongs to the gateway of "${owner}"`, {
    hint: 'omniclaw explain OC205',
  });
}
