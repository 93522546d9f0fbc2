/** Whether the secrets that gateways are about to use can be had, asked before anything is written. What they are is not kept. */
import { join } from 'node:path';
import type { SecretReference } from '../fleet/fleet-schema.ts';
import { maskCommand } from '../fleet/mask-command.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { readFileSafely } from '../os/read-file.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { Blocked } from '../plan/plan.ts';
import { visitLeaves } from '../plan/secret-reference.ts';

type Problem = Pick<Blocked, 'message' | 'hint'>;

const COMMAND_TIMEOUT_MS = 10_000;

/**
 * Every reference to a file or a program that does not resolve, of all these gateways. A program is run once, as the gateway
 * would run it; one after the other, because each may ask somebody for a passphrase. Variables are looked at by `observe`.
 */
export async function checkSecrets(gateways: readonly DesiredGateway[]): Promise<Blocked[]> {
  const answers = new Map<string, Problem | null>();
  const blocked: Blocked[] = [];
  for (const desired of gateways) {
    for (const { reference, place } of referencesOf(desired)) {
      const key = JSON.stringify([reference, desired.service.program.env]);
      const problem = answers.has(key) ? (answers.get(key) ?? null) : await resolve(reference, desired);
      answers.set(key, problem);
      if (problem !== null) blocked.push({ gateway: desired.gateway, message: `${place}: ${problem.message}`, hint: problem.hint });
    }
  }
  return blocked;
}

function referencesOf({ config }: DesiredGateway): { readonly reference: SecretReference; readonly place: string }[] {
  const found: { readonly reference: SecretReference; readonly place: string }[] = [];
  for (const { path, value } of config.fields) {
    visitLeaves(value, path, (leaf, keys) => {
      if (typeof leaf !== 'string') found.push({ reference: leaf, place: keys.join('.') });
    });
  }
  return found;
}

/** `null`: it resolves. */
async function resolve(reference: SecretReference, desired: DesiredGateway): Promise<Problem | null> {
  if ('$file' in reference) return resolveFile(reference.$file, desired);
  return '$command' in reference ? resolveCommand(reference.$command, desired) : null;
}

async function resolveFile(name: string, { keys, service: { program } }: DesiredGateway): Promise<Problem | null> {
  const path = name.startsWith('~/') ? join(program.env['HOME'] ?? '', name.slice(2)) : name;
  // Keys are made by this very apply.
  if (keys.some(({ id }) => id === path)) return null;
  const hint = `ls -l ${JSON.stringify(path)}`;
  try {
    const file = await readFileSafely(path);
    return (file?.text ?? '').trimEnd() === '' ? { message: `the file "${path}" is ${file === null ? 'missing' : 'empty'}`, hint } : null;
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return { message: thrown.message, hint };
    throw thrown;
  }
}

async function resolveCommand(command: readonly string[], { service: { program } }: DesiredGateway): Promise<Problem | null> {
  const [name = '', ...args] = command;
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  const env = { HOME: program.env['HOME'] ?? '', PATH: program.env['PATH'] ?? '/usr/bin:/bin' };
  const { stdout } = await promisify(execFile)(name, args, { env, timeout: COMMAND_TIMEOUT_MS }).catch(() => ({ stdout: '' }));
  if (stdout.trimEnd() !== '') return null;
  return { message: `the program "${name}" failed or printed nothing`, hint: maskCommand(command) };
}
