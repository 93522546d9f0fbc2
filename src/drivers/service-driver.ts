import type { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { ServiceStep } from '../plan/diff-service.ts';
import type { ServiceRegistration } from '../plan/observed-gateway.ts';
import type { ServiceDriverKind } from '../plan/resource.ts';
import type { AskAll } from './questions.ts';

/** What a driver saw of one service. */
export type Observed = ServiceRegistration | OmniclawError;

/**
 * One way in which the services of this user are run. Supervisor, systemd, launchd and external fulfil it.
 * Every member throws `OmniclawError` for what the host refuses.
 */
export type ServiceDriver = {
  readonly kind: ServiceDriverKind;
  /**
   * Reads all named services with one call and changes nothing. A name that is missing from the answer was never
   * registered; an error stands for one that is in the way and not ours.
   */
  observe(names: readonly string[]): Promise<ReadonlyMap<string, Observed>>;
  /** Whether what keeps the services running is there itself. */
  manager(): 'answers' | 'gone';
  /** Name of the service whose main process this is, among those observed; `null` when it is none of them. */
  serviceOf(pid: number): string | null;
  /** What keeps the services running asks ports for us, while we do something else; `null`, or no such member: it does not. */
  asker?(): AskAll | null;
  /** Why a service will not come up by itself, in words; `null` while it may. */
  failure(name: string): Promise<string | null>;
  /** Carries out one step. Level-based: repeating it is harmless. `lockFile`: held by the process while it runs. */
  carryOut(step: ServiceStep, lockFile: string | null): Promise<void>;
  close(): void;
};

/** How a driver of this host is reached. */
export type DriverAccess = {
  readonly kind: ServiceDriverKind;
  /** Whether it may keep a service of this name: asked before it is opened for nothing. */
  mayKnow(name: string): Promise<'maybe' | 'no'>;
  open(): Promise<ServiceDriver>;
};
