import { readFile } from 'node:fs/promises';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import validate from '../load/generated/validate-host-state.js';
import { writeFileSafely } from '../os/write-file.ts';
import type { HostState } from '../plan/host-state.ts';
import { quoted } from '../plan/visible.ts';

/** Keeps what was seen of a host. It holds no secret, but paths and command lines: for the owner only. */
export async function saveHostState(path: string, seen: HostState): Promise<void> {
  await writeFileSafely(path, `${JSON.stringify(seen, null, 2)}\n`, 0o600);
}

/** Reads what `--save-host-state` has written. Throws OCE_UNREADABLE, saying what is wrong. */
export async function readHostState(path: string): Promise<HostState> {
  const value = parse(await readText(path), path);
  if (!validate(value)) {
    const [{ instancePath = '', message = '' } = {}] = validate.errors ?? [];
    throw refuse(path, `is not a recorded host state: ${instancePath === '' ? 'it' : quoted(instancePath)} ${message}`);
  }
  return value;
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw refuse(path, `cannot be read: ${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'}`, cause);
  });
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(path, 'is not a recorded host state: it is no JSON', cause);
  }
}

function refuse(path: string, problem: string, cause?: unknown): OmniclawError {
  return new OmniclawError('OCE_UNREADABLE', `${quoted(path)} ${problem}`, { cause, hint: 'omniclaw plan --save-host-state FILE' });
}
