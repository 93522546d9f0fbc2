import type { ImportedFleet, ImportedFleetGateway } from '../plan/import-fleet.ts';
import type { FirstPorts } from '../plan/new-fleet.ts';
import type { FleetDraft } from './fleet-source.ts';
import { printable, wrap } from './style.ts';

/** The first fleet file of a host: a main gateway and its rescue, with what can be changed. */
export function newFleetDraft({ main, rescue }: FirstPorts): FleetDraft {
  return {
    head: [
      'Every AI gateway of this host. Commit this file.',
      '',
      '  omniclaw lint     finds conflicts; also as a pre-commit hook',
      '  omniclaw plan     shows what would change, and changes nothing',
      '  omniclaw apply    makes it so, and proves that each gateway answers',
    ],
    gateways: [
      {
        name: 'main',
        comment: [`A gateway reserves 111 ports: ${main} and the 110 above it, for its`, 'browsers. Bases 120 apart never meet.'],
        declaration: { port: main },
        hints: [
          "bind: 'lan' lets other machines in; the default is this machine only",
          'browser: { enabled: false } is for a gateway that opens no browser',
          "state: 'stopped' keeps everything but the process",
          'protect: true refuses changes that would delete it',
        ],
      },
      {
        name: 'rescue',
        comment: ['Watches and repairs `main`, and shares nothing with it.'],
        declaration: { port: rescue, rescues: 'main' },
        hints: ['a bot of its own: channels, with its token as an env reference'],
      },
    ],
    foot: ["one more: give it a name, and a free port or port: 'auto'"],
  };
}

/** The fleet file of gateways that were found. `shorten`: shows paths as people write them. */
export function importedDraft(
  { gateways, notes }: ImportedFleet,
  others: readonly string[],
  shorten: (text: string) => string,
): FleetDraft {
  const lines = (text: string): string[] => wrap(printable(shorten(text)), 72, '  ').split('\n');
  const rest = [...notes, ...others];
  return {
    head: [
      'The gateways of this host, as "omniclaw init --import" found them.',
      'Keys that are not here stay as they are in the config of each gateway.',
      'Next: omniclaw lint, then omniclaw plan.',
      ...(rest.length === 0 ? [] : ['', 'Not imported:', ...rest.flatMap((note) => lines(`- ${note}`))]),
    ],
    gateways: gateways.map((gateway) => ({
      name: gateway.name,
      comment: lines(seenAt(gateway)),
      declaration: gateway.declaration,
      hints: gateway.notes.flatMap((note) => lines(`note: ${note}`)),
    })),
    foot: [],
  };
}

const KINDS = {
  process: 'it runs',
  supervisor: 'in the table of the supervisor',
  systemd: 'in a systemd unit',
  launchd: 'in a launch agent',
  folder: 'its folder',
} as const;

function seenAt({ found: { stateDir, sightings } }: ImportedFleetGateway): string {
  const kinds = [...new Set(sightings.map(({ kind }) => KINDS[kind]))];
  return `${stateDir}: ${kinds.join(', ')}`;
}
