/** Writes `docs/rules.md` and `fixtures/rules/`; a test fails when they are not what the rules say. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rulesFiles } from './rules-page.ts';

const root = join(import.meta.dirname, '..');
for (const [path, text] of rulesFiles()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
