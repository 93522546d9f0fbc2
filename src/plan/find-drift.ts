import type { Json } from '../fleet/fleet-spec.ts';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import { differingFields, fieldAt, type OwnedField, plainConfig } from './desired-config.ts';
import { type DesiredGateway, spellingIn } from './desired-gateway.ts';
import { diffGateway, showable } from './diff-gateway.ts';
import type { ObservedGateway } from './observed-gateway.ts';

/** One field in which what is declared, what is installed and what runs are not the same. `null`: there is none. Never a secret. */
export type Drift = {
  readonly gateway: string;
  readonly field: string;
  readonly declared: Json;
  readonly installed: Json;
  /** `'unknown'`: the process does not say, and runs with something else than what is installed. */
  readonly running: Json;
  /** Who changed it since it was last applied. */
  readonly changedBy: 'the fleet file' | 'somebody on this host' | 'both' | 'unknown';
};

/** `remembered`: the fields as they were last applied; empty when that is not known. */
export function findDrift(desired: DesiredGateway, observed: ObservedGateway, remembered: readonly OwnedField[]): Drift[] {
  return [
    ...stateDrift(desired, observed),
    ...folderDrift(desired, observed),
    ...configDrift(desired, observed, remembered),
    ...serviceDrift(desired, observed, remembered),
  ];
}

function stateDrift({ gateway, state }: DesiredGateway, { service: { registration, live } }: ObservedGateway): Drift[] {
  const installed = registration?.wanted ?? 'absent';
  const running = live !== null ? 'running' : (registration?.phase ?? 'absent');
  const isSame = installed === state && (state === 'running' ? live !== null : live === null);
  return isSame ? [] : [{ gateway, field: 'state', declared: state, installed, running, changedBy: 'unknown' }];
}

function folderDrift({ gateway, stateDir }: DesiredGateway, { directories, config }: ObservedGateway): Drift[] {
  const modes = [...directories.filter(({ id }) => id === stateDir), ...(config === null ? [] : [config])];
  return modes.flatMap(({ id, mode }) => {
    if ((mode & 0o077) === 0) return [];
    const declared = id === stateDir ? '0700' : '0600';
    return [
      { gateway, field: `mode of ${id}`, declared, installed: `0${mode.toString(8)}`, running: null, changedBy: 'somebody on this host' },
    ];
  });
}

function configDrift(desired: DesiredGateway, { config, service: { live } }: ObservedGateway, remembered: readonly OwnedField[]): Drift[] {
  if (desired.state === 'absent') return [];
  const value = config?.value ?? {};
  const show = (path: readonly string[], field: Json | undefined): Json => (field === undefined ? null : showable(desired, path, field));
  return differingFields(config ?? plainConfig({}), desired.config.fields, spellingIn(desired)).map(({ path, value: declared }) => {
    const installed = fieldAt(value, path);
    const isInstalled = live !== null && live.configHash === config?.hash;
    const running = live === null ? null : path.join('.') === 'gateway.port' ? live.port : isInstalled ? show(path, installed) : 'unknown';
    return {
      gateway: desired.gateway,
      field: path.join('.'),
      declared: show(path, declared),
      installed: show(path, installed),
      running,
      changedBy: changerOf(remembered, path, { declared, installed }),
    };
  });
}

type Pair = { readonly declared: Json; readonly installed: Json | undefined };

function changerOf(remembered: readonly OwnedField[], path: readonly string[], { declared, installed }: Pair): Drift['changedBy'] {
  if (remembered.length === 0) return 'unknown';
  const last = remembered.find((field) => JSON.stringify(field.path) === JSON.stringify(path));
  const isLast = (value: Json | undefined): string => (value === undefined ? 'absent' : canonicalJson(value));
  const before = isLast(last?.value);
  if (isLast(installed) === before) return 'the fleet file';
  return isLast(declared) === before ? 'somebody on this host' : 'both';
}

/** What the process runs with: definition, config and secrets as a whole, where no single field says it already. */
function serviceDrift(desired: DesiredGateway, observed: ObservedGateway, remembered: readonly OwnedField[]): Drift[] {
  if (desired.state !== 'running' || observed.service.live === null) return [];
  const { gateway } = desired;
  const steps = diffGateway(desired, observed, { remembered });
  if (steps.some(({ kind }) => kind === 'config')) return [];
  return steps.flatMap(({ kind, change }): Drift[] => {
    if (kind === 'secrets')
      return [
        { gateway, field: 'secrets', declared: '(hidden)', installed: '(hidden, another)', running: 'unknown', changedBy: 'unknown' },
      ];
    if (kind !== 'service') return [];
    return change.reasons.map((reason) => ({
      gateway,
      field: 'service',
      declared: change.action,
      installed: null,
      running: reason,
      changedBy: 'unknown',
    }));
  });
}
