import type { Generation, Generations } from '../apply/generations.ts';
import type { Ledger } from '../apply/ledger.ts';
import { type CommandService, seeCommandServices } from '../drivers/sightings/command-services.ts';
import type { GatewayDeclaration } from '../fleet/fleet-schema.ts';
import type { Host } from '../fleet/host.ts';
import { maskCommand } from '../fleet/mask-command.ts';
import { checkDeclaration } from '../load/check-declaration.ts';
import { mergeDeclarations } from '../load/to-spec.ts';
import type { OmniclawFolders } from '../os/private-folder.ts';
import { absolutePath } from '../plan/normal-path.ts';
import { withFilesFromRoot } from '../plan/secret-reference.ts';
import { quoted } from '../plan/visible.ts';

/** A gateway of any program, as it was declared when it was last proven. */
export type ImportedCommand = { readonly name: string; readonly declaration: GatewayDeclaration };

export type ImportedCommands = { readonly gateways: readonly ImportedCommand[]; readonly notes: readonly string[] };

export type CommandSources = {
  readonly host: Host;
  readonly folders: OmniclawFolders;
  readonly ledger: Ledger;
  readonly generations: Generations;
  /** Names that other gateways have. */
  readonly taken: readonly string[];
};

/**
 * Gateways of the `command` runtime. Neither their port nor their health page can be read from what runs: what they were
 * declared with is kept when they are proven. One of which nothing is kept is told, with its command line.
 */
export async function importCommands({ host, folders, ledger, generations, taken }: CommandSources): Promise<ImportedCommands> {
  const services = new Map((await seeCommandServices(host, folders)).map((service) => [service.profile, service]));
  const recorded = ledger.names().filter((name) => ledger.entry(name)?.runtime === 'command');
  const names = [...new Set([...services.keys(), ...recorded])].sort();
  const looked = await Promise.all(
    names.map(async (name): Promise<ImportedCommand | string> => {
      const service = services.get(name) ?? null;
      const declaration = await keptDeclaration((await generations.list(name))[0], name, host);
      if (declaration === null) return whyNot(name, service);
      if (taken.includes(name)) return `the command gateway ${quoted(name)} was left out: another gateway has that name`;
      const { state: _, ...rest } = declaration;
      return { name, declaration: { ...rest, ...(service?.wanted === 'running' ? {} : { state: 'stopped' as const }) } };
    }),
  );
  return {
    gateways: looked.filter((one) => typeof one !== 'string'),
    notes: looked.filter((one) => typeof one === 'string'),
  };
}

function whyNot(name: string, service: CommandService | null): string {
  const runs = service === null || service.argv.length === 0 ? '' : `, which runs ${quoted(maskCommand(service.argv))}`;
  return `the command gateway ${quoted(name)}${runs}, was left out: it was never proven, so its port and its health page are known nowhere`;
}

/** With the defaults of its fleet file, and with paths that mean the same wherever the new file lies. */
async function keptDeclaration(kept: Generation | undefined, name: string, host: Host): Promise<GatewayDeclaration | null> {
  if (kept === undefined) return null;
  const from: Host = { ...host, fleetDir: kept.fleet.slice(0, Math.max(1, kept.fleet.lastIndexOf('/'))) };
  const { declaration } = checkDeclaration(withFilesFromRoot(kept.document, from));
  const own = declaration?.gateways[name];
  if (declaration === null || own === undefined) return null;
  const { renamedFrom: _, ...whole } = mergeDeclarations(declaration.defaults ?? {}, own);
  if (whole.runtime !== 'command') return null;
  return { ...whole, ...(whole.stateDir === undefined ? {} : { stateDir: absolutePath(whole.stateDir, from) }) };
}
