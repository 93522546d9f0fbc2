import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson } from '../fleet/parse-json.ts';
import type { ProgramFacts } from '../fleet/runtime.ts';

/** What a gateway program says of its config. `version`: as in `2026.9.6`. */
export type ConfigSchema = { readonly version: string; readonly schema: JsonObject };

/** It takes 2 to 8 s, all of it the start of the program. */
const LIMITS = { timeoutMs: 120_000, bytes: 64 * 1024 * 1024 } as const;

/**
 * Asks a gateway program for the JSON Schema of its config, in a home folder that is made for it and removed: nothing of the
 * user is read or written, and the answer is the same for everybody. `argv`: the program and what comes before its own words.
 * Throws OCE_PROGRAM when it does not answer with a schema.
 */
export async function askConfigSchema(argv: readonly string[], { packageName, asks }: ProgramFacts, path: string): Promise<ConfigSchema> {
  const home = await mkdtemp(join(tmpdir(), 'omniclaw-schema-'));
  try {
    const environment = { HOME: home, TMPDIR: home, PATH: path, NO_COLOR: '1' };
    const [said, printed] = await Promise.all([run(argv, asks.version, environment), run(argv, asks.schema, environment)]);
    const version = /\b\d+\.\d+\.\d+(?:-[\w.]+)?\b/.exec(said)?.[0];
    const schema = parseJson(printed.slice(Math.max(0, printed.indexOf('{'))));
    if (version === undefined || schema === undefined || !isJsonObject(schema) || !isJsonObject(schema['properties']))
      throw new OmniclawError('OCE_PROGRAM', `"${argv.join(' ')} ${asks.schema.join(' ')}" printed no JSON Schema`, {
        hint: `${packageName || 'omniclaw'} ${asks.schema.join(' ')}`,
      });
    return { version, schema };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function run(argv: readonly string[], words: readonly string[], env: { readonly [name: string]: string }): Promise<string> {
  const [program = '', ...before] = argv;
  const options = { env, cwd: env['HOME'], timeout: LIMITS.timeoutMs, maxBuffer: LIMITS.bytes };
  return new Promise((resolve, reject) => {
    execFile(program, [...before, ...words], options, (cause, stdout, stderr) => {
      if (cause === null) return resolve(stdout);
      const said = stderr.split('\n').find((line) => line.trim() !== '') ?? cause.message;
      const line = [...argv, ...words].join(' ');
      reject(new OmniclawError('OCE_PROGRAM', `"${line}" failed: ${said.trim().slice(0, 300)}`, { cause, hint: line }));
    });
  });
}
