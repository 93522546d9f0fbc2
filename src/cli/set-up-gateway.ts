/** What `setup` and `onboard` do: state folder, keys, workspace and config of one gateway, on a block of ports of its own. */
import { join } from 'node:path';
import { setField } from '../fleet/edit-json5.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { GATEWAY_TOKEN_FILE, INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { changeConfig } from '../gateway/change-config.ts';
import { readOrMakeKey } from '../gateway/identity.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { differingFields, mergeConfig, ownedFields } from '../plan/desired-config.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { readInstance } from './read-instance.ts';
import { declareSingle } from './single-gateway.ts';

/** What the user has chosen; `null`: as it is, or the default. */
export type SetUpChoices = {
  readonly port: number | null;
  readonly bind: string | null;
  readonly auth: string | null;
  readonly workspace: string | null;
};

export type SetUp = {
  readonly derived: DerivedGateway;
  /** Where agents work: as the config says now. */
  readonly workspace: string;
  readonly changed: 'yes' | 'no';
};

/** Keeps what a config already says. Throws OCE_REFUSED when the gateway would share ports or paths with another one. */
export async function setUpGateway(call: Call, choices: SetUpChoices): Promise<SetUp> {
  const instance = readInstance(call);
  const { derived, conflicts, host } = await declareSingle(call, { instance, port: choices.port ?? instance.port, driver: 'auto' });
  const [conflict] = conflicts;
  if (conflict !== undefined) {
    throw new OmniclawError('OCE_REFUSED', `${conflict.code}: ${conflict.message}`, { hint: 'choose another --port, or leave it out' });
  }
  const { stateDir, config } = derived.paths;
  const workspace = choices.workspace ?? derived.paths.workspace;
  for (const folder of [stateDir, join(stateDir, 'logs')]) await ensurePrivateFolder(folder);
  await readOrMakeKey(join(stateDir, INSTANCE_SECRET_FILE));
  const source = { path: config, home: readHost(call.environment).home, variables: call.environment };
  const { before, after } = await changeConfig(source, null, (text, { text: old, authored }) => {
    const fields = ownedFields(derived, host).filter(({ path }) => choices.auth !== 'none' || path.join('.') !== 'gateway.auth.token');
    const merged = old === null ? mergeConfig(null, fields, []) : mergeConfig(text, differingFields(authored, fields), []);
    return chosenFields(choices).reduce((edited, [path, value]) => setField(edited, path, value), merged);
  });
  const auth = after.declaration.gateway?.auth;
  if (auth?.mode !== 'none') await readOrMakeKey(join(stateDir, GATEWAY_TOKEN_FILE));
  await ensurePrivateFolder(workspace);
  return { derived, workspace, changed: before.text === after.text ? 'no' : 'yes' };
}

function chosenFields({ bind, auth, workspace }: SetUpChoices): (readonly [readonly string[], Json])[] {
  const fields: readonly (readonly [readonly string[], string | null])[] = [
    [['gateway', 'bind'], bind],
    [['gateway', 'auth', 'mode'], auth],
    [['agents', 'defaults', 'workspace'], workspace],
  ];
  return fields.flatMap(([path, value]) => (value === null ? [] : [[path, value] as const]));
}
