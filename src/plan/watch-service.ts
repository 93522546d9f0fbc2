/** `omniclaw fleet watch` as a service of the host, under the same drivers as the gateways. */
import type { Host } from '../fleet/host.ts';
import { agentFolder, unitFolder } from './desired-definition.ts';
import type { Launch } from './desired-gateway.ts';
import type { ServiceStep } from './diff-service.ts';
import { renderPropertyList } from './render-property-list.ts';
import { UNIT_MARK } from './render-unit.ts';
import type { ServiceDefinition, ServiceProgram } from './resource.ts';
import { unitPath, unitWord } from './unit-words.ts';

export type WatchRequest = { readonly fleet: string; readonly host: Host; readonly launch: Launch; readonly stateFolder: string };

/** Starts it, now and whenever this user's services start; or ends and forgets it. */
export function watchStep(action: 'start' | 'delete', { fleet, host, launch, stateFolder }: WatchRequest): ServiceStep {
  const id = launch.manager === 'launchd' ? 'ai.omniclaw.fleet-watch' : 'omniclaw-fleet-watch.service';
  const program: ServiceProgram = {
    argv: [...launch.argv, 'fleet', 'watch', '--fleet', fleet],
    env: { HOME: host.home, PATH: launch.path, USER: host.user },
    workingDirectory: host.fleetDir,
    logFile: `${stateFolder}/watch.log`,
  };
  const resource = {
    kind: 'service',
    gateway: '',
    id,
    driver: launch.manager,
    program,
    definition: definitionOf(id, program, { manager: launch.manager, host }),
    running: true,
    port: 0,
    stop: { timeoutMs: POLICY.stopTimeout * 1_000, asks: 'main' },
    configHash: '',
    secretsHash: '',
  } as const;
  const change = { action, gateway: '', kind: 'service', id, before: null, after: null, reasons: [], impact: 'none' } as const;
  return { kind: 'service', resource, change };
}

/** Times in seconds. */
const POLICY = { restart: 'on-failure', stopTimeout: 20 } as const;

type Place = { readonly manager: Launch['manager']; readonly host: Host };

function definitionOf(id: string, program: ServiceProgram, { manager, host }: Place): ServiceDefinition | null {
  switch (manager) {
    case 'systemd':
      return { path: `${unitFolder(host)}/${id}`, text: renderWatchUnit(program) };
    case 'launchd': {
      const limits = { memoryMiB: null, cpuPercent: null, tasks: null };
      return { path: `${agentFolder(host)}/${id}.plist`, text: renderPropertyList({ label: id, policy: POLICY, program, limits }) };
    }
    case 'supervisor':
      return null;
    default:
      return manager satisfies never;
  }
}

/** `KillMode=process`: a supervisor that it had to start outlives it. */
function renderWatchUnit({ argv, env, workingDirectory, logFile }: ServiceProgram): string {
  return `${[
    `${UNIT_MARK} and replaced by it. Settings of your own belong into a drop-in, which it never touches.`,
    '[Unit]',
    'Description=OmniClaw, keeping its fleet as declared',
    '',
    '[Service]',
    'Type=exec',
    `ExecStart=${argv.map((word) => unitWord(word, 'command')).join(' ')}`,
    `WorkingDirectory=${unitPath(workingDirectory)}`,
    ...Object.entries(env).map(([name, value]) => `Environment=${unitWord(`${name}=${value}`, 'environment')}`),
    `StandardOutput=append:${unitPath(logFile)}`,
    `StandardError=append:${unitPath(logFile)}`,
    `Restart=${POLICY.restart}`,
    'RestartSec=5',
    'KillMode=process',
    'UMask=0077',
    'NoNewPrivileges=yes',
    '',
    '[Install]',
    'WantedBy=default.target',
  ].join('\n')}\n`;
}
