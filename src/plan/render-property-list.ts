/** The launchd agent of a gateway. Pure text: what a plan compares is what the driver writes. Source: launchd.plist(5), macOS 14. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject, ServiceSpec } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import type { ServicePolicy } from '../fleet/runtime.ts';
import { DEFINITION_VARIABLE } from './render-unit.ts';
import type { ServiceProgram } from './resource.ts';

export type PropertyListRequest = {
  readonly label: string;
  readonly policy: AgentPolicy;
  readonly program: ServiceProgram;
  readonly limits: ServiceSpec['limits'];
};

/** What a property list needs to know of how its program lives. */
export type AgentPolicy = Pick<ServicePolicy, 'restart' | 'stopTimeout'>;

/** A comment in every property list that we write; one without it is not ours. */
export const PROPERTY_LIST_MARK = '<!-- Written by omniclaw';

/** Seconds between two starts of an agent that keeps ending. launchd has no limit on their number, so the pause is what bounds a storm. */
const THROTTLE_SECONDS = 10;

export function renderPropertyList(request: PropertyListRequest): string {
  const agent = agentOf(request);
  const hash = createHash('sha256').update(JSON.stringify(agent)).digest('hex').slice(0, 16);
  const { EnvironmentVariables: variables } = agent;
  const marked = { ...agent, EnvironmentVariables: { ...(isJsonObject(variables) ? variables : {}), [DEFINITION_VARIABLE]: hash } };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `${PROPERTY_LIST_MARK} and replaced by it. -->`,
    '<plist version="1.0">',
    ...printValue(marked, ''),
    '</plist>',
    '',
  ].join('\n');
}

/** The definition that a property list stands for, as its process finds it in its environment. Empty when the text is not ours. */
export function definitionOfAgent(text: string): string {
  return new RegExp(`<key>${DEFINITION_VARIABLE}</key>\\s*<string>([0-9a-f]{16})</string>`).exec(text)?.[1] ?? '';
}

/** The limits that a property list of ours was rendered with; `null`: it is not ours. */
export function agentSettings(text: string): Pick<ServiceSpec, 'limits' | 'hardening'> | null {
  if (!text.includes(PROPERTY_LIST_MARK)) return null;
  const tasks = /<key>NumberOfProcesses<\/key>\s*<integer>(\d+)<\/integer>/.exec(text)?.[1];
  return { limits: { memoryMiB: null, cpuPercent: null, tasks: tasks === undefined ? null : Number(tasks) }, hardening: 'default' };
}

/** What of a program cannot be written into XML, in words. Source: XML 1.0, production 2 "Char". */
export function propertyListProblems({ argv, env, workingDirectory, logFile }: ServiceProgram): string[] {
  const texts: readonly (readonly [string, string])[] = [
    ...argv.map((word, at) => [`word ${at + 1} of its command line`, word] as const),
    ...Object.entries(env).map(([name, value]) => [`the environment variable "${name}"`, value] as const),
    ['the path of its state folder', workingDirectory],
    ['the path of its log file', logFile],
  ];
  return texts.flatMap(([what, text]) => {
    if (!text.isWellFormed()) return [`${what} holds half a character (a lone surrogate)`];
    return /(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/u.test(text) ? [`${what} holds a control character, which XML cannot hold`] : [];
  });
}

function agentOf({ label, policy, program, limits }: PropertyListRequest): JsonObject {
  return {
    Label: label,
    ProgramArguments: program.argv,
    EnvironmentVariables: Object.fromEntries(Object.entries(program.env).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    WorkingDirectory: program.workingDirectory,
    StandardOutPath: program.logFile,
    StandardErrorPath: program.logFile,
    RunAtLoad: true,
    // launchd tells no exit status but 0 from the others: one that cannot work until something changes waits out the pause each time.
    KeepAlive: policy.restart === 'always' ? true : { SuccessfulExit: false },
    ThrottleInterval: THROTTLE_SECONDS,
    ExitTimeOut: policy.stopTimeout,
    ProcessType: 'Interactive',
    Umask: 0o077,
    ...(limits.tasks === null ? {} : { HardResourceLimits: { NumberOfProcesses: limits.tasks } }),
  };
}

function printValue(value: Json, indent: string): string[] {
  if (typeof value === 'string') return [`${indent}<string>${escapeText(value)}</string>`];
  if (typeof value === 'number') return [`${indent}<integer>${value}</integer>`];
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  const inner = `${indent}  `;
  if (Array.isArray(value)) return [`${indent}<array>`, ...value.flatMap((item) => printValue(item, inner)), `${indent}</array>`];
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return [
    `${indent}<dict>`,
    ...entries.flatMap(([key, item]) => [`${inner}<key>${escapeText(key)}</key>`, ...printValue(item, inner)]),
    `${indent}</dict>`,
  ];
}

/** A carriage return would be read back as a line feed unless it is written as a reference. Source: XML 1.0, section 2.11. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
