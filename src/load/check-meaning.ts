import type { FleetDeclaration } from '../fleet/fleet-schema.ts';
import { type ProgramFacts, runtimeOf } from '../fleet/runtime.ts';
import { showText } from '../fleet/show-value.ts';
import { pointer } from '../plan/finding.ts';
import type { FileProblem } from './fleet-document.ts';

/** What a schema cannot say: a range that ends before it begins, and settings that have a key of their own but stand in `config`. */
export function checkMeaning({ defaults = {}, gateways }: FleetDeclaration): FileProblem[] {
  const own = Object.entries(gateways).flatMap(([name, gateway]) => [
    ...checkGateway(gateway, ['gateways', name]),
    ...checkProgram(gateway, defaults, ['gateways', name]),
  ]);
  return [...checkGateway(defaults, ['defaults']), ...own];
}

type Gateway = FleetDeclaration['gateways'][string];
type Defaults = NonNullable<FleetDeclaration['defaults']>;

/** Which words of `program` mean something, by where a runtime has its program from. */
const PROGRAM_WORDS = {
  own: [],
  package: ['version', 'path', 'node'],
  command: ['command', 'health'],
} as const satisfies { [source in ProgramFacts['source']]: readonly string[] };

/** A program is given in the way of its runtime. What the defaults say of it may be for other gateways. */
function checkProgram({ runtime, program }: Gateway, defaults: Defaults, at: readonly string[]): FileProblem[] {
  const name = runtime ?? defaults.runtime ?? 'omniclaw';
  const { source } = runtimeOf(name).program;
  if (program === undefined && source !== 'command') return [];
  const known: readonly string[] = PROGRAM_WORDS[source];
  const strange = Object.keys(program ?? {}).filter((word) => !known.includes(word));
  const missing = source === 'command' && program?.command === undefined && defaults.program?.command === undefined;
  return [
    ...strange.map((word) => ({
      code: 'OC701' as const,
      message: `"program.${word}" means nothing to runtime "${name}"`,
      at: [pointer(...at, 'program', word)],
    })),
    ...(missing
      ? [
          {
            code: 'OC701' as const,
            message: `runtime "${name}" needs "program.command", the command line that starts it`,
            at: [pointer(...at)],
          },
        ]
      : []),
  ];
}

function checkGateway({ browser, config }: Gateway, at: readonly string[]): FileProblem[] {
  const range = browser?.cdpPortRange;
  const inverted: FileProblem[] =
    range !== undefined && range.first > range.last
      ? [
          {
            code: 'OC701',
            message: `the range ends at ${range.last}, before it begins at ${range.first}`,
            at: [pointer(...at, 'browser', 'cdpPortRange')],
          },
        ]
      : [];
  return config === undefined ? inverted : [...inverted, ...DECLARED_KEYS.flatMap((path) => findHidden(config, path, [], at))];
}

/** Config keys that are written from keys of the gateway; `*` stands for any key. */
const DECLARED_KEYS: readonly (readonly string[])[] = [
  ['gateway', 'port'],
  ['gateway', 'bind'],
  ['gateway', 'auth', 'mode'],
  ['gateway', 'auth', 'token'],
  ['browser', 'enabled'],
  ['browser', 'controlPort'],
  ['browser', 'cdpPortRange'],
  ['browser', 'cdpUrl'],
  ['browser', 'profiles', '*', 'cdpPort'],
  ['browser', 'profiles', '*', 'cdpUrl'],
  ['browser', 'profiles', '*', 'userDataDir'],
  ['canvasHost', 'enabled'],
  ['canvasHost', 'port'],
];

function findHidden(value: unknown, [key, ...rest]: readonly string[], keys: readonly string[], at: readonly string[]): FileProblem[] {
  if (key === undefined) {
    const name = keys.join('.');
    const declared = name.replace(/^gateway\./, '');
    return [
      {
        code: 'OC701',
        message: `"config.${showText(name, 80)}" is decided by "${showText(declared, 80)}" of the gateway: declare it there, where it is compared with other gateways`,
        at: [pointer(...at, 'config', ...keys)],
      },
    ];
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  const names = key === '*' ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return names.flatMap((name) => findHidden(Reflect.get(value, name), rest, [...keys, name], at));
}
