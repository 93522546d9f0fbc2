/** Why the way in which a gateway lets its clients in keeps us from proving it. */
import { authModeOf } from '../fleet/client-auth.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { fieldAt } from './desired-config.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import type { Step } from './diff-gateway.ts';
import { effectiveValue } from './effective-config.ts';
import type { ObservedConfig } from './observed-gateway.ts';
import type { Blocked } from './plan.ts';
import { quoted } from './visible.ts';

/** What would keep us from asking a gateway once these steps are carried out. */
export function findAuthFault(desired: DesiredGateway, config: ObservedConfig | null, steps: readonly Step[]): Blocked | null {
  const isAsked = steps.length > 0 && desired.state === 'running' && runtimeOf(desired.runtime).proof === 'handshake';
  if (config === null || !isAsked) return null;
  const text = steps.find((one) => one.kind === 'config')?.resource.text ?? config.text;
  const value = effectiveValue(desired, config, text);
  const fault = doubtFault(config.id, value) ?? proxyFault(config.id, value);
  return fault === null ? null : { gateway: desired.gateway, ...fault };
}

type Fault = Pick<Blocked, 'message' | 'hint'>;

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
export function proxyFault(path: string, config: Json): Fault | null {
  if (authModeOf(config) !== 'trusted-proxy' || fieldAt(config, ['gateway', 'auth', 'password']) !== undefined) return null;
  return {
    message: `it cannot be asked what it runs with: its "gateway.auth.mode" is "trusted-proxy", and only its proxy is let in`,
    hint: `set "gateway.auth.password" in ${quoted(path)}, which lets programs of this host in as well`,
  };
}
