/** Releases of a small program that behaves like OpenClaw, laid out as npm would. */
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, type Sandbox } from './sandbox.ts';

/** What a release does wrong: see `fixtures/programs/claw.mjs`. */
export type Orders = {
  readonly broken?: number;
  readonly writesEveryMs?: number;
  readonly startMs?: number;
  readonly takesMs?: number;
  readonly says?: string;
};

/** Makes a release in a folder and gives the path of its script. */
export async function layOut(folder: string, version: string, orders: Orders = {}): Promise<string> {
  const place = join(folder, 'node_modules', 'openclaw');
  await mkdir(place, { recursive: true });
  const program = await realpath(join(ROOT, 'fixtures', 'programs', 'claw.mjs'));
  await writeFile(join(place, 'package.json'), JSON.stringify({ name: 'openclaw', version, bin: { openclaw: 'openclaw.mjs' } }));
  await writeFile(join(place, 'openclaw.mjs'), `import { run } from ${JSON.stringify(program)};\nrun(${JSON.stringify(orders)});\n`);
  return join(place, 'openclaw.mjs');
}

/** Where apply installs a release. */
export function releaseFolder({ home }: Sandbox, version: string): string {
  return join(home, '.local', 'state', 'omniclaw', 'programs', 'openclaw', version);
}

/** The process of every gateway of the fleet, by name. */
export async function pidsOf(box: Sandbox): Promise<{ [gateway: string]: number }> {
  const { out } = await box.run('fleet', 'status', '--json');
  const status: { gateways: { [name: string]: { pid: number | null } } } = JSON.parse(out);
  return Object.fromEntries(Object.entries(status.gateways).map(([name, { pid }]) => [name, pid ?? 0]));
}
