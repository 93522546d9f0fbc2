import type { PortRange } from '../fleet/fleet-schema.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** What a gateway config says about browsers. `null`: it says nothing. */
export type BrowserSettings = {
  /** Program to start. */
  readonly executablePath: string | null;
  readonly headless: boolean;
  /** More arguments for the program. */
  readonly args: readonly string[];
  readonly cdpPortRange: PortRange | null;
  /** Endpoint of every profile without one of its own. */
  readonly cdpUrl: string | null;
  /** In the order of the config. */
  readonly profiles: readonly BrowserProfileSettings[];
};

export type BrowserProfileSettings = {
  readonly name: string;
  readonly cdpPort: number | null;
  readonly cdpUrl: string | null;
  readonly userDataDir: string | null;
};

/** Reads the key `browser` of a gateway config. Throws OCE_CONFIG naming every wrong key at once. */
export function readBrowserSettings(document: JsonObject): BrowserSettings {
  const browser = isJsonObject(document['browser']) ? document['browser'] : {};
  const problems: string[] = [];
  const read = <T>(holder: JsonObject, key: string, form: string, parse: (value: Json) => T | null): T | null => {
    const value = holder[key];
    if (value === undefined || value === null) return null;
    const parsed = parse(value);
    if (parsed === null) problems.push(`"browser.${key}" must be ${form}`);
    return parsed;
  };
  const profiles = read(browser, 'profiles', 'an object', (value) => (isJsonObject(value) ? value : null)) ?? {};
  const settings = {
    executablePath: read(browser, 'executablePath', 'a path', asText),
    headless: read(browser, 'headless', 'true or false', (value) => (typeof value === 'boolean' ? value : null)) ?? true,
    args: read(browser, 'args', 'a list of texts', asTexts) ?? [],
    cdpPortRange: read(browser, 'cdpPortRange', '{ first, last }, two ports', asRange),
    cdpUrl: read(browser, 'cdpUrl', 'a URL', asText),
    profiles: Object.entries(profiles).map(([name, value]) => {
      const profile = isJsonObject(value) ? value : {};
      if (!isJsonObject(value)) problems.push(`"browser.profiles.${name}" must be an object`);
      const at = (key: string): string => `profiles.${name}.${key}`;
      const moved = Object.fromEntries(Object.entries(profile).map(([key, inner]) => [at(key), inner]));
      return {
        name,
        cdpPort: read(moved, at('cdpPort'), 'a port', asPort),
        cdpUrl: read(moved, at('cdpUrl'), 'a URL', asText),
        userDataDir: read(moved, at('userDataDir'), 'a path', asText),
      };
    }),
  };
  if (problems.length > 0) throw new OmniclawError('OCE_CONFIG', problems.join('; '), { hint: 'omniclaw config get browser' });
  return settings;
}

function asText(value: Json): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function asTexts(value: Json): readonly string[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
}

function asPort(value: Json): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535 ? value : null;
}

function asRange(value: Json): PortRange | null {
  if (!isJsonObject(value)) return null;
  const [first, last] = [asPort(value['first'] ?? null), asPort(value['last'] ?? null)];
  return first === null || last === null || first > last ? null : { first, last };
}
