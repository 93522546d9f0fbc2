import { createHash } from 'node:crypto';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import type { Finding } from './finding.ts';

/**
 * What stays the same of a finding when lines move and numbers change: its rule, its gateways and the keys it is about.
 * 32 hex digits.
 */
export function fingerprintOf({ code, gateways, locations }: Finding): string {
  const text = canonicalJson([code, gateways, locations.map(({ pointer }) => pointer)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
