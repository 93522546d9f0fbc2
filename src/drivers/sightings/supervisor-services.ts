import type { Host } from '../../fleet/host.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { readTable, tablePath } from '../supervisor/supervisor-table.ts';
import { declaredVariables, readProgram } from './read-program.ts';
import type { Sighted } from './sighted.ts';

/** The services of the embedded supervisor. */
export async function sightSupervisorServices(folders: OmniclawFolders, host: Host): Promise<Sighted> {
  const { records, state } = await readTable(folders);
  const sightings = records.map(({ entry: { name, program }, wanted }): Sighting => {
    return {
      runtime: 'omniclaw',
      kind: 'supervisor',
      where: `the supervisor ("${name}")`,
      ...readProgram('omniclaw', program, host),
      wanted,
      environment: declaredVariables(program.env),
      settings: null,
    };
  });
  return { sightings, notes: state === 'damaged' ? [`"${tablePath(folders)}" is damaged: services of the supervisor were not read`] : [] };
}
