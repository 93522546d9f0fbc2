/** What `setup` and `onboard` do: state folder, keys, workspace and config of one gateway, on a block of ports of its own. */
import { join } from 'node:path';
import type { GatewayDeclaration } from '../fleet/fleet-schema.ts';
import { GATEWAY_TOKEN_FILE, INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { changeConfig, editFields, tryChange } from '../gateway/change-config.ts';
import { readOrMakeKey } from '../gateway/identity.ts';
import { ensureFolder, ensurePrivateFolder } from '../os/private-folder.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { differingFields, mergeConfig, ownedFields, plainConfig, spellingOf } from '../plan/desired-config.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { readInstance } from './read-instance.ts';
import { declareSingle, type SingleGateway } from './single-gateway.ts';

/** What the user has chosen; `null`: as it is, or the default. */
export type SetUpChoices = {
  readonly port: number | null;
  readonly bind: string | null;
  readonly auth: 'token' | 'none' | null;
  /** Absolute. */
  readonly workspace: string | null;
};

export type SetUp = {
  readonly derived: DerivedGateway;
  readonly changed: 'yes' | 'no';
  /** What is unwise about the choices, in words. */
  readonly doubts: readonly string[];
};

/** The gateway as it would be set up, with what stands in its way. Looks only. */
export function considerSetUp(call: Call, { port, bind, auth, workspace }: SetUpChoices): Promise<SingleGateway> {
  const instance = readInstance(call);
  const wanted: Pick<GatewayDeclaration, 'bind' | 'auth' | 'workspace'> = {
    ...(bind === null ? {} : { bind }),
    ...(auth === null ? {} : { auth: { mode: auth } }),
    ...(workspace === null ? {} : { workspace }),
  };
  return declareSingle(call, { instance, port: port ?? instance.port, driver: 'auto', wanted, against: 'host' });
}

/**
 * Keeps what a config already says. Nothing is made before it is known that all of it can be. Throws OCE_REFUSED when the
 * gateway would share ports or paths with another one, or have a folder that no gateway may have.
 */
export async function setUpGateway(call: Call, choices: SetUpChoices): Promise<SetUp> {
  const { derived, conflicts, doubts, host } = await considerSetUp(call, choices);
  const [conflict] = conflicts;
  if (conflict !== undefined) {
    throw new OmniclawError('OCE_REFUSED', `${conflict.code}: ${conflict.message}`, { hint: hintFor(conflict.code) });
  }
  const { stateDir, config, workspace } = derived.paths;
  const source = { path: config, home: readHost(call.environment).home, variables: call.environment };
  const edit = editFields((text, { text: old, authored }) => {
    const fields = ownedFields(derived, host);
    return old === null
      ? mergeConfig(null, fields, [])
      : mergeConfig(text, differingFields(plainConfig(authored), fields, spellingOf('omniclaw', host.home)), []);
  });
  await tryChange(source, null, edit);
  for (const folder of [stateDir, join(stateDir, 'logs')]) await ensurePrivateFolder(folder);
  await readOrMakeKey(join(stateDir, INSTANCE_SECRET_FILE));
  const { before, after } = await changeConfig(source, null, edit);
  if (after.declaration.gateway?.auth?.mode !== 'none') await readOrMakeKey(join(stateDir, GATEWAY_TOKEN_FILE));
  await ensureFolder(workspace);
  return { derived, changed: before.text === after.text ? 'no' : 'yes', doubts: doubts.map(({ code, message }) => `${code}: ${message}`) };
}

function hintFor(code: string): string {
  return code.startsWith('OC1') ? 'choose another --port, or leave it out' : `omniclaw explain ${code}`;
}
