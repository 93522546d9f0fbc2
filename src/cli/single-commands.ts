/** The commands of one gateway, as data: setting it up, asking it, its config, its health. */
import type { Command, Option } from './command.ts';
import { JSON_OPTION } from './fleet-options.ts';

const none = { usage: '', min: 0, max: 0 } as const;

const PLACE: { readonly [name: string]: Option } = {
  port: { value: 'PORT', summary: 'base port; default: the config, else the first free block of ports' },
  workspace: { value: 'FOLDER', summary: 'where agents work; default: in the state folder, named after the profile' },
};
const BASE_HASH: { readonly [name: string]: Option } = {
  'base-hash': { value: 'HASH', summary: 'refuse when the config is another one than this' },
  'dry-run': { value: '', summary: 'check the change and write nothing' },
};
const CONFIG_EXIT = 'exit: 0 done, 4 changed by somebody else, 78 the config would be wrong';

export const SINGLE_COMMANDS: readonly Command[] = [
  {
    name: 'setup',
    summary: 'make the state folder, the token and the config of a gateway, with ports that are free',
    positionals: none,
    options: { ...PLACE, ...JSON_OPTION },
    examples: [
      { line: 'omniclaw setup', does: 'the gateway without a profile' },
      { line: 'omniclaw --profile rescue setup --port 19789', does: 'a second one, beside it' },
    ],
    notes: ['exit: 0 done or there already, 1 refused; doing it again changes nothing'],
    run: async (call) => (await import('./commands/setup.ts')).runSetup(call),
  },
  {
    name: 'onboard',
    summary: 'set a gateway up, asking what there is to choose',
    positionals: none,
    options: {
      ...PLACE,
      bind: { value: 'ADDRESS', summary: '"loopback" (default), "lan" or an IP address of this host' },
      auth: { value: 'MODE', summary: '"token" (default) or "none"', choices: ['token', 'none'] },
      'install-daemon': { value: '', summary: 'let it run as a service, from now on and after each login' },
      'non-interactive': { value: '', summary: 'ask nothing' },
      ...JSON_OPTION,
    },
    examples: [
      { line: 'omniclaw onboard', does: 'the first gateway of this host' },
      { line: 'omniclaw --profile rescue onboard', does: 'a second one, on ports of its own' },
      { line: 'omniclaw onboard --non-interactive --install-daemon --json', does: 'for scripts' },
    ],
    notes: ['exit: 0 done, 1 refused, 130 given up'],
    run: async (call) => (await import('./commands/onboard.ts')).runOnboard(call),
  },
  {
    name: 'status',
    summary: 'say whether this gateway runs, on which ports, and with which config',
    positionals: none,
    options: { port: { value: 'PORT', summary: 'ask there; default: where it runs, else the port in its config' }, ...JSON_OPTION },
    examples: [{ line: 'omniclaw --profile rescue status', does: 'who answers, or why nobody does' }],
    notes: ['exit: 0 it runs and has proven that it is the one, 1 not'],
    run: async (call) => (await import('./commands/status.ts')).runStatus(call),
  },
  {
    name: 'health',
    summary: 'ask this gateway whether it is well',
    positionals: none,
    options: { port: { value: 'PORT', summary: 'ask there; default: where it runs, else the port in its config' }, ...JSON_OPTION },
    examples: [{ line: 'omniclaw --profile main health', does: 'one line; for scripts by its exit code' }],
    notes: ['exit: 0 live and ready, 1 not'],
    run: async (call) => (await import('./commands/health.ts')).runHealth(call),
  },
  {
    name: 'logs',
    summary: 'show the log of this gateway',
    positionals: none,
    options: {
      follow: { value: '', summary: 'go on with what comes', short: 'f' },
      lines: { value: 'NUMBER', summary: 'so many of the last lines; default 100', short: 'n' },
      json: { value: '', summary: 'the lines as they are: one JSON document each' },
    },
    examples: [{ line: 'omniclaw --profile main logs -f', does: 'the last lines, then each new one' }],
    notes: ['works whether the gateway runs or not'],
    run: async (call) => (await import('./commands/logs.ts')).runLogs(call),
  },
  {
    name: 'config get',
    summary: 'show the config, or one value of it; secrets are hidden',
    positionals: { usage: '[PATH]', min: 0, max: 1 },
    options: { ...JSON_OPTION },
    examples: [
      { line: 'omniclaw config get', does: 'everything' },
      { line: 'omniclaw config get gateway.port', does: 'one value' },
    ],
    notes: ['exit: 0 shown, 1 there is no such value'],
    run: async (call) => (await import('./commands/config-read.ts')).runConfigGet(call),
  },
  {
    name: 'config set',
    summary: 'set one value; comments and everything else stay as they are',
    positionals: { usage: 'PATH VALUE', min: 2, max: 2 },
    options: { ...BASE_HASH, ...JSON_OPTION },
    examples: [
      { line: 'omniclaw config set gateway.port 19789', does: 'a number' },
      { line: 'omniclaw config set gateway.auth.token \'{ $env: "MY_TOKEN" }\'', does: 'a reference to a secret' },
    ],
    notes: ['VALUE is JSON5; what is not is taken as a text', CONFIG_EXIT],
    run: async (call) => (await import('./commands/config-write.ts')).runConfigSet(call),
  },
  {
    name: 'config unset',
    summary: 'remove one value',
    positionals: { usage: 'PATH', min: 1, max: 1 },
    options: { ...BASE_HASH, ...JSON_OPTION },
    examples: [{ line: 'omniclaw config unset browser.cdpUrl', does: 'back to the default' }],
    notes: [CONFIG_EXIT],
    run: async (call) => (await import('./commands/config-write.ts')).runConfigUnset(call),
  },
  {
    name: 'config patch',
    summary: 'merge a JSON5 object into the config; null removes a key',
    positionals: { usage: '[PATCH]', min: 0, max: 1 },
    options: { file: { value: 'FILE', summary: 'read the patch from a file; "-" is standard input' }, ...BASE_HASH, ...JSON_OPTION },
    examples: [
      { line: "omniclaw config patch '{ browser: { headless: true, cdpUrl: null } }'", does: 'several values at once' },
      { line: 'omniclaw config patch --file patch.json5', does: 'the same from a file' },
    ],
    notes: [CONFIG_EXIT],
    run: async (call) => (await import('./commands/config-write.ts')).runConfigPatch(call),
  },
  {
    name: 'config validate',
    summary: 'check the config, with everything that it includes',
    positionals: none,
    options: { ...JSON_OPTION },
    examples: [{ line: 'omniclaw --profile rescue config validate', does: 'each problem with its line' }],
    notes: ['exit: 0 it can be used, 78 not'],
    run: async (call) => (await import('./commands/config-read.ts')).runConfigValidate(call),
  },
  {
    name: 'config schema',
    summary: 'print the JSON Schema of the config',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw config schema > gateway-config.schema.json', does: 'for an editor' }],
    notes: [],
    run: async (call) => (await import('./commands/config-read.ts')).runConfigSchema(call),
  },
  {
    name: 'config edit',
    summary: 'open the config in $EDITOR, and check it before it is put in place',
    positionals: none,
    options: {},
    examples: [{ line: 'omniclaw config edit', does: 'a wrong config never takes the place of the old one' }],
    notes: [CONFIG_EXIT],
    run: async (call) => (await import('./commands/config-edit.ts')).runConfigEdit(call),
  },
  {
    name: 'doctor',
    summary: 'compare all gateways of this host by the rules of lint, and check their configs',
    positionals: none,
    options: { fix: { value: '', summary: 'mend what can be mended in the configs' }, ...JSON_OPTION },
    examples: [
      { line: 'omniclaw doctor', does: 'every conflict between the profiles of this host' },
      { line: 'omniclaw doctor --fix', does: 'and mend it, with the least change' },
    ],
    notes: ['exit: 0 nothing wrong, 1 something is'],
    run: async (call) => (await import('./commands/doctor.ts')).runDoctor(call),
  },
];
