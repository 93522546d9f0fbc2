/**
 * The systemd user unit of a gateway. Pure text: what a plan compares is what the driver writes.
 * Source: systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.resource-control(5), version 252.
 */
import { createHash } from 'node:crypto';
import type { ServiceSpec } from '../fleet/fleet-spec.ts';
import type { ServicePolicy } from '../fleet/runtime.ts';
import type { ServiceProgram } from './resource.ts';
import { unitListedPath, unitPath, unitProblem, unitWord } from './unit-words.ts';

export type UnitRequest = {
  /** What it is, for people. */
  readonly title: string;
  readonly policy: UnitPolicy;
  readonly program: ServiceProgram;
  readonly limits: ServiceSpec['limits'];
  /** `full`: with name spaces · `calls`: only what works without them · `none`. */
  readonly sandbox: 'full' | 'calls' | 'none';
  /** Folders that the gateway writes to: its home, state, workspace and the folder of its config. */
  readonly writable: readonly string[];
};

/** What a unit needs to know of how its program lives. */
export type UnitPolicy = Omit<ServicePolicy, 'environment' | 'sandbox'>;

/** First words of every unit that we write; a unit without them is not ours. */
export const UNIT_MARK = '# Written by omniclaw';

/** Variable that tells with which definition a process was started. */
export const DEFINITION_VARIABLE = 'OMNICLAW_DEFINITION';

/** Restarts within a minute before systemd gives up. */
const STORM_STARTS = 5;

export function renderUnit(request: UnitRequest): string {
  const lines = unitLines(request);
  const hash = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
  const at = lines.findLastIndex((line) => line.startsWith('Environment=')) + 1;
  return `${lines.toSpliced(at, 0, `Environment=${unitWord(`${DEFINITION_VARIABLE}=${hash}`, 'environment')}`).join('\n')}\n`;
}

/** The definition that a unit text stands for: what its process finds in its environment. Empty when the text is not ours. */
export function definitionOf(unit: string): string {
  return new RegExp(`^Environment="${DEFINITION_VARIABLE}=([0-9a-f]{16})"$`, 'm').exec(unit)?.[1] ?? '';
}

/** What a unit of ours was rendered with; `null`: it is not ours. */
export function unitSettings(unit: string): Pick<ServiceSpec, 'limits' | 'hardening'> | null {
  if (!unit.startsWith(UNIT_MARK)) return null;
  const number = (key: string): number | null => {
    const [, digits] = new RegExp(`^${key}=(\\d+)[M%]?$`, 'm').exec(unit) ?? [];
    return digits === undefined ? null : Number(digits);
  };
  return {
    limits: { memoryMiB: number('MemoryMax'), cpuPercent: number('CPUQuota'), tasks: number('TasksMax') },
    hardening: unit.includes('\nNoNewPrivileges=yes\n') ? 'default' : 'none',
  };
}

/** What of a program cannot be written into a unit, in words. */
export function unitProblems({ program, writable }: Pick<UnitRequest, 'program' | 'writable'>): string[] {
  const [command = '', ...args] = program.argv;
  const problem = (what: string, text: string, place: Parameters<typeof unitProblem>[1]): string[] => {
    const found = unitProblem(text, place);
    return found === '' ? [] : [`${what} ${found}`];
  };
  return [
    ...problem('the path of its program', command, 'program'),
    ...args.flatMap((word, at) => problem(`word ${at + 2} of its command line`, word, 'command')),
    ...Object.entries(program.env).flatMap(([name, value]) => problem(`the environment variable "${name}"`, value, 'environment')),
    ...problem('the path of its state folder', program.workingDirectory, 'path'),
    ...problem('the path of its log file', program.logFile, 'path'),
    ...writable.flatMap((path) => problem(`the path ${JSON.stringify(path)}`, path, 'path')),
  ];
}

