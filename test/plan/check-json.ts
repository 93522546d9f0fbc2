import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckContext, checkLoaded, live, OFFLINE } from '../../src/cli/check-fleet.ts';
import type { FleetSpec } from '../../src/fleet/fleet-spec.ts';
import { loadFleet } from '../../src/load/load-fleet.ts';
import { blankHostState } from '../../src/plan/blank-host-state.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import type { Finding } from '../../src/plan/finding.ts';
import type { HostState } from '../../src/plan/host-state.ts';
import { runRules } from '../../src/plan/run-rules.ts';
import { host } from './sample-gateway.ts';

/** Everything that lint finds in a fleet given as JSON text. */
export function checkJson(text: string): Promise<Finding[]> {
  return checkText(text, OFFLINE);
}

/** Everything that plan finds in it on a host. `seen`: the parts of the host that matter; for the home folder `/home/ann`. */
export function checkOnHost(text: string, seen: Partial<HostState>): Promise<Finding[]> {
  return checkText(
    text,
    live([], (_gateways, host) => Promise.resolve({ ...blankHostState(host), ...seen })),
  );
}

async function checkText(text: string, context: CheckContext): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'oc-'));
  const path = join(folder, 'omniclaw.fleet.json');
  await writeFile(path, text);
  const loaded = await loadFleet({ fleet: path, environment: {}, workingDirectory: folder, facts: host, execution: 'refused' });
  const { findings } = await checkLoaded(loaded, { ...host, fleetDir: folder }, context);
  await rm(folder, { recursive: true });
  return [...findings];
}

/** What the rules find in a spec, automatic ports being about to be written. */
export function checkSpec(spec: FleetSpec) {
  const { gateways } = deriveFleet(spec, host, { ports: {} }, []);
  const claims = collectClaims(gateways, host, (path) => path);
  return runRules({ spec, host, gateways, claims, lock: null, running: new Set(), seen: null });
}

/** Codes without repetition, sorted. */
export function codesOf(findings: readonly { readonly code: string }[]): string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

/** The text with every fix of the findings made. */
export function applyFixes(text: string, findings: readonly Finding[]): string {
  const document: unknown = JSON.parse(text);
  for (const { fix } of findings) for (const { pointer, value } of fix?.edits ?? []) setAt(document, pointer, value);
  return JSON.stringify(document);
}

function setAt(document: unknown, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  let at: unknown = document;
  for (const key of keys) {
    if (!isRecord(at)) return;
    at[key] ??= {};
    at = at[key];
  }
  if (isRecord(at)) at[last] = value;
}

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return value !== null && typeof value === 'object';
}
