import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FLEETS, rulesFiles } from '../../docs/rules-page.ts';
import { readHostState } from '../../src/cli/recorded-host.ts';
import { RULES } from '../../src/plan/rule-registry.ts';
import { checkJson, codesOf } from './check-json.ts';

const rules = suite('the page of the rules');
const ROOT = join(import.meta.dirname, '..', '..');

rules('the recorded hosts beside the fleets are whole, and lint on the same fleets finds nothing of the host', async () => {
  for (const rule of RULES.filter(({ scope }) => scope === 'host')) {
    for (const which of ['bad', 'good']) {
      const folder = join(ROOT, FLEETS, rule.code);
      const seen = await readHostState(join(folder, `${which}.host-state.json`));
      assert.is(seen.host.home, '/home/ann');
      assert.equal(codesOf(await checkJson(readFileSync(join(folder, `${which}.fleet.json`), 'utf8'))), []);
    }
  }
});

rules('the docs page, its table and the fixtures are what the rules say, and there are no others', () => {
  for (const [path, text] of rulesFiles()) assert.is(readFileSync(join(ROOT, path), 'utf8'), text, `${path}: npm run docs`);
  const codes = new Set(RULES.map(({ code }): string => code));
  const strays = readdirSync(join(ROOT, FLEETS), { recursive: true, encoding: 'utf8' }).filter(
    (name) => !codes.has(name) && !rulesFiles().has(join(FLEETS, name)),
  );
  assert.equal(strays, []);
});

rules.run();
