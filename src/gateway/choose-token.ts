import { join } from 'node:path';
import { GATEWAY_TOKEN_FILE } from '../fleet/gateway-proof.ts';
import { readOrMakeKey } from './identity.ts';
import type { GatewayConfig } from './read-gateway-config.ts';
import { resolveSecret, type SecretSources } from './resolve-secret.ts';

/** The token that clients must bring; `null`: none. Throws OCE_CONFIG when its reference does not resolve. */
export async function chooseToken({ authMode, token }: GatewayConfig, sources: SecretSources): Promise<string | null> {
  if (authMode === 'none') return null;
  if (token === null) return readOrMakeKey(join(sources.stateDir, GATEWAY_TOKEN_FILE));
  return resolveSecret(token, '"gateway.auth.token"', sources);
}
