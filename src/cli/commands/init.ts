import { dirname, extname, resolve } from 'node:path';
import { type FoundGateways, findGateways } from '../../drivers/find-gateways.ts';
import type { Host } from '../../fleet/host.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import { type ImportedFleet, importFleet } from '../../plan/import-fleet.ts';
import { chooseFirstPorts } from '../../plan/new-fleet.ts';
import { blockAt } from '../../plan/port-map.ts';
import { importedDraft, newFleetDraft } from '../../render/fleet-drafts.ts';
import { type FleetDraft, type FleetFormat, fleetSource } from '../../render/fleet-source.ts';
import { jsonText } from '../../render/json-text.ts';
import { painter, printable, wrap } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { type CommandSources, type ImportedCommands, importCommands } from '../import-commands.ts';
import { type InitFile, refuseOtherFleets, supportFiles, writeInitFiles } from '../init-files.ts';
import { installedPrograms, listenToHost, openHostGenerations, openHostLedger } from '../open-host.ts';
import { readHost } from '../read-host.ts';
import { pathShortener } from '../shorten-path.ts';

/** What is about to be written. `others`: gateways that are on the host and not in the file. */
type Draft = {
  readonly draft: FleetDraft;
  readonly notes: readonly { readonly gateway: string; readonly message: string }[];
  readonly others: number;
};

/** Writes a fleet file for this host, and what its folder needs for an editor. 0 written. */
export async function runInit(call: Call): Promise<number> {
  const { path, format } = readTarget(call);
  const host: Host = { ...readHost(call.environment), fleetDir: dirname(path) };
  if (call.value('fleet') === undefined) refuseOtherFleets(path, format);
  const shorten = pathShortener(host.home, process.cwd());
  const folders = omniclawFolders(call.environment, host.home);
  const ledger = await openHostLedger(folders);
  const found = await findGateways(host, folders, (profile, stateDir) => {
    const entry = ledger.entry(profile);
    return entry?.stateDir === stateDir ? entry.fields : [];
  });
  const drafted = call.has('import')
    ? await draftImport(call, found, { host, shorten, folders, ledger })
    : await draftNew(importFleet(found.gateways, host, await installedPrograms(call)));
  const { support, files } = await supportFiles(path, format);
  const fleet: InitFile = { path, text: fleetSource(drafted.draft, format, support), ours: null };
  const written = call.has('dry-run') ? [] : await writeInitFiles([...files, fleet], call.has('force') ? 'replace' : 'keep');
  if (call.has('json')) call.terminal.out(jsonText(initDocument(call, fleet, drafted, written)));
  else report(call, { fleet, drafted, written, shorten });
  return 0;
}

const FORMATS = { '.ts': 'ts', '.mts': 'ts', '.json': 'json', '.yaml': 'yaml', '.yml': 'yaml' } as const satisfies {
  [extension: string]: FleetFormat;
};

function readTarget(call: Call): { readonly path: string; readonly format: FleetFormat } {
  const [file, wanted] = [call.value('fleet'), call.value('format')];
  const format = Object.values(FORMATS).find((one) => one === wanted);
  if (wanted !== undefined && format === undefined)
    throw new OmniclawError('OCE_USAGE', `unknown format "${wanted}"`, { hint: 'omniclaw init --format json' });
  if (file === undefined) return { path: resolve(`omniclaw.fleet.${format ?? 'ts'}`), format: format ?? 'ts' };
  const byName = Object.entries(FORMATS).find(([extension]) => extension === extname(file))?.[1];
  if (byName === undefined)
    throw new OmniclawError('OCE_USAGE', `"${file}" must end in ${Object.keys(FORMATS).join(', ')}`, {
      hint: 'omniclaw init --fleet home.fleet.json',
    });
  if (format !== undefined && format !== byName)
    throw new OmniclawError('OCE_USAGE', `"--format ${format}" does not fit "${file}"`, { hint: `omniclaw init --fleet ${file}` });
  return { path: resolve(file), format: byName };
}