function unitLines({ title, policy, program, limits, sandbox, writable }: UnitRequest): string[] {
  const variables = Object.entries(program.env).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const banned = [...LOADER_VARIABLES, ...policy.forbidden].filter((name) => program.env[name] === undefined);
  return [
    `${UNIT_MARK} and replaced by it. Settings of your own belong into a drop-in, which it never touches.`,
    '[Unit]',
    `Description=${title}`,
    `StartLimitIntervalSec=${stormWindow(policy)}`,
    `StartLimitBurst=${STORM_STARTS}`,
    '',
    '[Service]',
    `Type=${policy.type}`,
    // The gateway has no datagram socket of its own: a program that it starts tells systemd.
    ...(policy.type === 'notify' ? ['NotifyAccess=all'] : []),
    `ExecStart=${program.argv.map((word) => unitWord(word, 'command')).join(' ')}`,
    `WorkingDirectory=${unitPath(program.workingDirectory)}`,
    `UnsetEnvironment=${banned.join(' ')}`,
    ...variables.map(([name, value]) => `Environment=${unitWord(`${name}=${value}`, 'environment')}`),
    `StandardOutput=append:${unitPath(program.logFile)}`,
    `StandardError=append:${unitPath(program.logFile)}`,
    `Restart=${policy.restart}`,
    `RestartSec=${policy.restartPause}`,
    'RestartPreventExitStatus=78',
    ...(policy.goodExits.length > 0 ? [`SuccessExitStatus=${policy.goodExits.join(' ')}`] : []),
    'TimeoutStartSec=60',
    `TimeoutStopSec=${policy.stopTimeout}`,
    ...(policy.type === 'notify' ? ['WatchdogSec=60'] : []),
    `KillMode=${policy.killMode}`,
    'OOMPolicy=continue',
    'UMask=0077',
    ...limitLines(limits),
    ...sandboxLines(sandbox, writable),
    '',
    '[Install]',
    'WantedBy=default.target',
  ];
}

/** Variables of the user manager that would change what the gateway loads. */
const LOADER_VARIABLES = ['NODE_OPTIONS', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT'] as const;

/** Long enough for a program that takes its time to fail to be seen failing. In seconds. */
function stormWindow({ type }: UnitPolicy): number {
  return type === 'notify' ? 60 : 300;
}

function limitLines({ memoryMiB, cpuPercent, tasks }: ServiceSpec['limits']): string[] {
  return [
    ...(memoryMiB === null ? [] : [`MemoryMax=${memoryMiB}M`]),
    ...(cpuPercent === null ? [] : [`CPUQuota=${cpuPercent}%`]),
    ...(tasks === null ? [] : [`TasksMax=${tasks}`]),
  ];
}

/** Works in every user manager: system call filters and flags of the process. Chromium's own sandbox needs the name spaces and calls named here. */
const CALL_LINES = [
  'NoNewPrivileges=yes',
  'AmbientCapabilities=',
  'KeyringMode=private',
  'LockPersonality=yes',
  'ProtectHostname=yes',
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
  'RestrictNamespaces=user pid net',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service @pkey chroot unshare setns seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self',
  'SystemCallFilter=~@resources',
  'SystemCallErrorNumber=EPERM',
] as const;

/** Needs user name spaces: without them a user manager may neither mount nor give up capabilities, and the service does not start. */
const NAMESPACE_LINES = [
  'CapabilityBoundingSet=',
  'DevicePolicy=closed',
  'PrivateDevices=yes',
  'PrivateMounts=yes',
  'PrivateUsers=yes',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectKernelModules=yes',
  'ProtectProc=invisible',
  'ProtectSystem=strict',
] as const;

function sandboxLines(sandbox: UnitRequest['sandbox'], writable: readonly string[]): string[] {
  if (sandbox === 'none') return [];
  if (sandbox === 'calls') return [...CALL_LINES];
  const temporary = ['/tmp', '/var/tmp'];
  const lives = writable.some((path) => temporary.some((folder) => path === folder || path.startsWith(`${folder}/`)));
  const paths = [...new Set([...writable, ...(lives ? temporary : [])])].map((path) => unitListedPath(`-${path}`));
  return [...CALL_LINES, ...NAMESPACE_LINES, ...(lives ? [] : ['PrivateTmp=yes']), `ReadWritePaths=${paths.join(' ')}`];
}
