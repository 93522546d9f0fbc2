import type { Host } from '../fleet/host.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import type { Launch } from './desired-gateway.ts';
import { propertyListProblems, renderPropertyList } from './render-property-list.ts';
import { renderUnit, unitProblems } from './render-unit.ts';
import type { ServiceDefinition, ServiceDriverKind, ServiceProgram } from './resource.ts';

/** `problems`: why the definition cannot say what is declared, in words. */
export type DesiredDefinition = { readonly definition: ServiceDefinition | null; readonly problems: readonly string[] };

export type DefinitionRequest = {
  readonly derived: DerivedGateway;
  readonly driver: ServiceDriverKind;
  readonly program: ServiceProgram;
  readonly host: Host;
  readonly launch: Launch;
};

/** The file that makes a service known to its service manager; `null` for drivers without one. */
export function desireDefinition({ derived, driver, program, host, launch }: DefinitionRequest): DesiredDefinition {
  const { name, ports, paths, service, spec } = derived;
  const { title: gateway, service: policy } = runtimeOf(spec.runtime);
  switch (driver) {
    case 'systemd': {
      const sandbox = spec.service.hardening === 'none' || policy.sandbox === 'none' ? 'none' : launch.sandbox;
      const folder = paths.config.slice(0, Math.max(1, paths.config.lastIndexOf('/')));
      const writable = [...new Set([host.home, paths.stateDir, paths.workspace, folder])];
      const title = `${gateway} "${name}" on port ${ports.gateway}`;
      const text = renderUnit({ title, policy, program, limits: spec.service.limits, sandbox, writable });
      return { definition: { path: `${unitFolder(host)}/${service.name}`, text }, problems: unitProblems({ program, writable }) };
    }
    case 'launchd': {
      const text = renderPropertyList({ label: service.name, policy, program, limits: spec.service.limits });
      return {
        definition: { path: `${agentFolder(host)}/${service.name}.plist`, text },
        problems: propertyListProblems(program),
      };
    }
    case 'supervisor':
    case 'external':
      return { definition: null, problems: [] };
    default:
      return driver satisfies never;
  }
}

/** Where the user manager of systemd looks for the units of a user. Source: systemd.unit(5), "User Unit Search Path". */
export function unitFolder({ home }: Pick<Host, 'home'>): string {
  return `${home}/.config/systemd/user`;
}

/** Where launchd looks for the agents of a user. Source: launchd.plist(5). */
export function agentFolder({ home }: Pick<Host, 'home'>): string {
  return `${home}/Library/LaunchAgents`;
}
