import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { RUNTIME_NAMES, readProgram, runsGateway, runtimeOfProgram, type Started } from './read-program.ts';
import { namesIn, type Sighted, textOf } from './sighted.ts';

/** Gateways among the user units of systemd in the home, with their drop-ins. Source: systemd.unit(5), systemd.exec(5). */
export async function sightSystemdUnits(host: Host): Promise<Sighted> {
  const folder = `${host.home}/.config/systemd/user`;
  const { names, refused } = await namesIn(folder);
  const looks = await Promise.all(names.filter((name) => name.endsWith('.service')).map((name) => lookAt(`${folder}/${name}`, host)));
  return {
    sightings: looks.flatMap(({ sightings }) => sightings),
    notes: [...(refused === null ? [] : [refused]), ...looks.flatMap(({ notes }) => notes)],
  };
}

async function lookAt(path: string, host: Host): Promise<Sighted> {
  const byName = RUNTIME_NAMES.find((name) => basename(path).startsWith(`${name}-gateway`)) ?? null;
  const { names } = await namesIn(`${path}.d`);
  const files = [path, ...names.filter((name) => name.endsWith('.conf')).map((name) => `${path}.d/${name}`)];
  const read = await Promise.all(files.map(textOf));
  const notes = byName === null ? [] : read.flatMap(({ refused }) => (refused === null ? [] : [refused]));
  if (read[0]?.text == null) return { sightings: [], notes };
  const started = parseUnit(read.map(({ text }) => text ?? '').join('\n'), host.home);
  const runtime = byName ?? runtimeOfProgram(started);
  if (runtime === null || (byName === null && !runsGateway(started.argv))) return { sightings: [], notes };
  return { sightings: [sighting(path, runtime, started, host)], notes };
}

function sighting(path: string, runtime: RuntimeName, started: Started, host: Host): Sighting {
  const program = readProgram(runtime, started, host);
  const enabled = lstatSync(`${host.home}/.config/systemd/user/default.target.wants/${basename(path)}`, { throwIfNoEntry: false });
  return {
    runtime,
    kind: 'systemd',
    where: path,
    ...program,
    profile: program.profile ?? profileOfUnit(basename(path), runtime),
    wanted: enabled === undefined ? 'stopped' : 'running',
    environment: {},
  };
}

function profileOfUnit(unit: string, runtime: RuntimeName): string | null {
  const [stem = ''] = runtimeOf(runtime).systemdUnit(DEFAULT_PROFILE).split('.service');
  if (unit === `${stem}.service`) return DEFAULT_PROFILE;
  return unit.startsWith(`${stem}-`) ? unit.slice(stem.length + 1, -'.service'.length) : null;
}

/** The command line and environment of a unit: later settings win, an empty one takes back what was set before. */
export function parseUnit(text: string, home: string): Started {
  let argv: string[] = [];
  const env = new Map<string, string>();
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [, key, value = ''] = /^(ExecStart|Environment)\s*=\s*(.*)$/.exec(line.trim()) ?? [];
    const words = splitWords(value).map((word) => word.replaceAll(/%([h%])/g, (_, letter) => (letter === 'h' ? home : '%')));
    if (key === 'ExecStart') argv = words.map((word, at) => (at === 0 ? word.replace(/^[-@:+!|]+/, '') : word.replaceAll('$$', '$')));
    if (key !== 'Environment') continue;
    if (words.length === 0) env.clear();
    for (const word of words) if (word.includes('=')) env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  }
  return { argv, env: Object.fromEntries(env) };
}

/** Words as systemd splits them: quotes of both kinds, backslash escapes. Source: systemd.syntax(7), "Quoting". */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word
      .replaceAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g, (_, double, single) => double ?? single ?? '')
      .replaceAll(/\\(s|n|t|.)/g, (_, letter) => ({ s: ' ', n: '\n', t: '\t' })[String(letter)] ?? String(letter)),
  );
}