async function draftNew({ gateways }: ImportedFleet): Promise<Draft> {
  const known = gateways.flatMap(({ declaration: { port } }) => (typeof port === 'number' ? [blockAt(port)] : []));
  const ports = chooseFirstPorts([...(await listenToHost()), ...known]);
  if (ports === null)
    throw new OmniclawError('OCE_REFUSED', 'this host has no two free blocks of ports', { hint: 'ss -ltn shows who listens' });
  return { draft: newFleetDraft(ports), notes: [], others: gateways.length };
}

type Place = Pick<CommandSources, 'host' | 'folders' | 'ledger'> & { readonly shorten: (text: string) => string };

async function draftImport(call: Call, { gateways, notes }: FoundGateways, { host, shorten, folders, ledger }: Place): Promise<Draft> {
  const fleet = importFleet(gateways, host, await installedPrograms(call));
  const taken = fleet.gateways.map(({ name }) => name);
  const commands = await importCommands({ host, folders, ledger, generations: openHostGenerations(folders), taken });
  const others = [...commands.notes, ...notes];
  if (fleet.gateways.length + commands.gateways.length === 0) {
    const reasons = [...others, ...fleet.notes].map((note) => `; ${note}`).join('');
    throw new OmniclawError('OCE_REFUSED', `no gateway was found below "${host.home}"${reasons}`, { hint: 'omniclaw init' });
  }
  return {
    draft: withCommands(importedDraft(fleet, others, shorten), commands),
    notes: [
      ...fleet.gateways.flatMap((one) => one.notes.map((message) => ({ gateway: one.name, message }))),
      ...[...fleet.notes, ...others].map((message) => ({ gateway: '', message })),
    ],
    others: 0,
  };
}

function withCommands(draft: FleetDraft, { gateways }: ImportedCommands): FleetDraft {
  const comment = ['as it was declared when it was last proven'];
  return { ...draft, gateways: [...draft.gateways, ...gateways.map((one) => ({ ...one, comment, hints: [] }))] };
}

function initDocument(call: Call, fleet: InitFile, { draft, notes }: Draft, written: readonly string[]) {
  return {
    schema: 'omniclaw.init.v1',
    formatVersion: '1.0',
    fleet: fleet.path,
    gateways: draft.gateways.map(({ name }) => name),
    written,
    notes,
    ...(call.has('dry-run') ? { text: fleet.text } : {}),
  };
}

type Report = {
  readonly fleet: InitFile;
  readonly drafted: Draft;
  readonly written: readonly string[];
  readonly shorten: (text: string) => string;
};

function report(call: Call, { fleet, drafted: { draft, notes, others }, written, shorten }: Report): void {
  const { out, err, color, columns } = call.terminal;
  const paint = painter(color);
  const lines = notes.map(({ gateway, message }) =>
    wrap(printable(shorten(gateway === '' ? message : `${gateway}: ${message}`)), Math.min(80, columns) - 2, '    '),
  );
  if (call.has('dry-run')) {
    out(fleet.text);
    err(`${lines.map((line) => `note: ${line}\n`).join('')}nothing was written\n`);
    return;
  }
  for (const path of written) out(`${paint('green', 'wrote')} ${printable(shorten(path))}\n`);
  out(
    `\n${draft.gateways.length} gateway${draft.gateways.length === 1 ? '' : 's'}: ${printable(draft.gateways.map(({ name }) => name).join(', '))}\n`,
  );
  if (lines.length > 0) out(`\n${paint('yellow', 'not in the file, or to be looked at')}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  if (others > 0) out(`\n${others} more on this host already: "omniclaw init --import --force" reads them\n`);
  const file = call.value('fleet') === undefined ? '' : ` --fleet ${shorten(fleet.path)}`;
  out(`\nnext: ${paint('bold', `omniclaw lint${file}`)}, then ${paint('bold', `omniclaw plan${file}`)}\n`);
}
