import type { Host } from '../../fleet/host.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { readTable, tablePath } from '../supervisor/supervisor-table.ts';
import { readProgram } from './read-program.ts';
import type { Sighted } from './sighted.ts';

/** Variables that OmniClaw sets itself in every service. */
const OURS = ['HOME', 'PATH', 'USER', 'OMNICLAW_PROFILE', 'OMNICLAW_STATE_DIR', 'OMNICLAW_CONFIG_PATH'];

/** The services of the embedded supervisor. */
export async function sightSupervisorServices(folders: OmniclawFolders, host: Host): Promise<Sighted> {
  const { records, state } = await readTable(folders);
  const sightings = records.map(({ entry: { name, program }, wanted }): Sighting => {
    const environment = Object.fromEntries(Object.entries(program.env).filter(([variable]) => !OURS.includes(variable)));
    return {
      runtime: 'omniclaw',
      kind: 'supervisor',
      where: `the supervisor ("${name}")`,
      ...readProgram('omniclaw', program, host),
      wanted,
      environment,
    };
  });
  return { sightings, notes: state === 'damaged' ? [`"${tablePath(folders)}" is damaged: services of the supervisor were not read`] : [] };
}
