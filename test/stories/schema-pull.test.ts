/** What a gateway program says of its config, kept beside the fleet file: for editors and for lint. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSandbox, ROOT, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('schema pull');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

/** As that of openclaw: strict objects, choices of constants, and parts of plugins that refer to their own definitions. */
const SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    logging: {
      type: 'object',
      properties: {
        level: {
          anyOf: [
            { type: 'string', const: 'silent' },
            { type: 'string', const: 'info' },
          ],
          description: 'How much it logs.',
        },
        maxFileBytes: { type: 'integer', exclusiveMinimum: 0 },
      },
      required: ['level', 'maxFileBytes'],
      additionalProperties: false,
    },
    hooks: {
      type: 'object',
      properties: { token: { type: 'string' }, title: { type: 'string', title: 'Title' } },
      additionalProperties: false,
    },
    plugins: {
      type: 'object',
      properties: {
        imap: {
          type: 'object',
          $defs: { secret: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/wanting' }] } },
          properties: { password: { $ref: '#/$defs/secret' } },
          additionalProperties: false,
        },
      },
    },
  },
  additionalProperties: false,
};

/** A program that answers as openclaw does, and tells on standard error what it can see of the user. */
async function fakeProgram(box: Sandbox, schema: object, version: string): Promise<string> {
  const folder = join(box.home, 'tools');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'openclaw.mjs');
  const lines = [
    "if (process.env.OPENCLAW_STATE_DIR ?? process.env.CANARY) throw new Error('it sees the environment of the user');",
    `if (process.env.HOME === ${JSON.stringify(box.home)}) throw new Error('it sees the home of the user');`,
    `if (process.argv[2] === '--version') console.log('OpenClaw ${version} (abc1234)');`,
    `else if (process.argv.slice(2).join(' ') === 'config schema') console.log(${JSON.stringify(JSON.stringify(schema, null, 2))});`,
    'else process.exit(2);',
  ];
  await writeFile(path, `${lines.join('\n')}\n`);
  await chmod(path, 0o755);
  return path;
}

const FLEET = (config: string): string =>
  `import { defineFleet, env } from 'omniclaw';\nexport default defineFleet({\n  gateways: {\n    lab: {\n      runtime: 'openclaw',\n      port: 18789,\n      config: ${config},\n    },\n  },\n});\n`;

story('lint knows the keys and values of the installed release', async ({ box }) => {
  const program = await fakeProgram(box, SCHEMA, '2026.9.6');
  Object.assign(box.environment, { CANARY: 'x', OPENCLAW_STATE_DIR: '/nowhere' });
  const file = join(box.folder, 'omniclaw.fleet.ts');
  await writeFile(
    file,
    FLEET(
      "{ logging: { level: 'loud', maxFileBytes: 1.5 }, hooks: { token: env('HOOK'), tokn: 'x' }, plugins: { imap: { password: 1 } } }",
    ),
  );
  assert.is((await box.run('lint')).code, 0, 'nothing is known before');
  const pulled = await box.run('schema', 'pull', '--program', program);
  assert.is(pulled.code, 0, pulled.err);
  assert.match(pulled.out, 'openclaw 2026.9.6: wrote omniclaw.openclaw.d.ts and omniclaw.openclaw.schema.json');
  const { findings } = JSON.parse((await box.run('lint', '--format', 'json')).out);
  assert.equal(
    findings.map((one: { code: string; severity: string; message: string; locations: { line: number }[] }) => [
      one.code,
      one.severity,
      one.message,
      one.locations[0]?.line,
    ]),
    [
      ['OC705', 'warning', '"logging.level" does not fit openclaw 2026.9.6: expected "silent" or "info", got "loud"', 7],
      ['OC705', 'warning', '"logging.maxFileBytes" does not fit openclaw 2026.9.6: expected integer, got 1.5', 7],
      ['OC705', 'warning', '"hooks.tokn" is no key of openclaw 2026.9.6', 7],
    ],
  );
  assert.match((await box.run('schema', 'pull', '--program', program)).out, 'nothing has changed');
  const dry = JSON.parse((await box.run('schema', 'pull', '--program', program, '--dry-run', '--json')).out);
  assert.equal([dry.schema, dry.version, dry.written], ['omniclaw.schema-pull.v1', '2026.9.6', []]);
});

