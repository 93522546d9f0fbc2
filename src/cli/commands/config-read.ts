import { ERRORS, OmniclawError } from '../../fleet/omniclaw-error.ts';
import { valueAt } from '../../fleet/value-at.ts';
import { configSchema } from '../../gateway/generated/validate-config.js';
import { inspectConfig } from '../../gateway/inspect-config.ts';
import { requireParsed } from '../../gateway/read-gateway-config.ts';
import { redactDocument } from '../../gateway/redact-config.ts';
import { jsonText } from '../../render/json-text.ts';
import { painter, printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { readConfigPath } from '../config-path.ts';
import { configSourceOf } from '../config-source.ts';

/** As it is written: nothing is expanded, and secrets are hidden. 0 shown. */
export async function runConfigGet(call: Call): Promise<number> {
  const inspected = await inspectConfig(configSourceOf(call));
  requireParsed(inspected);
  const { authored, hash, path } = inspected;
  const [at] = call.positionals;
  const document = redactDocument(authored);
  const value = at === undefined ? document : valueAt(document, readConfigPath(at));
  if (value === undefined) {
    throw new OmniclawError('OCE_REFUSED', `"${path}" does not set "${at}"`, { hint: 'omniclaw config schema' });
  }
  if (call.has('json'))
    call.terminal.out(jsonText({ schema: 'omniclaw.config.v1', formatVersion: '1.0', config: path, hash, path: at ?? '', value }));
  else call.terminal.out(`${typeof value === 'string' ? printable(value) : JSON.stringify(value, null, 2)}\n`);
  return 0;
}

/** 0 it can be used, 78 not. */
export async function runConfigValidate(call: Call): Promise<number> {
  const { path, text, hash, problems, unknown, includes } = await inspectConfig(configSourceOf(call));
  const paint = painter(call.terminal.color);
  if (call.has('json')) {
    const issues = problems.map(({ message, at, line, column }) => ({ pointer: at, message, line, column }));
    const document = { schema: 'omniclaw.config-check.v1', formatVersion: '1.0', config: path, exists: text !== null, hash, includes };
    call.terminal.out(jsonText({ ...document, valid: issues.length === 0, issues, unknown }));
  } else {
    for (const { message, line, column } of problems)
      call.terminal.out(`${paint('red', 'error')} ${path}:${line}:${column} ${printable(message)}\n`);
    for (const key of unknown)
      call.terminal.out(`${paint('yellow', 'note')} ${path}: this version does not know "${printable(key)}", and keeps it\n`);
    const state = text === null ? 'there is none, so everything has its default' : 'it can be used';
    if (problems.length === 0) call.terminal.out(`${paint('green', 'good')} ${path}: ${state}\n`);
  }
  return problems.length === 0 ? 0 : ERRORS.OCE_CONFIG.exit;
}

export async function runConfigSchema(call: Call): Promise<number> {
  call.terminal.out(jsonText({ $schema: 'http://json-schema.org/draft-07/schema#', ...configSchema }));
  return 0;
}
