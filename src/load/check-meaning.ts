import type { FleetDeclaration } from '../fleet/fleet-schema.ts';
import { showText } from '../fleet/show-value.ts';
import { pointer } from '../plan/finding.ts';
import type { FileProblem } from './fleet-document.ts';

/** What a schema cannot say: a range that ends before it begins, and settings that have a key of their own but stand in `config`. */
export function checkMeaning({ defaults = {}, gateways }: FleetDeclaration): FileProblem[] {
  const own = Object.entries(gateways).flatMap(([name, gateway]) => checkGateway(gateway, ['gateways', name]));
  return [...checkGateway(defaults, ['defaults']), ...own];
}

type Gateway = FleetDeclaration['gateways'][string];

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
