import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ERRORS } from '../../src/fleet/omniclaw-error.ts';

const pack = suite('the package');
const root = resolve(import.meta.dirname, '..', '..');

pack('the emitted schema and validator are those of the source', () => {
  execFileSync(process.execPath, ['schema/emit.ts', '--check'], { cwd: root, stdio: 'pipe' });
});

pack('what users install has permissive licences and runs no install script', () => {
  const { packages }: { packages: { [path: string]: { dev?: boolean; license?: string; hasInstallScript?: boolean } } } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  assert.ok(shipped.length > 3);
  assert.equal(
    shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true),
    [],
  );
  assert.equal(
    shipped.flatMap(([path, { license }]) =>
      /^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0)$/.test(license ?? '') ? [] : [`${path} ${license}`],
    ),
    [],
  );
});

pack('the lock file names no address of a registry', () => {
  assert.not.match(readFileSync(join(root, 'package-lock.json'), 'utf8'), '"resolved"');
});

pack('the page of errors and the registry are the same', () => {
  const rows = [...readFileSync(join(root, 'docs', 'errors.md'), 'utf8').matchAll(/^\| (OCE_\w+) \| (\d+) \| (.+) \|$/gm)].map(
    ([, code, exit, title]) => `${code} ${exit} ${title}`,
  );
  assert.equal(
    rows,
    Object.entries(ERRORS).map(([code, { exit, title }]) => `${code} ${exit} ${title}`),
  );
});

pack.run();
