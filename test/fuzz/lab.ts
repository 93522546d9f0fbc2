/** A folder in which one input after the other is linted, by the program's own code in this process or by the built program. */
import { spawn } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/cli/run-program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { FuzzInput } from './fuzz-input.ts';

/** `cpuMs`: processor time of this process; children do not count. */
export type Ran = {
  readonly args: readonly string[];
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly cpuMs: number;
};

export type Lab = {
  /** Working directory of the commands; holds nothing but the input. */
  readonly folder: string;
  readonly fill: (input: FuzzInput) => void;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  /** Everything about the files of the lab that a write would change. */
  readonly snapshot: () => string;
  readonly read: (name: string) => string;
  readonly close: () => void;
};

/** `entry`: path of a program to start; `null`: the code runs in this process, whose working directory is moved. */
export function openLab(entry: string | null): Lab {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'oc-fuzz-')));
  const [folder, home] = [join(root, 'fleet'), join(root, 'home')];
  mkdirSync(folder);
  mkdirSync(home);
  const environment = { HOME: home, XDG_CACHE_HOME: join(root, 'cache'), PATH: process.env['PATH'] ?? '/usr/bin:/bin' };
  if (entry === null) process.chdir(folder);
  return {
    folder,
    fill: ({ name, content, beside }) => {
      for (const old of readdirSync(folder)) rmSync(join(folder, old), { recursive: true, force: true });
      writeFileSync(join(folder, name), content);
      for (const [other, text] of Object.entries(beside)) writeFileSync(join(folder, other), text, 'latin1');
    },
    run: (...args) => (entry === null ? runHere(args, environment) : runThere(entry, args, { folder, environment })),
    snapshot: () => [folder, home].flatMap((one) => describe(one)).join('\n'),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    close: () => {
      process.chdir('/');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function runHere(args: readonly string[], environment: { readonly [name: string]: string }): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    outIsTerminal: false,
    errIsTerminal: false,
    canAsk: false,
    columns: 80,
    color: 'plain',
  };
  const before = process.cpuUsage();
  const code = await runProgram(args, { terminal, environment });
  const { user, system } = process.cpuUsage(before);
  return { args, code, out: out.join(''), err: err.join(''), cpuMs: (user + system) / 1000 };
}

type Place = { readonly folder: string; readonly environment: { readonly [name: string]: string } };

function runThere(entry: string, args: readonly string[], { folder, environment }: Place): Promise<Ran> {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: folder,
    env: { ...gateMarks(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ args, code, out: out.join(''), err: err.join(''), cpuMs: 0 }));
  });
}

function gateMarks(): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (/GATE/.test(name) && value !== undefined ? [[name, value]] : [])),
  );
}

function describe(path: string): string[] {
  const { ino, size, mode, mtimeMs, ctimeMs } = lstatSync(path);
  const own = [path, ino, size, mode, mtimeMs, ctimeMs].join(' ');
  if (!lstatSync(path).isDirectory()) return [own];
  return [
    own,
    ...readdirSync(path)
      .sort()
      .flatMap((name) => describe(join(path, name))),
  ];
}
