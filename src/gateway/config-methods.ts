/** `config.*` over the protocol. Writing needs the hash that the writer has seen, and cannot start programs or open files. */
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { type ConfigChange, type ConfigEdit, changeConfig, editFields, patchText } from './change-config.ts';
import { faultsBy, noFaults } from './find-faults.ts';
import type { GatewayContext } from './gateway-part.ts';
import { configSchema } from './generated/validate-config.js';
import { validateConfigWriteParams } from './generated/validate-frames.js';
import { type ConfigSource, type InspectedConfig, inspectConfig } from './inspect-config.ts';
import { findLocalOnly } from './local-only.ts';
import { type Method, MethodRefusal } from './method-table.ts';
import { mayHoldStandIn, REDACTED, redactDocument, redactText, restoreText } from './redact-config.ts';

const ADMIN = 'operator.admin' as const;

export function configMethods(context: GatewayContext): readonly Method[] {
  const source: ConfigSource = { path: context.configPath, home: context.home, variables: context.environment };
  const schema: Json = JSON.parse(JSON.stringify(configSchema));
  const findFaults = faultsBy(validateConfigWriteParams, 'ConfigWriteParams');
  const write = (name: string, editBy: (raw: string) => ConfigEdit): Method => ({
    name,
    scope: ADMIN,
    findFaults,
    run: async ({ raw, baseHash }) => {
      const change = await writeConfig(source, typeof baseHash === 'string' ? baseHash : null, editBy(String(raw)));
      await context.live.reload();
      return { ok: true, path: source.path, ...describeChange(change), restart: context.live.pending() };
    },
  });
  return [
    {
      name: 'config.get',
      scope: 'operator.read',
      findFaults: noFaults,
      run: async () => describeConfig(await inspectConfig(source), context),
    },
    {
      name: 'config.schema',
      scope: 'operator.read',
      findFaults: noFaults,
      run: () => ({ schema, version: context.version }),
    },
    write('config.set', (raw) => () => raw),
    write('config.apply', (raw) => () => raw),
    write('config.patch', (raw) => editFields((text) => patchText(text, readObject(raw)))),
  ];
}

async function writeConfig(source: ConfigSource, baseHash: string | null, edit: ConfigEdit): Promise<ConfigChange> {
  try {
    return await changeConfig(source, baseHash, (text, before) => {
      if (baseHash === null && before.text !== null)
        throw new MethodRefusal('INVALID_REQUEST', 'config base hash required; call config.get and name its hash as "baseHash"', {
          code: 'BASE_HASH_MISSING',
        });
      const edited = edit(text, before);
      const restored = mayHoldStandIn(edited) ? restoreSecrets(edited, before) : edited;
      const refused = findLocalOnly(before.authored, readObject(restored));
      if (refused.length > 0)
        throw new MethodRefusal('FORBIDDEN', `only on the host itself: ${refused.join(', ')}`, { code: 'LOCAL_ONLY', keys: refused });
      return restored;
    });
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    if (thrown.code === 'OCE_CHANGED') throw new MethodRefusal('CONFLICT', thrown.message, { code: 'BASE_HASH_MISMATCH' });
    if (thrown.code === 'OCE_CONFIG') throw new MethodRefusal('INVALID_REQUEST', thrown.message, { code: 'INVALID_CONFIG' });
    throw new MethodRefusal('UNAVAILABLE', thrown.message, { code: thrown.code });
  }
}

function restoreSecrets(edited: string, { authored }: InspectedConfig): string {
  const { text, missing } = restoreText(edited, readObject(edited), authored);
  if (missing.length > 0) throw new MethodRefusal('INVALID_REQUEST', `${REDACTED} stands for no secret at ${missing.join(', ')}`);
  return text;
}

/** Refuses with INVALID_REQUEST what is no JSON5 object. */
function readObject(text: string): JsonObject {
  const parsed = parseJson5(text);
  if ('value' in parsed && isJsonObject(parsed.value)) return parsed.value;
  const problem = 'value' in parsed ? 'it does not hold an object' : `${parsed.line}:${parsed.column} ${parsed.problem}`;
  throw new MethodRefusal('INVALID_REQUEST', `"raw": ${problem}`);
}

function describeConfig(inspected: InspectedConfig, { live }: GatewayContext): Json {
  const { path, text, authored, hash, includes, problems, unknown } = inspected;
  const document = redactDocument(authored);
  return {
    path,
    exists: text !== null,
    raw: text === null || problems.some(({ at }) => at === '') ? null : redactText(text.trim() === '' ? '{}' : text, authored),
    parsed: document,
    config: document,
    hash,
    valid: problems.length === 0,
    issues: problems.map(({ message, at, line, column }) => ({ path: at, message, line, column })),
    unknown,
    includes,
    restart: live.pending(),
  };
}

function describeChange({ before, after }: ConfigChange) {
  return { changed: before.hash !== after.hash, hash: after.hash, config: redactDocument(after.authored) };
}
