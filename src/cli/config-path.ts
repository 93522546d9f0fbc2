import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** Keys of a path such as `gateway.port` or `browser.profiles["my.own"].cdpPort`. Throws OCE_USAGE. */
export function readConfigPath(text: string): string[] {
  const keys: string[] = [];
  const part = /(?:^|\.)([^.[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/gy;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) throw refuse(text);
    const [, plain, quoted, index] = match;
    keys.push(plain ?? index ?? JSON.parse(`"${quoted ?? ''}"`));
  }
  if (keys.length === 0 || keys.includes('__proto__')) throw refuse(text);
  return keys;
}

function refuse(text: string): OmniclawError {
  return new OmniclawError('OCE_USAGE', `"${text}" is no path into a config`, { hint: 'gateway.port, or browser.profiles["a.b"].cdpPort' });
}
