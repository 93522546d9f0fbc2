import type { Action, Change } from './resource.ts';

/** What `apply` reports while it works; with `--json` each is one line. `version` comes first, `summary` last. */
export type ApplyEvent =
  | { readonly type: 'version'; readonly schema: 'omniclaw.apply.v1'; readonly formatVersion: '1.0' }
  | { readonly type: 'plan'; readonly changes: readonly Change[] }
  | { readonly type: 'stage'; readonly name: string; readonly gateways: readonly string[] }
  | StepEvent
  /** A gateway takes its time: what it is still missing. */
  | { readonly type: 'waiting'; readonly gateway: string; readonly seconds: number; readonly problem: string }
  | {
      readonly type: 'proof';
      readonly gateway: string;
      readonly port: number;
      readonly pid: number;
      readonly startId: string;
      readonly configHash: string;
    }
  | {
      readonly type: 'gateway';
      readonly gateway: string;
      readonly outcome: GatewayOutcome;
      readonly message: string;
      readonly hint: string;
    }
  | ApplySummary;

export type StepEvent = {
  readonly type: 'step';
  readonly status: 'started' | 'done' | 'failed';
  readonly stage: string;
  readonly gateway: string;
  readonly action: Action;
  readonly kind: Change['kind'];
  readonly id: string;
};

/** `rolled-back`: the change failed, and what was proven before runs again. `unchanged` needed nothing; `blocked` could not be touched; `skipped` waits for another gateway or for the next run. */
export type GatewayOutcome = 'done' | 'unchanged' | 'failed' | 'rolled-back' | 'blocked' | 'skipped';

export type ApplySummary = {
  readonly type: 'summary';
  readonly outcome: 'done' | 'nothing-to-do' | 'failed' | 'partial' | 'interrupted';
  /** Changes carried out. */
  readonly changed: number;
  readonly done: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
};
