import { UNSEEN } from '../fleet/unseen.ts';

/** Any text as XML 1.0 text or attribute value. What XML cannot hold at all becomes U+FFFD, what cannot be seen a reference. Source: XML 1.0, section 2.2, "Char". */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(UNSEEN, (character) => (character === '\n' ? character : `&#x${character.codePointAt(0)?.toString(16)};`));
}
