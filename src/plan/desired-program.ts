import type { Host } from '../fleet/host.ts';
import { compareReleases } from '../fleet/releases.ts';
import { type ProgramFacts, runtimeOf } from '../fleet/runtime.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import type { Launch, Problem } from './desired-gateway.ts';
import { absolutePath } from './normal-path.ts';
import type { ProgramResource } from './resource.ts';

/** How a gateway is started. `install`: a release that has to be there first. */
export type DesiredProgram = {
  readonly argv: readonly string[];
  readonly install: ProgramResource | null;
  readonly problems: readonly Problem[];
};

export function desireProgram(derived: DerivedGateway, host: Host, launch: Launch): DesiredProgram {
  const { program } = runtimeOf(derived.spec.runtime);
  switch (program.source) {
    case 'own':
      return { argv: [...launch.argv, '--profile', derived.profile, ...program.arguments], install: null, problems: [] };
    case 'package':
      return fromPackage(derived, program, host, launch);
    case 'command':
      return fromCommand(derived);
    default:
      return program.source satisfies never;
  }
}

function fromPackage({ name, spec }: DerivedGateway, facts: ProgramFacts, host: Host, launch: Launch): DesiredProgram {
  const { version, path, node } = spec.program;
  const install = version === null || path !== null ? null : release(name, facts, version, launch);
  const script =
    path !== null
      ? absolutePath(path, host)
      : install !== null
        ? `${install.id}/node_modules/${facts.packageName}/${facts.entry}`
        : (launch.found[facts.packageName] ?? null);
  if (script === null) {
    const message = `the program "${facts.packageName}" is not installed on this host`;
    return { argv: [facts.packageName], install, problems: [{ message, hint: `set program.version of "${name}" to a release` }] };
  }
  const program = isScript(script) ? [node === null ? launch.node.path : absolutePath(node, host), script] : [script];
  const problems = isScript(script) && node === null ? nodeProblems(name, facts, launch) : [];
  return { argv: [...program, ...facts.arguments], install, problems };
}

/** Releases lie side by side, each in a folder of its own: going back to one needs no network. */
function release(gateway: string, { packageName, size }: ProgramFacts, version: string, { programs }: Launch): ProgramResource {
  return { kind: 'program', gateway, id: `${programs}/${packageName}/${version}`, packageName, version, size };
}

function isScript(path: string): boolean {
  return /\.[cm]?js$/.test(path);
}

function nodeProblems(gateway: string, { node, packageName }: ProgramFacts, launch: Launch): Problem[] {
  const { version } = launch.node;
  if (node.some(([first, below]) => compareReleases(first, version) <= 0 && compareReleases(version, below) < 0)) return [];
  const wanted = node.map(([first, below]) => `${first} or later before ${below}`).join(', or ');
  const message = `Node ${version} does not run "${packageName}", which needs ${wanted}`;
  return [{ message, hint: `set program.node of "${gateway}" to such a Node` }];
}

function fromCommand({ name, spec, ports, paths }: DerivedGateway): DesiredProgram {
  const argv = spec.program.command.map((word) =>
    word.replaceAll('{port}', String(ports.gateway)).replaceAll('{stateDir}', paths.stateDir),
  );
  const problems =
    argv[0]?.startsWith('/') === true
      ? []
      : [{ message: 'its command line does not begin with an absolute path', hint: `set program.command of "${name}"` }];
  return { argv, install: null, problems };
}
