import type { Json, JsonObject } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { valueAt } from '../../fleet/value-at.ts';
import { readIncludes } from '../../os/read-includes.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import { includeWayOfDerived } from '../../plan/effective-config.ts';
import { absolutePath } from '../../plan/normal-path.ts';
import { fromProvider } from '../../plan/secret-providers.ts';
import { textOf } from '../sightings/sighted.ts';

/** A gateway token that no fleet file names. It is for comparing only. */
export type ConfigToken = { readonly gateway: string; readonly token: string };

/**
 * The tokens that gateways have in their own configs, or in the file that a config names. One that cannot be read is left out,
 * and gateways of ours are too: apply makes a random one for each.
 */
export async function readConfigTokens(gateways: readonly DerivedGateway[], host: Host): Promise<ConfigToken[]> {
  const own = gateways.filter(({ spec }) => spec.state !== 'absent' && spec.auth.mode === 'token' && spec.auth.token === null);
  const configured = own.filter(
    ({ spec }) => runtimeOf(spec.runtime).config.secretRefs === 'providers' && runtimeOf(spec.runtime).hasConfig,
  );
  if (configured.length < 2) return [];
  const tokens = configured.map(async (gateway): Promise<ConfigToken[]> => {
    const config = await readConfig(gateway, host);
    const token = config === null ? null : await tokenIn(config, host);
    return token === null || token === '' ? [] : [{ gateway: gateway.name, token }];
  });
  return (await Promise.all(tokens)).flat();
}

async function readConfig(gateway: DerivedGateway, { home }: Host): Promise<JsonObject | null> {
  const path = gateway.paths.config;
  const { text } = await textOf(path);
  const parsed = text === null ? null : parseJson5(text);
  if (parsed === null || !('value' in parsed) || !isJsonObject(parsed.value)) return null;
  return (await readIncludes({ path, document: parsed.value }, includeWayOfDerived(gateway, home))).value;
}

/** A text, or a file. What stands in a variable of the gateway is not known here. */
async function tokenIn(config: JsonObject, host: Host): Promise<string | null> {
  const written: Json = valueAt(config, ['gateway', 'auth', 'token']) ?? null;
  if (typeof written === 'string') return /^\$\{?[A-Z_][A-Z0-9_]*\}?$/.test(written) ? null : written;
  const file = fileOf(written, config);
  return file === null ? null : ((await textOf(absolutePath(file, host))).text?.trim() ?? null);
}

function fileOf(written: Json, config: JsonObject): string | null {
  const reference = fromProvider(written, config);
  return reference !== null && '$file' in reference ? reference.$file : null;
}
