import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import type { Claim } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import type { Fault, RuleCode, Severity } from './finding.ts';
import type { FleetAnalysis } from './fleet-analysis.ts';
import type { HostState } from './host-state.ts';
import type { PortLock } from './port-lock.ts';

/** What rules look at. Built once for all rules by `ruleInput`. */
export type RuleInput = {
  readonly spec: FleetSpec;
  readonly host: Host;
  /** In the order of the fleet file. */
  readonly gateways: readonly DerivedGateway[];
  readonly claims: readonly Claim[];
  /** Automatic ports as they are kept beside the fleet file; `null`: they are about to be written, so it does not matter. */
  readonly lock: PortLock | null;
  /** Gateways that run now, as far as anybody looked: where either of two can move, the other one does. */
  readonly running: ReadonlySet<string>;
  /** The host as it is; `null`: nobody looked. */
  readonly seen: HostState | null;
};

/** The same when somebody has looked at the host. */
export type HostRuleInput = RuleInput & { readonly seen: HostState };

/** A rule is data: what it is called, how bad it is, what it finds, and the page that explains it. */
export type Rule = FleetRule | HostRule;

type RuleCard = {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** One line, lower case, no full stop. */
  readonly title: string;
};

/** `fleet`: needs only the fleet file (lint). `load`: reported while the file is read. */
export type FleetRule = RuleCard & {
  readonly scope: 'fleet' | 'load';
  /** Faults without code and severity, which the engine adds. */
  readonly find: (input: RuleInput, analysis: FleetAnalysis) => readonly RuleFault[];
  readonly page: RulePage;
};

/** Needs the host as it is (plan). What it could not see it does not report. */
export type HostRule = RuleCard & {
  readonly scope: 'host';
  readonly find: (input: HostRuleInput, analysis: FleetAnalysis) => readonly RuleFault[];
  readonly page: RulePage & { readonly seen: SeenPair };
};

/** `severity`: when this one is less bad than its rule usually is. */
export type RuleFault = Omit<Fault, 'code' | 'severity'> & { readonly severity?: Severity };

/** The text of `omniclaw explain CODE`. Plain sentences; `bad` and `good` are minimal fleets in JSON. */
export type RulePage = {
  readonly why: string;
  readonly mend: string;
  readonly bad: string;
  readonly good: string;
};

/** The hosts of the two fleets of a page. */
export type SeenPair = { readonly bad: SeenHost; readonly good: SeenHost };

/** `words`: what matters of the host, as the end of "on a host where". `state`: the same as parts of a `HostState` in JSON, for the home folder `/home/ann`. */
export type SeenHost = { readonly words: string; readonly state: string };
