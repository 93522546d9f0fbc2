import type { ActionsOf } from '../action.ts';
import type { ActionParams } from '../action-schema.ts';
import type { CookieData } from '../puppeteer.ts';

/** Actions on a browser as a whole. */
export const browserActions: ActionsOf<'status' | 'profiles' | 'start' | 'stop' | 'cookies' | 'downloads'> = {
  status: async ({ control }) => control.status(),
  profiles: async ({ profiles }) => profiles(),
  start: async ({ control }) => {
    await control.start();
    return control.status();
  },
  stop: async ({ control }) => {
    await control.stop();
    return control.status();
  },
  cookies: async ({ control }, { set = [], clear = false }) => {
    const { browser } = control.running();
    if (clear) await browser.deleteCookie(...(await browser.cookies()));
    if (set.length > 0) await browser.setCookie(...set.map(toCookie));
    const cookies = await browser.cookies();
    return {
      cookies: cookies.map(({ name, value, domain, path, expires, httpOnly, secure, sameSite }) => ({
        ...{ name, value, domain, path, expires, httpOnly: httpOnly ?? false, secure },
        sameSite: sameSite ?? null,
      })),
    };
  },
  downloads: async ({ control }) => ({ downloads: control.running().downloads.map((download) => ({ ...download })) }),
};

function toCookie({ path, ...cookie }: NonNullable<ActionParams['cookies']['set']>[number]): CookieData {
  return { ...cookie, path: path ?? '/' };
}
