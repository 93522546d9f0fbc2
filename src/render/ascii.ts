/** Signs that have a usual spelling in ASCII. */
const SPELLED: { readonly [sign: string]: string } = { '…': '...', '→': '->', '—': '--', '–': '-', '“': '"', '”': '"', '‘': "'", '’': "'" };

/** A text for terminals that show nothing but ASCII. What has no usual spelling becomes `\uXXXX`, once for each UTF-16 unit, as in JSON. */
export function toAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => SPELLED[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Whether the locale of the environment has no other characters. Without a locale, as in most containers, terminals show UTF-8
 * all the same. Source: POSIX.1-2024, XBD 8.2: `LC_ALL` wins over `LC_CTYPE`, and that over `LANG`; empty is the same as unset.
 */
export function wantsAscii({ LC_ALL, LC_CTYPE, LANG }: { readonly [name: string]: string | undefined }): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return locale !== '' && !/utf-?8/i.test(locale);
}
