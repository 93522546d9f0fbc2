import type { Json } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const retiredKey: Rule = {
  code: 'OC705',
  severity: 'warning',
  title: 'a config key or value that the installed runtime does not take',
  scope: 'fleet',
  find: ({ gateways }) =>
    gateways.flatMap(({ name, spec }) =>
      runtimeOf(spec.runtime).retiredKeys.flatMap(({ path, since, instead }) =>
        findPlaces(spec.config, path, []).map(
          (keys): RuleFault => ({
            gateways: [name],
            message: `${quoted(keys.join('.'))} of ${quoted(name)} has no effect since ${spec.runtime} ${since}`,
            pointers: [pointer('gateways', name, 'config', ...keys)],
            fix: { description: instead === '' ? 'remove it' : `remove it; ${instead}`, edits: [] },
          }),
        ),
      ),
    ),
  page: {
    why: 'The gateway ignores the key or refuses its config, so it runs with something else than the file says.',
    mend: 'Remove the key, or use the one that took its place. After an upgrade, "omniclaw schema pull" asks the new release for all its keys.',
    bad: '{ "gateways": { "main": { "runtime": "openclaw", "port": 18789, "config": { "browser": { "cdpPortRangeStart": 19000 } } } } }',
    good: '{ "gateways": { "main": { "runtime": "openclaw", "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18801 } } } } } }',
  },
};

/** The places that fit a path, in which `*` stands for any key. */
function findPlaces(value: Json, [key, ...rest]: readonly string[], keys: readonly string[]): string[][] {
  if (key === undefined) return [[...keys]];
  if (!isJsonObject(value)) return [];
  const names = key === '*' ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return names.flatMap((name) => findPlaces(value[name] ?? null, rest, [...keys, name]));
}
