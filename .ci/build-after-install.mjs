// Builds `dist` after the packages of a checkout were installed, so that "npm pack" and tools that install from git find it.
// An install without the development packages builds nothing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const node = join(root, 'node_modules', '.bin', 'node');
if (existsSync(join(root, 'node_modules', 'rolldown')) && existsSync(node)) {
  process.exitCode = spawnSync(node, [join(root, '.ci', 'build.ts')], { stdio: 'inherit' }).status ?? 1;
}