story('an editor knows them too', async ({ box }) => {
  const program = await fakeProgram(box, SCHEMA, '2026.9.6');
  const file = join(box.folder, 'omniclaw.fleet.ts');
  assert.is((await box.run('init')).code, 0);
  assert.is((await box.run('schema', 'pull', '--program', program)).code, 0);
  const types = await readFile(join(box.folder, 'omniclaw.openclaw.d.ts'), 'utf8');
  assert.match(types, 'How much it logs.');
  const check = async (config: string): Promise<string> => {
    await writeFile(file, FLEET(config));
    return runTsc(box.folder);
  };
  assert.is(await check("{ logging: { level: 'info' }, hooks: { token: env('HOOK'), title: 'x' } }"), '');
  assert.match(await check("{ logging: { level: 'loud' } }"), 'Type \'"loud"\' is not assignable to type \'"info" | "silent"');
  assert.match(await check('{ loging: {} }'), /'loging' does not exist/);
  await writeFile(file, FLEET('{ anything: 1 }').replace("'openclaw'", "'omniclaw'"));
  assert.is(runTsc(box.folder), '', 'of another runtime nothing is known');
});

story('what is no answer is refused, and files of the user are kept', async ({ box }) => {
  await box.fleet({});
  const none = await box.run('schema', 'pull');
  assert.equal([none.code, /no OpenClaw gateway is installed on this host/.test(none.err)], [1, true], none.err);
  const missing = await box.run('schema', 'pull', '--program', '/nowhere/openclaw');
  assert.match(missing.err, 'there is no program "/nowhere/openclaw"');
  const silent = join(box.home, 'silent.mjs');
  await writeFile(silent, "console.log('hello');\n");
  const useless = await box.run('schema', 'pull', '--program', silent);
  assert.match(useless.err, 'printed no JSON Schema');
  const failing = join(box.home, 'failing.mjs');
  await writeFile(failing, "console.error('no config here');\nprocess.exit(3);\n");
  assert.match((await box.run('schema', 'pull', '--program', failing)).err, 'failed: no config here');
  await writeFile(join(box.folder, 'omniclaw.openclaw.d.ts'), '// mine\n');
  const program = await fakeProgram(box, SCHEMA, '2026.9.6');
  const kept = await box.run('schema', 'pull', '--program', program);
  assert.is(kept.code, 1);
  assert.match(kept.err, '"', 'exists already');
  assert.is(await readFile(join(box.folder, 'omniclaw.openclaw.d.ts'), 'utf8'), '// mine\n');
});

story('a schema that is none, or refers to itself for ever, is an error and no crash', async ({ box }) => {
  await box.fleet({ lab: { runtime: 'openclaw', port: 18789, config: { logging: {} } } });
  const schema = join(box.folder, 'omniclaw.openclaw.schema.json');
  for (const text of ['', '{', '[]', '{"x-omniclaw":{"runtime":"omniclaw","version":"1.0.0"}}']) {
    await writeFile(schema, text);
    const said = await box.run('lint');
    assert.is(said.code, 2);
    assert.match(said.err, 'is no schema of "omniclaw schema pull"');
  }
  for (const reference of ['#', '#/%zz', '#/definitions/a~2', '#/nowhere', 'http://[']) {
    await writeFile(
      schema,
      JSON.stringify({ 'x-omniclaw': { runtime: 'openclaw', version: '1.0.0' }, properties: { logging: { $ref: reference } }, $ref: '#' }),
    );
    const said = await box.run('lint');
    assert.is(said.code, 2, reference);
    assert.match(said.err, 'is no schema that can be checked');
  }
  await rm(schema);
  const program = await fakeProgram(box, { properties: { logging: { $ref: '#/%zz' } } }, '2026.9.6');
  const pulled = await box.run('schema', 'pull', '--program', program);
  assert.is(pulled.code, 1, pulled.out);
  assert.match(pulled.err.replaceAll(/\s+/g, ' '), 'cannot be used: its reference "#/%zz" cannot be read');
  assert.not.ok(existsSync(schema));
  assert.is((await box.run('lint', '--no-exec')).code, 0, 'files that nobody has read are not checked by schemas that nobody has read');
});

function runTsc(folder: string): string {
  try {
    return execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', folder], { encoding: 'utf8', stdio: 'pipe' });
  } catch (cause) {
    return cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : String(cause);
  }
}

story.run();
