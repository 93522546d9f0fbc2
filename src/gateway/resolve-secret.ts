import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Json } from '../fleet/fleet-spec.ts';
import { SECRETS_FILE, secretKey } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { readFileSafely } from '../os/read-file.ts';

export type SecretSources = {
  readonly stateDir: string;
  readonly home: string;
  readonly environment: { readonly [name: string]: string | undefined };
};

const COMMAND_TIMEOUT_MS = 10_000;

/** The value of a literal or a reference. Throws OCE_CONFIG naming the reference, never the value. */
export async function resolveSecret(secret: Json, what: string, sources: SecretSources): Promise<string> {
  if (typeof secret === 'string') return secret;
  if (isJsonObject(secret)) {
    const { $env, $file, $command } = secret;
    if (typeof $env === 'string')
      return required(await fromEnvironment($env, sources), `${what}: the environment variable "${$env}" is neither stored nor set`);
    if (typeof $file === 'string') return fromFile($file, what, sources);
    if (Array.isArray($command) && $command.every((word) => typeof word === 'string')) return fromCommand($command, what, sources);
  }
  throw new OmniclawError('OCE_CONFIG', `${what} is neither text nor a reference to a secret`);
}

async function fromEnvironment(name: string, { stateDir, environment }: SecretSources): Promise<string> {
  const path = join(stateDir, SECRETS_FILE);
  const file = await readFileSafely(path);
  const parsed = file === null ? null : parseJson5(file.text);
  if (parsed !== null && !('value' in parsed)) throw new OmniclawError('OCE_CONFIG', `"${path}" is damaged`, { hint: 'omniclaw apply' });
  const stored = parsed !== null && isJsonObject(parsed.value) ? parsed.value[secretKey({ $env: name })] : undefined;
  return typeof stored === 'string' ? stored : (environment[name] ?? '');
}

async function fromFile(path: string, what: string, { stateDir, home }: SecretSources): Promise<string> {
  const absolute = path.startsWith('~/') ? join(home, path.slice(2)) : resolve(stateDir, path);
  const file = await readFileSafely(absolute);
  return required(trimNewline(file?.text ?? ''), `${what}: the file "${absolute}" is missing or empty`);
}

async function fromCommand(
  [program = '', ...args]: readonly string[],
  what: string,
  { home, environment }: SecretSources,
): Promise<string> {
  const env = { HOME: home, PATH: environment['PATH'] ?? '/usr/bin:/bin' };
  const { stdout } = await promisify(execFile)(program, args, { env, timeout: COMMAND_TIMEOUT_MS }).catch(() => ({ stdout: '' }));
  return required(trimNewline(stdout), `${what}: the command "${program}" failed or printed nothing`);
}

function required(value: string, problem: string): string {
  if (value === '') throw new OmniclawError('OCE_CONFIG', problem);
  return value;
}

function trimNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
