import { createHmac } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { type FileContent, readFileSafely } from '../os/read-file.ts';
import { cannotWrite } from '../os/set-mode.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { ObservedGateway } from '../plan/observed-gateway.ts';
import { readKey } from './key-file.ts';

/** Variables of the shell that runs us, where `$env` references are looked up. */
export type Environment = { readonly [name: string]: string | undefined };

/**
 * The stored values and what the references give now. A variable that is not set now keeps its stored value, so
 * that applying from another shell changes nothing. Throws OCE_SECRET when a value is neither set nor stored.
 */
export async function observeSecrets(desired: DesiredGateway, environment: Environment): Promise<ObservedGateway['secrets']> {
  const { id, keys } = desired.secrets;
  const file = await readFileSafely(id);
  if (file === null && keys.length === 0) return { stored: null, wanted: null };
  const instance = (await readKey(`${desired.stateDir}/${INSTANCE_SECRET_FILE}`)) ?? '';
  const common = { kind: 'secrets', gateway: desired.gateway, id } as const;
  const stored =
    file === null
      ? null
      : { ...common, mode: file.mode, keys: Object.keys(storedValues(id, file)), hash: hashSecrets(instance, file.text) };
  if (keys.length === 0) return { stored, wanted: null };
  const text = secretsText(wantedValues(desired, storedValues(id, file), environment));
  return { stored, wanted: { ...common, mode: 0o600, keys, hash: hashSecrets(instance, text) } };
}

/** Writes the values of the references, or removes the file when none is left. */
export async function applySecrets(desired: DesiredGateway, environment: Environment): Promise<void> {
  const { id, keys } = desired.secrets;
  const file = await readFileSafely(id);
  if (keys.length > 0) await writeFileSafely(id, secretsText(wantedValues(desired, storedValues(id, file), environment)), 0o600);
  else if (file !== null) await removeFile(id);
}

/** What the gateway reports as `secretsHash` for the file as it is now; empty when there is none. */
export async function storedSecretsHash(desired: DesiredGateway): Promise<string> {
  return (await observeSecrets({ ...desired, secrets: { ...desired.secrets, keys: [] } }, {})).stored?.hash ?? '';
}

async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((cause: unknown) => {
    throw cannotWrite(path, cause);
  });
}

function wantedValues(desired: DesiredGateway, stored: Map<string, string>, environment: Environment): Map<string, string> {
  const values = desired.secrets.keys.map((key): [string, string | undefined] => [
    key,
    environment[key.slice('env:'.length)] || stored.get(key),
  ]);
  const missing = values.flatMap(([key, value]) => (value === undefined ? [key.slice('env:'.length)] : []));
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ');
    throw new OmniclawError('OCE_SECRET', `the environment variable ${names} is not set, and gateway "${desired.gateway}" needs it`, {
      hint: missing.map((name) => `export ${name}=...`).join(' '),
    });
  }
  return new Map(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

function storedValues(path: string, file: FileContent | null): Map<string, string> {
  if (file === null) return new Map();
  const damaged = (cause?: unknown) =>
    new OmniclawError('OCE_OBSERVE', `"${path}" is damaged`, { hint: `rm ${JSON.stringify(path)}`, cause });
  const value = parseOr(file.text, damaged);
  if (value === null || typeof value !== 'object') throw damaged();
  return new Map(Object.entries(value).map(([key, inner]) => [key, String(inner)]));
}

function parseOr(text: string, refuse: (cause: unknown) => OmniclawError): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(cause);
  }
}

function secretsText(values: ReadonlyMap<string, string>): string {
  return `${JSON.stringify(Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
}

function hashSecrets(instance: string, text: string): string {
  return createHmac('sha256', instance).update(text).digest('hex');
}
