/** Gateways that are any program: their processes say nothing of themselves, and are known by what has started them. */
import { runtimeOf } from '../../fleet/runtime.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import { isSameProcess } from '../../os/process-facts.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import type { GatewayMark } from '../../plan/host-state.ts';
import { readTable } from '../supervisor/supervisor-table.ts';

export type CommandMarks = {
  /** By the name of the service. */
  readonly services: ReadonlyMap<string, GatewayMark>;
  /** By the main process of the service, under the supervisor. */
  readonly processes: ReadonlyMap<number, GatewayMark>;
  /** By the state folder, in which they are started. */
  readonly folders: ReadonlyMap<string, GatewayMark>;
};

export const NO_COMMANDS: CommandMarks = { services: new Map(), processes: new Map(), folders: new Map() };

export async function readCommandMarks(
  gateways: readonly DerivedGateway[],
  folders: OmniclawFolders,
  identify: (path: string) => string,
): Promise<CommandMarks> {
  const commands = gateways.filter(({ spec }) => runtimeOf(spec.runtime).program.source === 'command');
  if (commands.length === 0) return NO_COMMANDS;
  const marks = commands.map(({ spec, profile, paths, service }): readonly [string, GatewayMark] => [
    service.name,
    { runtime: spec.runtime, profile, stateDir: identify(paths.stateDir) },
  ]);
  const services = new Map(marks);
  const { records } = await readTable(folders);
  const started = records.map(async ({ entry, identity }): Promise<(readonly [number, GatewayMark])[]> => {
    const mark = services.get(entry.name);
    return mark === undefined || identity === null || !(await isSameProcess(identity)) ? [] : [[identity.pid, mark]];
  });
  return {
    services,
    processes: new Map((await Promise.all(started)).flat()),
    folders: new Map(marks.map(([, mark]) => [mark.stateDir, mark])),
  };
}
