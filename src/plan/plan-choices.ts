/** What was asked for beside the fleet file. A saved plan keeps it, so that the same is asked again when it is carried out. */
export type PlanChoices = {
  /** Gateways to look at; empty for all. */
  readonly targets: readonly string[];
  /** Whether configs that we did not make may be taken over. */
  readonly adopt: 'refused' | 'allowed';
  /** Whether gateways that left the fleet file are removed. */
  readonly prune: 'no' | 'yes';
};

/** The careful ones: look at everything, take nothing over, remove nothing. */
export const PLAIN_CHOICES: PlanChoices = { targets: [], adopt: 'refused', prune: 'no' };
