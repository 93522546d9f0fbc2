import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FLEETS, rulesFiles } from '../../docs/rules-page.ts';
import { RULES } from '../../src/plan/rule-registry.ts';

const rules = suite('the page of the rules');
const ROOT = join(import.meta.dirname, '..', '..');

rules('the docs page, its table and the fixtures are what the rules say, and there are no others', () => {
  for (const [path, text] of rulesFiles()) assert.is(readFileSync(join(ROOT, path), 'utf8'), text, `${path}: npm run docs`);
  assert.equal(readdirSync(join(ROOT, FLEETS)).sort(), RULES.map(({ code }) => code).sort());
});

rules.run();
