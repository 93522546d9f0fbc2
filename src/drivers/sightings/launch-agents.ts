import { basename } from 'node:path';
import type { JsonObject, RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import { agentSettings } from '../../plan/render-property-list.ts';
import { readPlist } from './read-plist.ts';
import { declaredVariables, knownStart, RUNTIME_NAMES, readProgram } from './read-program.ts';
import { namesIn, type Sighted, textOf } from './sighted.ts';

/** Gateways among the agents of launchd in the home. Source: launchd.plist(5). */
export async function sightLaunchAgents(host: Host): Promise<Sighted> {
  const folder = `${host.home}/Library/LaunchAgents`;
  const { names, refused } = namesIn(folder);
  const agents = names.flatMap((name) =>
    RUNTIME_NAMES.flatMap((runtime) => (name.startsWith(`ai.${runtime}.`) && name.endsWith('.plist') ? [{ name, runtime }] : [])),
  );
  const looks = await Promise.all(agents.map(({ name, runtime }) => lookAt(`${folder}/${name}`, runtime, host)));
  return {
    sightings: looks.flatMap(({ sightings }) => sightings),
    notes: [...(refused === null ? [] : [refused]), ...looks.flatMap(({ notes }) => notes)],
  };
}

async function lookAt(path: string, runtime: RuntimeName, host: Host): Promise<Sighted> {
  const { text, refused } = await textOf(path);
  const agent = text === null ? null : readPlist(text);
  if (agent === null) return { sightings: [], notes: [refused ?? `"${path}" is not an XML property list`] };
  const { ProgramArguments: argv = [], EnvironmentVariables: env = {}, RunAtLoad: atLoad } = agent;
  const started = { argv: Array.isArray(argv) ? argv.map(String) : [], env: isJsonObject(env) ? textsOf(env) : {} };
  const called = profileOfLabel(basename(path, '.plist'), runtime);
  const kind = started.env[`${runtimeOf(runtime).envPrefix}_SERVICE_KIND`] ?? 'gateway';
  if (kind !== 'gateway') return { sightings: [], notes: [] };
  const settings = agentSettings(text ?? '');
  return {
    sightings: [
      {
        runtime,
        kind: 'launchd',
        where: path,
        ...readProgram(runtime, knownStart(runtime, started, { profile: called, variables: 'all' }), host),
        argv: started.argv,
        wanted: atLoad === false ? 'stopped' : 'running',
        environment: settings === null ? {} : declaredVariables(runtime, started.env),
        settings,
      },
    ],
    notes: [],
  };
}

function textsOf(env: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function profileOfLabel(label: string, runtime: RuntimeName): string {
  const mark = '<profile>';
  const [before = ''] = runtimeOf(runtime).launchdLabel(mark).split(mark);
  return label === runtimeOf(runtime).launchdLabel(DEFAULT_PROFILE) ? DEFAULT_PROFILE : label.slice(before.length);
}
