/** Why the way in which a gateway lets its clients in keeps us from proving it. */
import { type AuthFacts, authModeOf, secretIn } from '../fleet/client-auth.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { fieldAt } from './desired-config.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import type { Step } from './diff-gateway.ts';
import { valueAfter } from './effective-config.ts';
import type { ObservedConfig } from './observed-gateway.ts';
import type { Blocked } from './plan.ts';
import { quoted } from './visible.ts';

/** What would keep us from asking a gateway once these steps are carried out. */
export function findAuthFault(desired: DesiredGateway, config: ObservedConfig | null, steps: readonly Step[]): Blocked | null {
  const { gateway, state, runtime } = desired;
  if (config === null || steps.length === 0 || runtimeOf(runtime).proof !== 'handshake') return null;
  const lost = lossFault(config, steps);
  if (lost !== null) return { gateway, ...lost };
  if (state !== 'running') return null;
  const value = valueAfter(desired, config, steps);
  const fault = doubtFault(config.id, value) ?? proxyFault(config.id, { value, given: config.given });
  return fault === null ? null : { gateway, ...fault };
}

type Fault = Pick<Blocked, 'message' | 'hint'>;

/** A service of ours has the variables of the fleet file and no others. */
function lossFault({ lost }: ObservedConfig, steps: readonly Step[]): Fault | null {
  const runsAnew = steps.some(({ kind, change }) => kind === 'service' && ['start', 'restart', 'update', 'adopt'].includes(change.action));
  if (!runsAnew || lost.length === 0) return null;
  const names = lost.map(quoted).join(', ');
  return {
    message: `its clients prove themselves by what its unit or process has in ${names}, and a service of ours would not have that`,
    hint: `move ${names} into ".env" in its state folder, and take it out of the unit`,
  };
}

/** A gateway with a token and a password has to be told which of them counts. Source: openclaw 2026.9.6, `src/gateway/auth-mode-policy.ts`. */
function doubtFault(path: string, config: Json): Fault | null {
  const [mode, ...secrets] = ['mode', 'token', 'password'].map((key) => fieldAt(config, ['gateway', 'auth', key]) ?? '');
  if (mode !== '' || secrets.includes('')) return null;
  return {
    message: 'it would refuse to start: its config has a "gateway.auth.token" and a "gateway.auth.password", and no "gateway.auth.mode"',
    hint: `set "gateway.auth.mode" in ${quoted(path)}`,
  };
}

/** A gateway behind a proxy lets others of its host in by a password, where it has one. Source: openclaw 2026.9.6, `authorizeGatewayConnectCore`. */
export function proxyFault(path: string, facts: AuthFacts): Fault | null {
  const isOpen = facts.given.includes('password') || secretIn(facts.value, 'auth', 'password') !== null;
  if (authModeOf(facts) !== 'trusted-proxy' || isOpen) return null;
  return {
    message: `it cannot be asked what it runs with: its "gateway.auth.mode" is "trusted-proxy", and only its proxy is let in`,
    hint: `set "gateway.auth.password" in ${quoted(path)}, which lets programs of this host in as well`,
  };
}
