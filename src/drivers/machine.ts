import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { LiveGateway, ObservedGateway } from '../plan/observed-gateway.ts';
import type { Blocked, PlannedStep } from '../plan/plan.ts';
import type { AskedGateway } from './early-answers.ts';

/** The one way in which a plan is made from and carried out on a host. All members throw `OmniclawError` for what the host refuses. */
export type Machine = {
  /** Begins to ask about gateways that will be observed soon. Resolves when the questions are out. */
  askAhead(gateways: readonly AskedGateway[]): Promise<void>;
  /** Reads everything of one gateway and changes nothing. Throws when it cannot know, or finds something that is not ours in the way. */
  observe(desired: DesiredGateway): Promise<ObservedGateway>;
  /** Whether some process holds the lock of the state folder. Costs a process on Linux, so `observe` does not ask. */
  isInUse(desired: DesiredGateway): Promise<boolean>;
  /** What would make these steps fail: rights, space, programs, releases. Every problem at once; reads only. */
  checkSteps(steps: readonly PlannedStep[]): Promise<readonly Blocked[]>;
  /** Which secrets of gateways that are about to be changed cannot be had. Every problem at once; changes nothing. */
  checkSecrets(gateways: readonly DesiredGateway[]): Promise<readonly Blocked[]>;
  /**
   * Throws OCE_PORT_TAKEN, naming the holder, when a fixed port is held by a process that is not this gateway.
   * `released`: names of services that will have let go of their ports by then.
   */
  checkPorts(derived: DerivedGateway, desired: DesiredGateway, released: ReadonlySet<string>): Promise<void>;
  /** Carries out one step. Level-based: repeating it is harmless. Never retries. */
  carryOut(step: PlannedStep, desired: DesiredGateway | null): Promise<void>;
  /** Waits until the gateway proves itself with the wanted config and stays up. Throws OCE_NOT_READY or OCE_IMPOSTOR. */
  prove(desired: DesiredGateway, wanted: WantedProof): Promise<LiveGateway>;
};

/** `waiting`: told now and then, with the seconds so far, what the gateway is still missing. */
export type WantedProof = {
  readonly configHash: string;
  readonly signal: AbortSignal;
  readonly waiting: (seconds: number, problem: string) => void;
};
