import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.ts';

/** A reference to a secret that apply gets and the gateway, which asks later, does not: as with a password manager that locks itself. */
export async function onceSecret(box: Sandbox): Promise<{ readonly $command: readonly string[] }> {
  const path = join(box.home, 'once-secret');
  await writeFile(path, `#!/bin/sh\ntest -e '${path}.used' || { touch '${path}.used'; echo ${'s'.repeat(40)}; }\n`);
  await chmod(path, 0o700);
  return { $command: [path] };
}
