import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import type { Claim } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import type { Fault, RuleCode, Severity } from './finding.ts';
import type { FleetAnalysis } from './fleet-analysis.ts';
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
};

/** A rule is data: what it is called, how bad it is, what it finds, and the page that explains it. */
export type Rule = {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** One line, lower case, no full stop. */
  readonly title: string;
  /** `fleet`: needs only the fleet file (lint). `host`: needs the live machine (plan). `load`: reported while the file is read. */
  readonly scope: 'fleet' | 'host' | 'load';
  /** Faults without code and severity, which the engine adds. */
  readonly find: (input: RuleInput, analysis: FleetAnalysis) => readonly RuleFault[];
  readonly page: RulePage;
};

export type RuleFault = Omit<Fault, 'code' | 'severity'>;

/** The text of `omniclaw explain CODE`. Plain sentences; `bad` and `good` are minimal fleets in JSON. */
export type RulePage = {
  readonly why: string;
  readonly mend: string;
  readonly bad: string;
  readonly good: string;
};
