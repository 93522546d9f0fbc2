/** `docs/security.md` promises nothing that no test shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const page = suite('the page of security');
const root = resolve(import.meta.dirname, '..', '..');
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
const text = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

page('each rule names a test that is there', () => {
  const rules = [...text.slice(0, text.indexOf('## Advisories')).matchAll(/^\| (?!rule|---)(.+) \| (.+) \|$/gm)].map(
    ([, , test = '']) => test,
  );
  assert.ok(rules.length > 12);
  assert.equal(
    rules.filter((test) => !isThere(test)),
    [],
  );
});

page('each advisory names what shows it closed', () => {
  const rows = [...text.slice(text.indexOf('## Advisories')).matchAll(/^\| (?!advisory|---)(.+) \| (.+) \| (.+) \|$/gm)].map(
    ([, , , here = '']) => here,
  );
  assert.ok(rows.length > 10);
  const named = [...text.matchAll(/`([a-z-]+\.test\.ts)`/g)].map(([, name = '']) => name);
  const known = files.map((file) => basename(file));
  assert.equal(
    named.filter((name) => !known.includes(name)),
    [],
  );
});

/** A title of `security.test.ts`, a file, or a file and the start of a title in it. */
function isThere(test: string): boolean {
  const [, file, title] = /^`([a-z-]+\.test\.ts)`(?:: (.+?))?(?:,.*)?$/.exec(test) ?? [null, 'security.test.ts', test];
  const path = files.find((name) => basename(name) === file);
  if (path === undefined) return false;
  const source = readFileSync(join(root, 'test', path), 'utf8');
  return title === undefined || new RegExp(`\\('${title.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&')}`).test(source);
}

page.run();
