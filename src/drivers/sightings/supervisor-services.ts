import type { Host } from '../../fleet/host.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { readTable, tablePath } from '../supervisor/supervisor-table.ts';
import { declaredVariables, readProgram, runtimeOfProgram } from './read-program.ts';
import type { Sighted } from './sighted.ts';

/** The services of the embedded supervisor. */
export async function sightSupervisorServices(folders: OmniclawFolders, host: Host): Promise<Sighted> {
  const { records, state } = await readTable(folders);
  const sightings = records.flatMap(({ entry: { name, program }, wanted }): Sighting[] => {
    const runtime = runtimeOfProgram(program);
    if (runtime === null) return [];
    const common = { runtime, kind: 'supervisor', where: `the supervisor ("${name}")`, wanted, settings: null } as const;
    const environment = declaredVariables(runtime, program.env);
    return [{ ...common, ...readProgram(runtime, program, host), environment, argv: program.argv }];
  });
  return { sightings, notes: state === 'damaged' ? [`"${tablePath(folders)}" is damaged: services of the supervisor were not read`] : [] };
}
