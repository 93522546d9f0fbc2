import type { Host } from '../../fleet/host.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import { readTable } from '../supervisor/supervisor-table.ts';
import { namesIn, textOf } from './sighted.ts';
import { isEnabled, parseUnit } from './systemd-units.ts';

/** A service of ours that runs a program which is no gateway we know. */
export type CommandService = {
  readonly profile: string;
  readonly service: string;
  readonly argv: readonly string[];
  readonly wanted: 'running' | 'stopped';
};

/** Such services of the supervisor, of systemd and of launchd in the home, by profile. Reads only. */
export async function seeCommandServices(host: Host, folders: OmniclawFolders): Promise<CommandService[]> {
  const { records } = await readTable(folders);
  const supervised = records.flatMap(({ entry: { name, program }, wanted }) => seen(UNIT, name, program.argv, wanted));
  const units = `${host.home}/.config/systemd/user`;
  const installed = namesIn(units).names.map(async (name): Promise<CommandService[]> => {
    if (profileOf(UNIT, name) === null) return [];
    const { text } = await textOf(`${units}/${name}`);
    const wanted = isEnabled(`${units}/${name}`) ? 'running' : 'stopped';
    return text === null ? [] : seen(UNIT, name, parseUnit(text, host.home).argv, wanted);
  });
  const agents = namesIn(`${host.home}/Library/LaunchAgents`).names.flatMap((name) => seen(AGENT, name, [], 'running'));
  const all = [...supervised, ...(await Promise.all(installed)).flat(), ...agents];
  return [...new Map(all.map((one) => [one.profile, one])).values()].sort((a, b) => (a.profile < b.profile ? -1 : 1));
}

const MARK = '<profile>';
const UNIT = runtimeOf('command').systemdUnit(MARK).split(MARK);
const AGENT = `${runtimeOf('command').launchdLabel(MARK)}.plist`.split(MARK);

function seen(form: readonly string[], service: string, argv: readonly string[], wanted: CommandService['wanted']): CommandService[] {
  const profile = profileOf(form, service);
  return profile === null ? [] : [{ profile, service, argv, wanted }];
}

function profileOf([before = '', after = '']: readonly string[], name: string): string | null {
  const isOne = name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  return isOne ? name.slice(before.length, -after.length) : null;
}
