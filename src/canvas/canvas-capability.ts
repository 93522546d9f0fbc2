/**
 * Addresses that open the canvas without a header, because a browser cannot send one: they hold a capability in their path,
 * which only reads the canvas, only on one port, and only for a time. The token of the gateway is never in an address.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type Capabilities = {
  /** `now`: milliseconds since 1970. */
  readonly mint: (now: number) => Capability;
  readonly accepts: (text: string, now: number) => 'yes' | 'no';
};

export type Capability = { readonly text: string; readonly expiresAt: number };

/** Half a day: a page that is left open overnight asks again. */
const LIFETIME_MS = 12 * 3_600_000;

/** `token`: null when the gateway asks for none. Another token, and every capability that was minted before is worth nothing. */
export function createCapabilities(key: Buffer, port: number, token: string | null): Capabilities {
  const bound = createHmac('sha256', key)
    .update(
      createHash('sha256')
        .update(token ?? '')
        .digest(),
    )
    .digest();
  const sign = (expiry: string): Buffer => createHmac('sha256', bound).update(`canvas\n${port}\n${expiry}`).digest();
  return {
    mint: (now) => {
      const expiresAt = now + LIFETIME_MS;
      const expiry = expiresAt.toString(36);
      return { text: `${expiry}.${sign(expiry).toString('base64url')}`, expiresAt };
    },
    accepts: (text, now) => {
      const [, expiry, mac] = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
      if (expiry === undefined || mac === undefined) return 'no';
      const genuine = timingSafeEqual(Buffer.from(mac, 'base64url'), sign(expiry));
      return genuine && Number.parseInt(expiry, 36) > now ? 'yes' : 'no';
    },
  };
}
