/** Whether the release of a gateway program takes the config that it is about to get. */
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { compareReleases } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { valueAt } from '../fleet/value-at.ts';
import type { Blocked, PlannedStep } from '../plan/plan.ts';
import { findPackageOf, type InstalledPackage } from './find-package.ts';
import { RUNTIME_NAMES } from './sightings/read-program.ts';

/** A release from before secret references refuses a config that has one, with a hint that leads nowhere. What is not known is let through. */
export async function checkRelease(steps: readonly PlannedStep[]): Promise<Blocked[]> {
  const blocked: Blocked[] = [];
  for (const step of steps) {
    if (step.kind !== 'config' || !namesProviders(step.resource.text)) continue;
    const { gateway } = step.change;
    const installed = await packageOf(steps.filter(({ change }) => change.gateway === gateway));
    const since = RUNTIME_NAMES.map(runtimeOf).find(({ program }) => program.packageName === installed?.name)?.config.secretRefsSince;
    if (installed === null || since === undefined || compareReleases(installed.version, since) >= 0) continue;
    blocked.push({
      gateway,
      message: `release ${installed.version} of "${installed.name}" reads no secrets from files, and its config would have it do so; ${since} and later do`,
      hint: `set program.version of "${gateway}" to ${since} or later, or write its token into "${step.resource.id}"`,
    });
  }
  return blocked;
}

function namesProviders(text: string): boolean {
  const parsed = parseJson5(text);
  const providers = 'value' in parsed && isJsonObject(parsed.value) ? valueAt(parsed.value, ['secrets', 'providers']) : undefined;
  return isJsonObject(providers) && Object.keys(providers).length > 0;
}

/** The package that the steps install, or whose program they start. */
async function packageOf(steps: readonly PlannedStep[]): Promise<InstalledPackage | null> {
  for (const step of steps) if (step.kind === 'program') return { name: step.resource.packageName, version: step.resource.version };
  const [program = '', script = ''] = steps.flatMap((step) => (step.kind === 'service' ? [step.resource.program.argv] : []))[0] ?? [];
  return (await findPackageOf(script)) ?? findPackageOf(program);
}
