import { createHmac, randomBytes } from 'node:crypto';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter } from 'node:path';
import type { SecretReference } from '../../fleet/fleet-schema.ts';
import { SECRETS_FILE, secretKey } from '../../fleet/gateway-proof.ts';
import type { Host } from '../../fleet/host.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import { hasErrno } from '../../os/errno.ts';
import { CONFIG_TOKEN } from '../../plan/collect-claims.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import type { SecretSeen } from '../../plan/host-state.ts';
import { absolutePath } from '../../plan/normal-path.ts';
import { type SecretPlace, secretPlaces } from '../../plan/secret-places.ts';
import { quoted } from '../../plan/visible.ts';
import { textOf } from '../sightings/sighted.ts';
import { readConfigTokens } from './config-tokens.ts';

type Environment = { readonly [name: string]: string | undefined };

/** What a reference gives. Values stay here. */
type Answer = { readonly value: string } | { readonly state: 'missing' | 'unknown'; readonly problem: string };

/**
 * Whether the secret references of gateways resolve, and which of them are the same secret. Programs are looked for and
 * not run: planning must not ask for a passphrase.
 */
export async function observeSecrets(gateways: readonly DerivedGateway[], host: Host, environment: Environment): Promise<SecretSeen[]> {
  const places = new Map(secretPlaces(gateways, host).map((place) => [JSON.stringify([place.gateway, place.identity]), place]));
  const tokens = await readConfigTokens(gateways, host);
  if (places.size === 0 && tokens.length < 2) return [];
  const salt = randomBytes(32);
  const print = (value: string): string => createHmac('sha256', salt).update(value).digest('hex').slice(0, 16);
  const own = tokens.map(({ gateway, token }): SecretSeen => {
    return { gateway, reference: CONFIG_TOKEN, state: 'resolves', problem: '', fingerprint: print(token) };
  });
  const stateDirs = new Map(gateways.map(({ name, paths }) => [name, paths.stateDir]));
  const referred = await Promise.all(
    [...places.values()].map(async (place): Promise<SecretSeen> => {
      const answer = await resolve(place, { host, environment, stateDir: stateDirs.get(place.gateway) ?? '' });
      const { gateway, identity: reference } = place;
      if (!('value' in answer)) return { gateway, reference, ...answer, fingerprint: null };
      return { gateway, reference, state: 'resolves', problem: '', fingerprint: print(answer.value) };
    }),
  );
  return [...referred, ...own];
}

type Sources = { readonly host: Host; readonly environment: Environment; readonly stateDir: string };

async function resolve({ reference }: SecretPlace, sources: Sources): Promise<Answer> {
  if ('$env' in reference) return fromEnvironment(reference, sources);
  if ('$file' in reference) return fromFile(absolutePath(reference.$file, sources.host));
  return findProgram(reference.$command[0] ?? '', sources.environment);
}

/** A value that apply has stored before is used when the variable is not set now. */
async function fromEnvironment(reference: Extract<SecretReference, { $env: string }>, { environment, stateDir }: Sources): Promise<Answer> {
  const value = environment[reference.$env] ?? '';
  return value === '' ? fromStore(`${stateDir}/${SECRETS_FILE}`, reference) : { value };
}

async function fromStore(path: string, reference: Extract<SecretReference, { $env: string }>): Promise<Answer> {
  const { text, refused } = await textOf(path);
  if (refused !== null) return { state: 'unknown', problem: refused };
  const parsed = text === null ? null : parseJson5(text);
  const stored = parsed !== null && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value[secretKey(reference)] : undefined;
  return typeof stored === 'string' && stored !== ''
    ? { value: stored }
    : missing(`the environment variable ${quoted(reference.$env)} is not set`);
}

async function fromFile(path: string): Promise<Answer> {
  const { text, refused } = await textOf(path);
  if (refused !== null) return missing(`the file ${quoted(path)} cannot be read`);
  if (text === null) return missing(`the file ${quoted(path)} does not exist`);
  const value = text.replace(/\r?\n$/, '');
  return value === '' ? missing(`the file ${quoted(path)} is empty`) : { value };
}

function findProgram(program: string, environment: Environment): Answer {
  const folders = program.includes('/')
    ? ['']
    : (environment['PATH'] ?? '/usr/bin:/bin').split(delimiter).map((folder) => `${folder || '.'}/`);
  if (folders.some((folder) => isProgram(`${folder}${program}`))) return { state: 'unknown', problem: '' };
  return missing(`the program ${quoted(program)} is not found`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'ENAMETOOLONG'].some((name) => hasErrno(cause, name))) return false;
    throw cause;
  }
}

function missing(problem: string): Answer {
  return { state: 'missing', problem };
}
