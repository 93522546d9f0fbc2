import { closeSync, constants, openSync } from 'node:fs';
import { platform } from 'node:os';
import { basename, dirname } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** The kernel's limit on a socket path, less the closing zero. Source: unix(7), 108 on Linux; 104 on macOS. */
const LIMIT_BYTES = platform() === 'linux' ? 107 : 103;

/** A path for a socket that the kernel accepts. `release` once the socket is bound or connected. */
export type SocketAddress = { readonly path: string; readonly release: () => void };

/** Long paths go through a descriptor of their folder, on Linux. Throws OCE_SUPERVISOR elsewhere. */
export function socketAddress(path: string): SocketAddress {
  if (Buffer.byteLength(path) <= LIMIT_BYTES) return { path, release: () => undefined };
  if (platform() !== 'linux') {
    throw new OmniclawError('OCE_SUPERVISOR', `the socket path "${path}" is longer than ${LIMIT_BYTES} bytes`, {
      hint: 'export XDG_STATE_HOME=/a/shorter/path',
    });
  }
  const descriptor = openSync(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: `/proc/self/fd/${descriptor}/${basename(path)}`, release: () => closeSync(descriptor) };
}
