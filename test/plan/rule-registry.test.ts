/** Every rule is needed: with any one of them taken out of the registry, its bad fleet under `fixtures/rules/` is not found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FLEETS } from '../../docs/rules-page.ts';
import { RULES } from '../../src/plan/rule-registry.ts';
import { explainRule } from '../../src/plan/run-rules.ts';
import { checkJson, checkOnHost, codesOf } from './check-json.ts';

const registry = suite('rule registry');
const FOLDER = join(import.meta.dirname, '..', '..', FLEETS);
const codes = readdirSync(FOLDER).sort();

/** What is wrong with a code: `null` when its bad fleet is found, on its host where it has one, and the finding has a page. */
async function faultOf(code: string): Promise<string | null> {
  const read = (name: string) => readFileSync(join(FOLDER, code, name), 'utf8');
  const isLive = readdirSync(join(FOLDER, code)).includes('bad.host-state.json');
  const fleet = read('bad.fleet.json');
  const found = codesOf(await (isLive ? checkOnHost(fleet, JSON.parse(read('bad.host-state.json'))) : checkJson(fleet)));
  if (!found.includes(code)) return `${code} is not found`;
  return explainRule(code) === undefined ? `${code} has no page` : null;
}

/** Runs a task while a rule is missing. The list is read-only for everybody else. */
async function without<T>(code: string, task: () => Promise<T>): Promise<T> {
  const at = RULES.findIndex((rule) => rule.code === code);
  const removed: unknown = Reflect.apply(Array.prototype.splice, RULES, [at, 1]);
  try {
    return await task();
  } finally {
    Reflect.apply(Array.prototype.splice, RULES, [at, 0, ...(Array.isArray(removed) ? removed : [])]);
  }
}

for (const code of codes) {
  registry(`${code} is found, and not without its rule`, async () => {
    assert.is(await faultOf(code), null);
    assert.is.not(await without(code, () => faultOf(code)), null);
  });
}

registry('the list is whole again afterwards', () => {
  assert.equal(RULES.map(({ code }) => code).sort(), codes);
});

registry.run();
