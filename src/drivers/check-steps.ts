/** What would make steps fail, found before the first of them is carried out: rights, space, programs. Reads only. */
import { accessSync, constants, existsSync, lstatSync, statfsSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import { hasErrno } from '../os/errno.ts';
import { type Blocked, type PlannedStep, startsProcess } from '../plan/plan.ts';
import { checkRelease } from './check-release.ts';

/** Every problem of every step, in the order of the steps. */
export async function checkSteps(steps: readonly PlannedStep[]): Promise<Blocked[]> {
  const coming = new Set(steps.flatMap((step) => (step.kind === 'program' ? [step.change.gateway] : [])));
  return [
    ...steps.flatMap((step) =>
      checkStep(step, coming.has(step.change.gateway) ? 'later' : 'now').map((problem) => ({ gateway: step.change.gateway, ...problem })),
    ),
    ...(await checkRelease(steps)),
    ...checkSpace(steps),
  ];
}

type Problem = Pick<Blocked, 'message' | 'hint'>;

/** `program`: `later` when a step before this one installs it. */
function checkStep(step: PlannedStep, program: 'now' | 'later'): Problem[] {
  if (step.kind === 'service') {
    const { argv } = step.resource.program;
    return startsProcess(step) ? checkPrograms(program === 'now' ? argv : argv.slice(0, 1)) : [];
  }
  return checkWritable(pathOf(step));
}

function pathOf(step: Exclude<PlannedStep, { kind: 'service' }>): string {
  if (step.kind === 'move') return step.to;
  return step.kind === 'port-lock' ? step.path : step.resource.id;
}

/** A file is replaced in its folder, so the folder counts; a missing folder is made in the nearest one that is there. */
function checkWritable(path: string): Problem[] {
  const folder = nearestFolder(dirname(path));
  const hint = `ls -ld ${JSON.stringify(folder)}`;
  if (!can(folder, constants.W_OK | constants.X_OK))
    return [{ message: `"${folder}" cannot be written to, and "${path}" goes there`, hint }];
  const owner = lstatSync(path, { throwIfNoEntry: false })?.uid ?? process.getuid?.();
  if (owner === process.getuid?.()) return [];
  return [{ message: `"${path}" belongs to another user`, hint: `ls -ld ${JSON.stringify(path)}` }];
}

function nearestFolder(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearestFolder(dirname(path));
}

/** The program and, when it is an interpreter with a script, the script. */
function checkPrograms(argv: readonly string[]): Problem[] {
  const [program = '', script = ''] = argv;
  const missing = [
    ...(can(program, constants.X_OK) ? [] : [`the program "${program}" cannot be run`]),
    ...(!script.startsWith('/') || can(script, constants.R_OK) ? [] : [`the program "${script}" cannot be read`]),
    ...(platform() !== 'linux' || FLOCK.some((path) => existsSync(path)) ? [] : ['the program "flock" is needed and is not installed']),
  ];
  return missing.map((message) => ({
    message,
    hint: message.includes('flock') ? 'apt-get install util-linux' : `ls -l ${JSON.stringify(program)}`,
  }));
}

const FLOCK = ['/usr/bin/flock', '/bin/flock'];

/** Old and new content lie side by side until the new one is safe, so all of the new content must fit beside what is there. */
function checkSpace(steps: readonly PlannedStep[]): Blocked[] {
  const volumes = new Map<number, { folder: string; bytes: number; gateways: Set<string> }>();
  for (const step of steps) {
    if (step.kind === 'service') continue;
    const folder = nearestFolder(dirname(pathOf(step)));
    const { dev } = statSync(folder);
    const volume = volumes.get(dev) ?? { folder, bytes: 0, gateways: new Set() };
    volume.bytes += Math.ceil(sizeOf(step) / BLOCK_BYTES) * BLOCK_BYTES;
    volumes.set(dev, { ...volume, gateways: volume.gateways.add(step.change.gateway) });
  }
  return [...volumes.values()].flatMap(({ folder, bytes, gateways }) => {
    const { bavail, bsize, files, ffree } = statfsSync(folder);
    const free = bavail * bsize;
    const hint = `df -h ${JSON.stringify(folder)}`;
    if (files > 0 && ffree < steps.length)
      return [...gateways].map((gateway) => ({ gateway, message: `the disk of "${folder}" has no room for more files`, hint }));
    if (free >= bytes) return [];
    const message = `the disk of "${folder}" has ${Math.floor(free / 1024)} KiB left, and the changes need ${Math.ceil(bytes / 1024)} KiB`;
    return [...gateways].map((gateway) => ({ gateway, message, hint }));
  });
}

const BLOCK_BYTES = 4096;
const KEY_BYTES = 65;

function sizeOf(step: Exclude<PlannedStep, { kind: 'service' }>): number {
  switch (step.kind) {
    case 'move':
    case 'directory':
      return BLOCK_BYTES;
    case 'program':
      return step.resource.size;
    case 'key':
      return KEY_BYTES;
    case 'secrets':
      return BLOCK_BYTES;
    case 'config':
      return Buffer.byteLength(step.resource.text);
    case 'port-lock':
      return Buffer.byteLength(step.text);
    default:
      return step satisfies never;
  }
}

function can(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch (cause) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ELOOP', 'ETXTBSY'].some((name) => hasErrno(cause, name))) return false;
    throw cause;
  }
}
