import { lstatSync, readlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import { splitWords } from '../../os/split-words.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { unitSettings } from '../../plan/render-unit.ts';
import { declaredVariables, knownStart, RUNTIME_NAMES, readProgram, runsGateway, runtimeOfProgram, type Started } from './read-program.ts';
import { namesIn, type Sighted, textOf } from './sighted.ts';

/** A unit file of a gateway with its drop-ins. `masked`: it leads to nothing, so that nobody can start it. */
export type UnitFile = {
  readonly path: string;
  readonly name: string;
  readonly runtime: RuntimeName;
  readonly load: 'loaded' | 'masked';
  readonly started: Started;
  /** Account that a system unit runs as; `null`: it does not say, which is root. */
  readonly user: string | null;
  /** Files with more variables, which are not read: they may hold secrets. */
  readonly environmentFiles: readonly string[];
  readonly dropIns: readonly string[];
  /** What was declared for the service, when the unit is ours; drop-ins do not count. */
  readonly declared: Pick<Sighting, 'environment' | 'settings'>;
};

export type UnitFiles = { readonly units: readonly UnitFile[]; readonly notes: readonly string[] };

/** Gateways among the user units of systemd in the home, with their drop-ins. */
export async function sightSystemdUnits(host: Host): Promise<Sighted> {
  const { units, notes } = await readUnits(`${host.home}/.config/systemd/user`, host);
  const loaded = units.filter(({ load }) => load === 'loaded');
  return { sightings: loaded.map((unit) => sighting(unit, host)), notes };
}

/** The units of a folder that run a gateway, by name or by what they start. Source: systemd.unit(5), systemd.exec(5). */
export async function readUnits(folder: string, host: Host): Promise<UnitFiles> {
  const { names, refused } = namesIn(folder);
  const looks = await Promise.all(names.filter((name) => name.endsWith('.service')).map((name) => lookAt(`${folder}/${name}`, host)));
  return {
    units: looks.flatMap(({ units }) => units),
    notes: [...(refused === null ? [] : [refused]), ...looks.flatMap(({ notes }) => notes)],
  };
}

async function lookAt(path: string, host: Host): Promise<UnitFiles> {
  const name = basename(path);
  const byName = RUNTIME_NAMES.find((runtime) => name.startsWith(`${runtime}-gateway`)) ?? null;
  if (leadsToNothing(path)) {
    const masked = {
      path,
      name,
      load: 'masked',
      started: { argv: [], env: {} },
      user: null,
      environmentFiles: [],
      dropIns: [],
      declared: NOTHING,
    } as const;
    return { units: byName === null ? [] : [{ ...masked, runtime: byName }], notes: [] };
  }
  const { names } = namesIn(`${path}.d`);
  const dropIns = names.filter((one) => one.endsWith('.conf')).map((one) => `${path}.d/${one}`);
  const read = await Promise.all([path, ...dropIns].map(textOf));
  const notes = byName === null ? [] : read.flatMap(({ refused }) => (refused === null ? [] : [refused]));
  if (read[0]?.text == null) return { units: [], notes };
  const whole = read.map(({ text }) => text ?? '').join('\n');
  const started = parseUnit(whole, host.home);
  const runtime = byName ?? runtimeOfProgram(started);
  if (runtime === null || (byName === null && !runsGateway(started.argv))) return { units: [], notes };
  const [user, environmentFiles] = [settingsOf(whole, 'User').at(-1) ?? null, settingsOf(whole, 'EnvironmentFile')];
  return {
    units: [
      { path, name, runtime, load: 'loaded', started, user, environmentFiles, dropIns, declared: declaredIn(runtime, read[0].text, host) },
    ],
    notes,
  };
}

const NOTHING: UnitFile['declared'] = { environment: {}, settings: null };

function declaredIn(runtime: RuntimeName, unit: string, { home }: Host): UnitFile['declared'] {
  const settings = unitSettings(unit);
  return settings === null ? NOTHING : { environment: declaredVariables(runtime, parseUnit(unit, home).env), settings };
}

function settingsOf(text: string, key: string): string[] {
  return [...text.matchAll(new RegExp(`^${key}\\s*=\\s*(\\S.*)$`, 'gm'))].map(([, value = '']) => value.trim());
}

/** Source: systemctl(1), "mask". */
function leadsToNothing(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(path) === '/dev/null';
}

function sighting(unit: UnitFile, host: Host): Sighting {
  const { path, runtime, started, declared } = unit;
  return {
    runtime,
    kind: 'systemd',
    where: path,
    ...readProgram(runtime, startOfUnit(unit), host),
    wanted: isEnabled(path) ? 'running' : 'stopped',
    argv: started.argv,
    ...declared,
  };
}

/** Whether a target of the same folder wants the unit. */
export function isEnabled(path: string): boolean {
  const targets = ['default.target', 'multi-user.target', 'graphical.target'];
  return targets.some((target) => lstatSync(`${dirname(path)}/${target}.wants/${basename(path)}`, { throwIfNoEntry: false }) !== undefined);
}

export function profileOfUnit(unit: string, runtime: RuntimeName): string | null {
  const [stem = ''] = runtimeOf(runtime).systemdUnit(DEFAULT_PROFILE).split('.service');
  if (unit === `${stem}.service`) return DEFAULT_PROFILE;
  return unit.startsWith(`${stem}-`) ? unit.slice(stem.length + 1, -'.service'.length) : null;
}

/** How a unit starts its gateway, as far as that is known. */
export function startOfUnit({ name, runtime, started, environmentFiles }: Omit<UnitFile, 'path'>): Started {
  return knownStart(runtime, started, {
    profile: profileOfUnit(name, runtime),
    variables: environmentFiles.length === 0 ? 'all' : 'some',
  });
}

/** The command line and environment of a unit: later settings win, an empty one takes back what was set before. */
export function parseUnit(text: string, home: string): Started {
  let argv: string[] = [];
  const env = new Map<string, string>();
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [, key, value = ''] = /^(ExecStart|Environment)\s*=\s*(.*)$/s.exec(line.trim()) ?? [];
    const words = splitWords(value).map((word) => word.replaceAll(/%([h%])/g, (_, letter) => (letter === 'h' ? home : '%')));
    if (key === 'ExecStart') argv = words.map((word, at) => (at === 0 ? word.replace(/^[-@:+!|]+/, '') : word.replaceAll('$$', '$')));
    if (key !== 'Environment') continue;
    if (words.length === 0) env.clear();
    for (const word of words) if (word.includes('=')) env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  }
  return { argv, env: Object.fromEntries(env) };
}
