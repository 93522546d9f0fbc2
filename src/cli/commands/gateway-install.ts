import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { applyPlan } from '../../apply/apply-plan.ts';
import type { GenerationContent } from '../../apply/generations.ts';
import type { LedgerEntry } from '../../apply/ledger.ts';
import { rememberGateway, rememberTrial } from '../../apply/remember-gateway.ts';
import { hasLinger } from '../../drivers/systemd/find-systemd.ts';
import type { ServiceDriverName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { removeStaleTemporaries } from '../../os/write-file.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import { PLAIN_CHOICES } from '../../plan/plan-choices.ts';
import { beginJournal, exitOf } from '../carry-out.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { findKnownGood, generationContent } from '../known-good.ts';
import { listenToHost, type OpenHost, withHost } from '../open-host.ts';
import { type PreparedPlan, planFleet } from '../plan-fleet.ts';
import { readHost } from '../read-host.ts';
import { type Instance, readInstance } from '../read-instance.ts';
import { readNumber } from '../read-number.ts';
import { openServiceProgress, reportService } from '../service-report.ts';
import { declareSingle, type SingleGateway } from '../single-gateway.ts';
import { withApplyLock } from '../with-apply-lock.ts';

/** 0 it runs and is proven, 1 failed with nothing changed, 3 partial, 5 locked, 130 interrupted. */
export async function runGatewayInstall(call: Call): Promise<number> {
  const instance = readInstance(call);
  const driver = readDriver(call);
  const timeoutMs = readNumber(call, 'timeout', 20) * 1000;
  return withApplyLock(call, () =>
    withHost(call, timeoutMs, async (host) => {
      const entry = host.ledger.entry(instance.profile);
      const prepared =
        entry !== null && isDeclared(entry, instance)
          ? await planDeclared(call, instance, { entry, host })
          : await planSingle(call, instance, { driver, host });
      return carryOut(call, prepared, host);
    }),
  );
}

type Prepared = {
  readonly prepared: PreparedPlan;
  readonly derived: DerivedGateway;
  readonly fleet: string;
  readonly facts: Host;
  /** What is kept of it once it is proven. */
  readonly content: GenerationContent | null;
};

/** A gateway of a fleet file is installed as that file declares it, so that the two never disagree. */
async function planDeclared(
  call: Call,
  { profile, port }: Instance,
  { entry, host }: { readonly entry: LedgerEntry; readonly host: OpenHost },
): Promise<Prepared> {
  const value: Call['value'] = (name) => (name === 'fleet' ? entry.fleet : name === 'port' ? undefined : call.value(name));
  const checked = await checkFleet({ ...call, value, fleet: null }, live(await listenToHost()));
  const derived = checked.fleet?.gateways.find(({ name }) => name === profile);
  if (checked.fleet === null || derived === undefined || checked.findings.some(({ severity }) => severity === 'error')) {
    throw new OmniclawError(
      'OCE_REFUSED',
      `"${profile}" belongs to the fleet file "${entry.fleet}", which has errors or no longer declares it`,
      {
        hint: `omniclaw plan --fleet ${entry.fleet}`,
      },
    );
  }
  const other = port !== null && port !== derived.ports.gateway ? `port ${port}` : call.value('driver') === undefined ? null : '"--driver"';
  if (other !== null) {
    throw new OmniclawError('OCE_REFUSED', `"${profile}" is declared by the fleet file "${entry.fleet}", so ${other} has to be set there`, {
      hint: `edit ${entry.fleet}, then: omniclaw apply --fleet ${entry.fleet} --target ${profile}`,
    });
  }
  const prepared = await planFleet(checked, host, { ...PLAIN_CHOICES, targets: [profile] });
  return { prepared, derived, fleet: checked.path, facts: checked.fleet.host, content: generationContent(checked, profile) };
}

async function planSingle(
  call: Call,
  instance: Instance,
  { driver, host }: { readonly driver: ServiceDriverName; readonly host: OpenHost },
): Promise<Prepared> {
  const single = await declareSingle(call, { instance, port: instance.port, driver, wanted: {}, against: 'gateways' });
  refuseConflicts(call, single);
  const { configPath: path, stateDir } = instance;
  for (const folder of new Set([stateDir, dirname(path)])) await removeStaleTemporaries(folder);
  const { derived, host: facts, spec } = single;
  const fleet = { spec, host: facts, gateways: [derived], claims: [], lock: { path: '', text: null, wanted: { ports: {} } } };
  const prepared = await planFleet({ path, findings: [], fleet }, host, { ...PLAIN_CHOICES, adopt: 'allowed' });
  return { prepared, derived, fleet: path, facts, content: { fleet: path, document: single.document } };
}

function refuseConflicts(call: Call, { conflicts }: SingleGateway): void {
  const [first] = conflicts;
  if (first === undefined || call.has('force')) return;
  const more = conflicts.length > 1 ? ` (and ${conflicts.length - 1} more)` : '';
  throw new OmniclawError('OCE_REFUSED', `${first.code}: ${first.message}${more}`, {
    hint: 'choose another --port, or leave it out for a free block; --force installs it all the same',
  });
}

/** Whether a fleet file that is still there declared this gateway when it was last applied. */
export function isDeclared({ fleet, stateDir }: LedgerEntry, instance: Instance): boolean {
  return fleet !== instance.configPath && stateDir === instance.stateDir && existsSync(fleet);
}

async function carryOut(call: Call, { prepared, derived, fleet, facts, content }: Prepared, host: OpenHost): Promise<number> {
  const desired = prepared.desired.get(derived.name);
  if (desired === undefined) throw new TypeError(`"${derived.name}" is not in its plan`);
  const journal = await beginJournal({ path: fleet }, { command: 'gateway install', prepared, host });
  const { progress, events, problems } = await openServiceProgress(call, prepared.plan);
  const summary = await interruptible((signal) =>
    applyPlan({
      ...prepared,
      machine: host.machine,
      parallel: 1,
      signal,
      report: progress.report,
      rememberTrial: (trial) => rememberTrial(host.ledger, fleet, trial),
      remember: (_, outcome) => rememberGateway(host, { fleet, desired, content, outcome }),
      knownGood: (gateway) => findKnownGood(host.generations, gateway, { host: facts, launch: host.launch }),
    }),
  );
  await journal.end(summary, problems);
  await progress.close(summary);
  const { driver, id, port } = desired.service;
  const way = driver === 'supervisor' ? 'under the embedded supervisor' : `as ${id} of ${driver}`;
  const sentence = `"${derived.profile}" runs ${way} on port ${port}${summary.changed === 0 ? ', as before' : ''}`;
  const notes = exitOf(summary) === 0 ? notesOn(call, driver) : [];
  reportService(call, { command: 'install', gateway: derived, driver, summary, events, sentence, notes });
  return exitOf(summary);
}

function notesOn(call: Call, driver: string): string[] {
  const { user } = readHost(call.environment);
  if (driver === 'supervisor') {
    return ['the supervisor does not start by itself after a reboot: run "omniclaw gateway install" or "omniclaw apply" then'];
  }
  return driver === 'systemd' && hasLinger(user) === 'no'
    ? [`it ends when you log out, until you run: loginctl enable-linger ${user}`]
    : [];
}

function readDriver(call: Call): ServiceDriverName {
  const given = call.value('driver') ?? 'auto';
  const driver = (['auto', 'systemd', 'launchd', 'supervisor'] as const).find((one) => one === given);
  if (driver !== undefined) return driver;
  throw new OmniclawError('OCE_USAGE', `"--driver" must be auto, systemd, launchd or supervisor, got "${given}"`, {
    hint: '--driver auto',
  });
}
