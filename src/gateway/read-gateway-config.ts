import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import type { GatewayConfigDeclaration } from '../fleet/gateway-config-schema.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { type ConfigSource, type InspectedConfig, inspectConfig } from './inspect-config.ts';

/** A config that can be used: nothing optional, `null` where the choice is left to the gateway. */
export type GatewayConfig = {
  /** The root file as written, for its hash. */
  readonly document: JsonObject;
  /** Everything it says, with `$include` and `${VAR}` resolved. */
  readonly resolved: GatewayConfigDeclaration;
  readonly port: number | null;
  readonly bind: string;
  readonly authMode: 'token' | 'none';
  /** A literal, a reference, or null for the token file. */
  readonly token: Json;
  readonly reload: 'hot' | 'off';
  readonly workspace: string | null;
  readonly browser: BrowserConfig;
  readonly canvas: { readonly enabled: boolean; readonly port: number | null; readonly root: string | null; readonly liveReload: boolean };
  readonly env: { readonly [name: string]: Json };
};

export type BrowserConfig = {
  readonly enabled: boolean;
  readonly controlPort: number | null;
  readonly cdpPortRange: { readonly first: number; readonly last: number } | null;
  readonly cdpUrl: string | null;
  readonly executablePath: string | null;
  readonly headless: boolean | null;
  readonly args: readonly string[];
  /** In the order of the file. */
  readonly profiles: { readonly [name: string]: BrowserProfileConfig };
};

export type BrowserProfileConfig = { readonly cdpPort: number | null; readonly cdpUrl: string | null; readonly userDataDir: string | null };

/** Reads the config; `null` when there is none. Throws OCE_CONFIG naming everything that is wrong at once. */
export async function readGatewayConfig(source: ConfigSource): Promise<GatewayConfig | null> {
  const inspected = await inspectConfig(source);
  return inspected.text === null ? null : requireUsable(inspected);
}

/** Throws OCE_CONFIG naming everything that is wrong at once. */
export function requireUsable(inspected: InspectedConfig): GatewayConfig {
  if (inspected.problems.length === 0) return toGatewayConfig(inspected);
  const list = inspected.problems.map(({ message, line, column }) => `"${inspected.path}:${line}:${column}" ${message}`);
  throw new OmniclawError('OCE_CONFIG', list.join('; '), { hint: `omniclaw config validate` });
}

/** Throws OCE_CONFIG when the config cannot be parsed, so that nothing in it can be shown or edited. */
export function requireParsed({ path, parsed, problems }: InspectedConfig): void {
  if (parsed === 'yes') return;
  const list = problems.map(({ message, line, column }) => `"${path}:${line}:${column}" ${message}`);
  throw new OmniclawError('OCE_CONFIG', list.join('; '), { hint: 'omniclaw config edit' });
}

export function toGatewayConfig({ authored, declaration }: Pick<InspectedConfig, 'authored' | 'declaration'>): GatewayConfig {
  const { gateway, browser, canvasHost, agents, env } = declaration;
  const profiles = Object.entries(browser?.profiles ?? {}).map(([name, { cdpPort = null, cdpUrl = null, userDataDir = null }]) => [
    name,
    { cdpPort, cdpUrl, userDataDir },
  ]);
  return {
    document: authored,
    resolved: declaration,
    port: gateway?.port ?? null,
    bind: gateway?.bind ?? 'loopback',
    authMode: gateway?.auth?.mode ?? 'token',
    token: gateway?.auth?.token ?? null,
    reload: gateway?.reload ?? 'hot',
    workspace: agents?.defaults?.workspace ?? null,
    browser: {
      enabled: browser?.enabled ?? true,
      controlPort: browser?.controlPort ?? null,
      cdpPortRange: browser?.cdpPortRange ?? null,
      cdpUrl: browser?.cdpUrl ?? null,
      executablePath: browser?.executablePath ?? null,
      headless: browser?.headless ?? null,
      args: browser?.args ?? [],
      profiles: Object.fromEntries(profiles),
    },
    canvas: {
      enabled: canvasHost?.enabled ?? true,
      port: canvasHost?.port ?? null,
      root: canvasHost?.root ?? null,
      liveReload: canvasHost?.liveReload ?? true,
    },
    env: env ?? {},
  };
}
