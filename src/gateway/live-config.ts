/** The config of a running gateway: what it works with now, and how a change of the file is taken up. */
import { join } from 'node:path';
import { changedPaths } from '../fleet/changed-paths.ts';
import { CONFIG_RELOADS, reloadOf } from '../fleet/config-reloads.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { GATEWAY_TOKEN_FILE } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { chooseToken } from './choose-token.ts';
import { type ConfigSource, type InspectedConfig, inspectConfig, inspectDeclaration } from './inspect-config.ts';
import { type GatewayConfig, requireUsable, toGatewayConfig } from './read-gateway-config.ts';
import type { SecretSources } from './resolve-secret.ts';
import { watchFiles } from './watch-files.ts';

export type LiveConfig = {
  readonly config: () => GatewayConfig;
  /** `null`: none is asked for. */
  readonly token: () => string | null;
  /** Keys whose change waits for a restart. */
  readonly pending: () => readonly string[];
  /** What writers have to name: `hash` of the file as it was taken up last. */
  readonly hash: () => string;
  /** Looks at the file now. Resolves when the change has been taken up or refused. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
};

export type LiveConfigRequest = {
  readonly source: ConfigSource;
  readonly secrets: SecretSources;
  readonly log: (event: string, facts: JsonObject) => void;
  /** After a change was taken up. `waits`: keys that wait for a restart. */
  readonly changed: (config: GatewayConfig, waits: readonly string[]) => void;
  readonly tokenChanged: () => void;
};

/** Throws OCE_CONFIG when the first config cannot be used. */
export async function openLiveConfig(first: InspectedConfig, request: LiveConfigRequest): Promise<LiveConfig> {
  const { source, secrets, log } = request;
  let seen = first;
  let config = requireUsable(first);
  let token = await chooseToken(config, secrets);
  let pending: readonly string[] = [];
  const started = first.declaration;
  let turn: Promise<void> = Promise.resolve();

  const takeUp = async (): Promise<void> => {
    const next = await inspectConfig(source);
    const problem = next.problems.map(({ message, line, column }) => `${line}:${column} ${message}`).join('; ');
    if (problem !== '') return log('config-refused', { problem });
    const usable = requireUsable(next);
    if (usable.reload === 'off' && config.reload === 'off') return log('config-waits', { keys: ['gateway.reload'] });
    const running = withRestartKeys(started, usable.resolved);
    const nextToken = await chooseToken(running, secrets);
    const changed = changedPaths(toJson(config.resolved), toJson(running.resolved)).map((path) => path.join('.'));
    const waits = changedPaths(toJson(started), toJson(usable.resolved)).filter((path) => reloadOf(path) === 'restart');
    const isSame = next.hash === seen.hash && nextToken === token;
    seen = next;
    config = { ...running, document: usable.document };
    pending = waits.map((path) => path.join('.'));
    if (nextToken !== token) {
      token = nextToken;
      request.tokenChanged();
    }
    if (isSame) return;
    log('config-reloaded', { keys: changed, waits: pending });
    request.changed(config, pending);
    files.follow(followed());
  };

  const reload = (): Promise<void> => {
    turn = turn.then(takeUp).catch((thrown: unknown) => {
      if (!(thrown instanceof OmniclawError)) throw thrown;
      log('config-refused', { problem: thrown.message });
    });
    return turn;
  };

  const files = watchFiles(
    () => void reload(),
    (folder, problem) => log('config-unwatched', { folder, problem }),
  );
  const followed = (): string[] => [source.path, ...seen.includes, ...tokenFiles(config.token, secrets)];
  files.follow(followed());
  return {
    config: () => config,
    token: () => token,
    pending: () => pending,
    hash: () => seen.hash,
    reload,
    close: files.close,
  };
}

/** The files that hold the token: changing it there counts as well. */
function tokenFiles(token: Json, { stateDir }: SecretSources): string[] {
  if (token === null) return [join(stateDir, GATEWAY_TOKEN_FILE)];
  const file = isJsonObject(token) ? token['$file'] : undefined;
  return typeof file === 'string' && file.startsWith('/') ? [file] : [];
}

/** The new config, with what only a restart can change as it was when the gateway started. */
function withRestartKeys(started: GatewayConfig['resolved'], next: GatewayConfig['resolved']): GatewayConfig {
  const kept = CONFIG_RELOADS.filter(({ takes }) => takes === 'restart').map(({ path }) => path.split('.'));
  const merged = kept.reduce((document, path) => withValue(document, path, valueAt(toJson(started), path)), toJson(next));
  return toGatewayConfig({ authored: {}, declaration: inspectDeclaration(merged) });
}

function valueAt(document: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined {
  if (key === undefined) return document;
  return isJsonObject(document) && Object.hasOwn(document, key) ? valueAt(document[key], rest) : undefined;
}

/** `value` undefined removes the key. */
function withValue(document: JsonObject, [key, ...rest]: readonly string[], value: Json | undefined): JsonObject {
  if (key === undefined) return document;
  const { [key]: before, ...others } = document;
  if (rest.length === 0) return value === undefined ? others : { ...others, [key]: value };
  if (value === undefined && before === undefined) return document;
  return { ...others, [key]: withValue(isJsonObject(before) ? before : {}, rest, value) };
}

const known = new WeakMap<GatewayConfig['resolved'], JsonObject>();

/** A config as plain JSON; it was read from JSON, so nothing is lost. */
function toJson(declaration: GatewayConfig['resolved']): JsonObject {
  const json: JsonObject = known.get(declaration) ?? JSON.parse(JSON.stringify(declaration));
  known.set(declaration, json);
  return json;
}
