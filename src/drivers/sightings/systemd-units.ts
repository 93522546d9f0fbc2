import { lstatSync, readlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import { splitWords } from '../../os/split-words.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import type { ManagerKind } from '../../plan/host-state.ts';
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

export type UnitFolder = { readonly kind: Extract<ManagerKind, 'systemd-user' | 'systemd-system'>; readonly folder: string };

/** Gateways among the units of systemd that run as this user, with their drop-ins. The first folder that has a unit decides. */
export async function sightSystemdUnits(host: Host, folders: readonly UnitFolder[]): Promise<Sighted> {
  if (host.platform !== 'linux') return { sightings: [], notes: [] };
  const read = await Promise.all(folders.map(async ({ kind, folder }) => ({ kind, ...(await readUnits(folder, host)) })));
  const found = new Map<string, Sighting | null>();
  for (const { kind, units } of read)
    for (const unit of units) {
      const key = `${kind} ${unit.name}`;
      const isOurs = kind === 'systemd-user' || (unit.user ?? 'root') === host.user;
      if (isOurs && !found.has(key)) found.set(key, unit.load === 'masked' ? null : sighting(unit, host));
    }
  return { sightings: [...found.values()].filter((one) => one !== null), notes: read.flatMap(({ notes }) => notes) };
}

/** The units of a folder that run a gateway, by name or by what they start. Source: systemd.unit(5), systemd.exec(5). */
export async function readUnits(folder: string, host: Host): Promise<UnitFiles> {
  const { names, refused } = namesIn(folder);
  const files = names.filter((name) => name.endsWith('.service') && !name.endsWith('@.service')).map((name) => `${folder}/${name}`);
  const paths = names.some((name) => name.endsWith('@.service')) ? [...files, ...enabledInstances(folder, names)] : files;
  const looks = await Promise.all(paths.map((path) => lookAt(path, host)));
  return {
    units: looks.flatMap(({ units }) => units),
    notes: [...(refused === null ? [] : [refused]), ...looks.flatMap(({ notes }) => notes)],
  };
}

/** Links to templates, called after what they start. Those that are started without being enabled are not seen. Source: systemd.unit(5). */
function enabledInstances(folder: string, names: readonly string[]): string[] {
  const links = TARGETS.flatMap((target) =>
    namesIn(`${folder}/${target}.wants`).names.map((name) => [name, `${folder}/${target}.wants/${name}`]),
  );
  const instances = new Map(
    links.filter(([name = '']) => /.@.+\.service$/.test(name) && !names.includes(name)).map(([name = '', path = '']) => [name, path]),
  );
  return [...instances.values()];
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
  const folder = dirname(path).replace(/\/[^/]*\.wants$/, '');
  const instance = /@(.+)\.service$/.exec(name)?.[1] ?? '';
  const places = [...new Set([name.replace(/@.+\.service$/, '@.service'), name])].map((one) => `${folder}/${one}.d`);
  const dropIns = places.flatMap((place) =>
    namesIn(place)
      .names.filter((one) => one.endsWith('.conf'))
      .map((one) => `${place}/${one}`),
  );
  const read = await Promise.all([path, ...dropIns].map(textOf));
  const notes = byName === null ? [] : read.flatMap(({ refused }) => (refused === null ? [] : [refused]));
  if (read[0]?.text == null) return { units: [], notes };
  const whole = read.map(({ text }) => text ?? '').join('\n');
  const started = parseUnit(whole, host.home, instance);
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

const TARGETS = ['default.target', 'multi-user.target', 'graphical.target'];

/** Whether a target of the same folder wants the unit; `path` may be the very link with which it does. */
export function isEnabled(path: string): boolean {
  if (dirname(path).endsWith('.wants')) return true;
  return TARGETS.some((target) => lstatSync(`${dirname(path)}/${target}.wants/${basename(path)}`, { throwIfNoEntry: false }) !== undefined);
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

/** The command line and environment of a unit: later settings win, an empty one takes back what was set before. `instance`: of a template. */
export function parseUnit(text: string, home: string, instance = ''): Started {
  const specifiers: { readonly [letter: string]: string } = { h: home, i: instance, I: instance.replaceAll('-', '/'), '%': '%' };

  let argv: string[] = [];
  const env = new Map<string, string>();
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [, key, value = ''] = /^(ExecStart|Environment)\s*=\s*(.*)$/s.exec(line.trim()) ?? [];
    const words = splitWords(value).map((word) => word.replaceAll(/%([hiI%])/g, (_, letter) => specifiers[letter] ?? ''));
    if (key === 'ExecStart') argv = words.map((word, at) => (at === 0 ? word.replace(/^[-@:+!|]+/, '') : word.replaceAll('$$', '$')));
    if (key !== 'Environment') continue;
    if (words.length === 0) env.clear();
    for (const word of words) if (word.includes('=')) env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  }
  return { argv, env: Object.fromEntries(env) };
}
