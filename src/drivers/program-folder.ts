import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { readFileSafely } from '../os/read-file.ts';
import { cannotWrite } from '../os/set-mode.ts';
import type { ProgramResource } from '../plan/resource.ts';
import type { Environment } from './secrets-file.ts';

/** The release when it is installed as a whole; `null`: it is not. */
export async function observeProgram(wanted: ProgramResource): Promise<ProgramResource | null> {
  const file = await readFileSafely(join(wanted.id, 'node_modules', wanted.packageName, 'package.json'));
  const value = file === null ? undefined : parseJson(file.text);
  return value !== undefined && isJsonObject(value) && value['version'] === wanted.version ? wanted : null;
}

/** Installations under way: two gateways of one release wait for the same one. */
const underWay = new Map<string, Promise<void>>();

/**
 * Installs the release with npm, without running any script of the packages: beside its place first, and in its place only
 * when it is whole, so that a release is there or is not.
 */
export async function applyProgram(wanted: ProgramResource, environment: Environment): Promise<void> {
  const known = underWay.get(wanted.id);
  if (known !== undefined) return known;
  const work = install(wanted, environment).finally(() => underWay.delete(wanted.id));
  underWay.set(wanted.id, work);
  return work;
}

async function install(wanted: ProgramResource, environment: Environment): Promise<void> {
  if ((await observeProgram(wanted)) !== null) return;
  await removeLeftovers(wanted.id);
  const place = `${wanted.id}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await runNpm(wanted, place, environment);
    if (existsSync(wanted.id)) await rm(wanted.id, { recursive: true });
    await rename(place, wanted.id);
  } catch (cause) {
    throw cause instanceof OmniclawError ? cause : cannotWrite(wanted.id, cause);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** What an apply that was killed in the middle of an installation has left. */
async function removeLeftovers(place: string): Promise<void> {
  if (!existsSync(dirname(place))) return;
  const names = await readdir(dirname(place));
  const left = names.filter((name) => name.startsWith(`${basename(place)}.`) && name.endsWith('.new'));
  for (const name of left) await rm(join(dirname(place), name), { recursive: true, force: true });
}

const TIMEOUT_MS = 15 * 60_000;

async function runNpm({ packageName, version }: ProgramResource, place: string, environment: Environment): Promise<void> {
  const { execFile } = await import('node:child_process');
  const spec = `${packageName}@${version}`;
  const words = ['install', '--prefix', place, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error', spec];
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => PASSED.test(name)));
  return new Promise((resolve, reject) => {
    execFile('npm', words, { env, cwd: place, timeout: TIMEOUT_MS, maxBuffer: 8 * 1024 * 1024 }, (cause, _stdout, stderr) => {
      if (cause === null) return resolve();
      const said = stderr.split('\n').find((line) => line.trim() !== '') ?? cause.message;
      const hint = `npm view ${spec} version`;
      reject(new OmniclawError('OCE_PROGRAM', `${spec} could not be installed: ${said.trim().slice(0, 300)}`, { cause, hint }));
    });
  });
}

/** What npm needs of the shell: where it is, whose settings it reads, and how it gets out. */
const PASSED = /^(?:HOME|PATH|USER|TMPDIR|LANG|LC_ALL|NODE_EXTRA_CA_CERTS|npm_config_.*|(?:https?|all|no)_proxy)$/i;
