/** Whether the release of a gateway program takes the config that it is about to get. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { compareReleases } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { valueAt } from '../fleet/value-at.ts';
import { realPath } from '../os/real-path.ts';
import { ancestors } from '../plan/normal-path.ts';
import type { Blocked, PlannedStep } from '../plan/plan.ts';
import { RUNTIME_NAMES } from './sightings/read-program.ts';

/** A release from before secret references refuses a config that has one, with a hint that leads nowhere. What is not known is let through. */
export function checkRelease(steps: readonly PlannedStep[]): Blocked[] {
  return steps.flatMap((step): Blocked[] => {
    if (step.kind !== 'config' || !namesProviders(step.resource.text)) return [];
    const { gateway } = step.change;
    const installed = packageOf(steps.filter(({ change }) => change.gateway === gateway));
    const since = RUNTIME_NAMES.map(runtimeOf).find(({ program }) => program.packageName === installed?.name)?.config.secretRefsSince;
    if (installed === null || since === undefined || compareReleases(installed.version, since) >= 0) return [];
    return [
      {
        gateway,
        message: `release ${installed.version} of "${installed.name}" reads no secrets from files, and its config would have it do so; ${since} and later do`,
        hint: `set program.version of "${gateway}" to ${since} or later, or write its token into "${step.resource.id}"`,
      },
    ];
  });
}

function namesProviders(text: string): boolean {
  const parsed = parseJson5(text);
  const providers = 'value' in parsed && isJsonObject(parsed.value) ? valueAt(parsed.value, ['secrets', 'providers']) : undefined;
  return isJsonObject(providers) && Object.keys(providers).length > 0;
}

type Package = { readonly name: string; readonly version: string };

/** The package that the steps install, or whose program they start. */
function packageOf(steps: readonly PlannedStep[]): Package | null {
  for (const step of steps) if (step.kind === 'program') return { name: step.resource.packageName, version: step.resource.version };
  const [program = '', script = ''] = steps.flatMap((step) => (step.kind === 'service' ? [step.resource.program.argv] : []))[0] ?? [];
  return packageAround(script) ?? packageAround(program);
}

/** The nearest package that a program lies in. */
function packageAround(program: string): Package | null {
  for (const folder of program.startsWith('/') ? ancestors(dirname(realPath(program))) : []) {
    const found = parseJson(textOrNothing(`${folder}/package.json`));
    if (!isJsonObject(found)) continue;
    const { name, version } = found;
    return typeof name === 'string' && typeof version === 'string' ? { name, version } : null;
  }
  return null;
}

function textOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
