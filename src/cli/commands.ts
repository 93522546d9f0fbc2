/** Every command as data. The code of a command is loaded when it runs, so that a small one stays fast. */
import { BROWSER_COMMANDS } from './browser-commands.ts';
import { CANVAS_COMMANDS } from './canvas-commands.ts';
import type { Call, Command, Option } from './command.ts';
import { FLEET_COMMANDS } from './fleet-commands.ts';
import { FLEET_OPTIONS, JSON_OPTION } from './fleet-options.ts';
import { GATEWAY_COMMANDS } from './gateway-commands.ts';
import { RESCUE_COMMANDS } from './rescue-commands.ts';
import { SINGLE_COMMANDS } from './single-commands.ts';

const none = { usage: '', min: 0, max: 0 } as const;

const YES: { readonly [name: string]: Option } = { yes: { value: '', summary: 'do not ask', short: 'y' } };
const TARGET: { readonly [name: string]: Option } = {
  target: { value: 'NAME', summary: 'look at this gateway only; may be repeated', short: 't', repeat: true },
};
const ADOPT_PRUNE: { readonly [name: string]: Option } = {
  adopt: { value: '', summary: 'take over configs that are there and that omniclaw did not make' },
  prune: { value: '', summary: 'also stop and forget gateways that left the fleet file; their state folders stay' },
};
const LOCK: { readonly [name: string]: Option } = {
  'lock-timeout': { value: 'SECONDS', summary: 'wait so long for another apply to end; default 0' },
};

/** Runs a command on the fleet file as it is now, which is read while the code of the command loads. */
async function withFleet(call: Call, load: () => Promise<Command['run']>): Promise<number> {
  return (await import('./read-fleet.ts')).whileReadingFleet(call, load);
}

/** The same, and on the host as it is now: the kernel takes a while to list the sockets. */
async function withFleetAndHost(call: Call, load: () => Promise<Command['run']>): Promise<number> {
  const sockets = (await import('./host-sockets.ts')).askForSockets();
  return withFleet({ ...call, sockets }, load);
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'init',
    summary: 'write a fleet file for this host, new or from the gateways found on it',
    positionals: none,
    options: {
      import: { value: '', summary: 'declare the gateways of this host (omniclaw and openclaw)' },
      format: { value: 'FORMAT', summary: '"ts" (default), "json" or "yaml"', choices: ['ts', 'json', 'yaml'] },
      fleet: { value: 'FILE', summary: 'where to write; default omniclaw.fleet.ts in this folder', short: 'f' },
      force: { value: '', summary: 'replace a file that is there' },
      'dry-run': { value: '', summary: 'print the file and write nothing' },
      ...JSON_OPTION,
    },
    examples: [
      { line: 'omniclaw init', does: 'a main gateway and its rescue, on ports that are free now' },
      { line: 'omniclaw init --import', does: 'the gateways that are on this host already' },
      { line: 'omniclaw init --import --dry-run', does: 'look first' },
    ],
    notes: ['exit: 0 written, 1 refused; secrets are never copied'],
    run: async (call) => (await import('./commands/init.ts')).runInit(call),
  },
  {
    name: 'lint',
    summary: 'check the fleet file for conflicts, without looking at the host',
    positionals: none,
    options: {
      ...FLEET_OPTIONS,
      fix: { value: '', summary: 'mend the fleet file with the least change' },
      'dry-run': { value: '', summary: 'with --fix: show the change and write nothing' },
      format: {
        value: 'FORMAT',
        summary: 'pretty (default), compact, json, sarif, github or junit',
        choices: ['pretty', 'compact', 'json', 'sarif', 'github', 'junit'],
      },
      json: { value: '', summary: 'the same as --format json' },
      only: { value: 'CODES', summary: 'report these rules only, such as OC103 or OC1', repeat: true },
      skip: { value: 'CODES', summary: 'leave these rules out', repeat: true },
      severity: {
        value: 'LEVEL',
        summary: 'report "error", "warning" or "note" (default) and worse',
        choices: ['error', 'warning', 'note'],
      },
      'max-warnings': { value: 'NUMBER', summary: 'fail when there are more warnings' },
      baseline: { value: 'FILE', summary: 'report only what this file does not know yet' },
      'write-baseline': { value: 'FILE', summary: 'write what is found now into a file, and report nothing' },
    },
    examples: [
      { line: 'omniclaw lint', does: 'check the fleet file of this folder' },
      { line: 'omniclaw lint --fix --dry-run', does: 'show what would be mended, as a diff' },
      { line: 'omniclaw lint --format sarif > omniclaw.sarif', does: 'for code scanning' },
      { line: 'omniclaw lint --no-exec', does: 'check a file you do not trust' },
    ],
    cannotRun: 2,
    notes: [
      'exit: 0 clean, 1 findings, 2 could not run',
      'a comment "omniclaw-ignore CODE -- reason" silences one rule for the next line',
      'pretty shows the 100 worst causes, and the other formats every finding',
    ],
    run: async (call) => withFleet(call, async () => (await import('./commands/lint.ts')).runLint),
  },
  {
    name: 'plan',
    summary: 'show every conflict and what apply would change; reads only',
    positionals: none,
    options: {
      ...FLEET_OPTIONS,
      ...JSON_OPTION,
      ...TARGET,
      ...ADOPT_PRUNE,
      out: { value: 'FILE', summary: 'save the plan; "omniclaw apply FILE" carries out exactly this or nothing', short: 'o' },
      drift: { value: '', summary: 'show what is declared, installed and running where they differ, and who changed it' },
      format: { value: 'FORMAT', summary: '"pretty" (default) or "markdown"', choices: ['pretty', 'markdown'] },
      'detailed-exitcode': { value: '', summary: 'exit with 2 when something would change' },
      prove: { value: '', summary: 'print a certificate that no port has two users; looks at no host' },
      'save-host-state': { value: 'FILE', summary: 'also write down what was seen of this host; holds no secret' },
      'host-state': { value: 'FILE', summary: 'check against such a file instead of this host' },
    },
    examples: [
      { line: 'omniclaw plan', does: 'show what would change' },
      { line: 'omniclaw plan --json', does: 'the same as one JSON document' },
      { line: 'omniclaw plan --drift', does: 'what differs, field by field' },
      { line: 'omniclaw plan --format markdown', does: 'for the comment of a pull request' },
      { line: 'omniclaw plan --out main.plan', does: 'save it, to apply it after somebody has read it' },
      { line: 'omniclaw plan --detailed-exitcode', does: 'for a script that waits for drift' },
      { line: 'omniclaw plan --prove --json > ports.json', does: 'a proof that others can check' },
    ],
    notes: ['exit: 0 made, 1 conflict or error, 2 changes (with --detailed-exitcode)'],
    run: async (call) => withFleetAndHost(call, async () => (await import('./commands/plan.ts')).runPlan),
  },
  {
    name: 'apply',
    summary: 'bring configs and processes in line, and prove that each gateway answers',
    positionals: { usage: '[PLAN]', min: 0, max: 1 },
    options: {
      ...FLEET_OPTIONS,
      ...YES,
      json: { value: '', summary: 'print events as JSON lines' },
      ...TARGET,
      ...ADOPT_PRUNE,
      parallel: { value: 'NUMBER', summary: 'gateways worked on at once; default 4' },
      timeout: { value: 'SECONDS', summary: 'how long a gateway may take to become ready; default 20, and 120 for openclaw' },
      ...LOCK,
    },
    examples: [
      { line: 'omniclaw apply', does: 'show the plan, ask, carry it out' },
      { line: 'omniclaw apply --yes --json', does: 'for scripts' },
      { line: 'omniclaw apply --target rescue', does: 'one gateway' },
      { line: 'omniclaw apply main.plan', does: 'exactly what "omniclaw plan --out main.plan" showed, or nothing' },
    ],
    notes: [
      'exit: 0 done or nothing to do, 1 failed with nothing changed, 3 partial,',
      '      4 the saved plan is out of date, 5 another apply runs, 130 interrupted',
    ],
    run: async (call) => (await import('./commands/apply.ts')).runApply(call),
  },
  {
    name: 'fleet status',
    summary: 'show declared, observed and proven state of every gateway',
    positionals: none,
    options: { ...FLEET_OPTIONS, ...JSON_OPTION },
    examples: [{ line: 'omniclaw fleet status', does: 'one line a gateway, then what differs' }],
    notes: ['exit: 0 as declared, 1 not'],
    run: async (call) => withFleet(call, async () => (await import('./commands/fleet-status.ts')).runFleetStatus),
  },
  {
    name: 'fleet ports',
    summary: 'show which gateway has which ports, and where they overlap',
    positionals: none,
    options: { ...FLEET_OPTIONS, ...JSON_OPTION, svg: { value: '', summary: 'draw the map as an SVG picture on standard output' } },
    examples: [
      { line: 'omniclaw fleet ports', does: 'the map as a table' },
      { line: 'omniclaw fleet ports --svg > ports.svg', does: 'the map as a picture' },
    ],
    notes: ['exit: 0 no port has two users, 1 one has'],
    run: async (call) => withFleet(call, async () => (await import('./commands/fleet-ports.ts')).runFleetPorts),
  },
  {
    name: 'fleet who',
    summary: 'say whose port that is: in the fleet file, and on this host',
    positionals: { usage: 'PORT', min: 1, max: 1 },
    options: { ...FLEET_OPTIONS, ...JSON_OPTION },
    examples: [{ line: 'omniclaw fleet who 18811', does: 'which gateway may use it, and what listens there now' }],
    notes: ['exit: 0 somebody has it, 1 nobody'],
    run: async (call) => withFleet(call, async () => (await import('./commands/fleet-who.ts')).runFleetWho),
  },
  ...FLEET_COMMANDS,
  {
    name: 'fleet destroy',
    summary: 'stop and forget gateways; state folders stay unless purged',
    positionals: { usage: '[NAME...]', min: 0, max: Number.POSITIVE_INFINITY },
    options: {
      ...FLEET_OPTIONS,
      ...YES,
      json: { value: '', summary: 'print events as JSON lines' },
      purge: {
        value: 'NAME',
        summary: 'also delete the state folder of this gateway, and nothing outside of it; may be repeated',
        repeat: true,
      },
      ...LOCK,
    },
    examples: [
      { line: 'omniclaw fleet destroy', does: 'stop and forget every gateway of the fleet' },
      { line: 'omniclaw fleet destroy dev --purge dev', does: 'one, with its data' },
    ],
    notes: ['exit: as for apply'],
    run: async (call) => (await import('./commands/fleet-destroy.ts')).runFleetDestroy(call),
  },
  {
    name: 'explain',
    summary: 'explain a rule: why it matters and how to mend it',
    positionals: { usage: '[CODE]', min: 0, max: 1 },
    options: { ...JSON_OPTION },
    examples: [
      { line: 'omniclaw explain OC103', does: 'one rule' },
      { line: 'omniclaw explain', does: 'the list of all rules' },
    ],
    notes: [],
    run: async (call) => (await import('./commands/explain.ts')).runExplain(call),
  },
  {
    name: 'schema pull',
    summary: 'ask a gateway program what its config may hold, for your editor and for lint',
    positionals: none,
    options: {
      runtime: { value: 'NAME', summary: '"openclaw" (default) or "omniclaw"', choices: ['openclaw', 'omniclaw'] },
      program: { value: 'PATH', summary: 'which one to ask; default: the newest that is installed' },
      fleet: { value: 'FILE', summary: 'fleet file, beside which the answer is kept', short: 'f' },
      'dry-run': { value: '', summary: 'ask, and write nothing' },
      ...JSON_OPTION,
    },
    examples: [
      { line: 'omniclaw schema pull', does: 'types and checks for "config" of openclaw gateways' },
      { line: 'omniclaw schema pull --program ~/tools/node_modules/openclaw/openclaw.mjs', does: 'those of one release' },
    ],
    notes: [
      'writes omniclaw.NAME.d.ts and omniclaw.NAME.schema.json beside the fleet file;',
      'keep both in git, and pull again after an upgrade',
    ],
    run: async (call) => (await import('./commands/schema-pull.ts')).runSchemaPull(call),
  },
  {
    name: 'completion',
    summary: 'print completions for a shell',
    positionals: { usage: 'SHELL', min: 1, max: 1, choices: ['bash', 'zsh', 'fish', 'powershell'] },
    options: {},
    examples: [
      { line: 'eval "$(omniclaw completion bash)"', does: 'in ~/.bashrc' },
      { line: 'omniclaw completion zsh > ~/.zsh/_omniclaw', does: 'for zsh, once; with ~/.zsh in fpath' },
      { line: 'omniclaw completion fish > ~/.config/fish/completions/omniclaw.fish', does: 'for fish, once' },
      { line: 'omniclaw completion powershell | Out-String | Invoke-Expression', does: 'in $PROFILE' },
    ],
    notes: ['the scripts know the commands of this version and never run a fleet file'],
    run: async (call) => (await import('./commands/completion.ts')).runCompletion(call),
  },
  ...['gateway', 'gateway run'].map(
    (name): Command => ({
      name,
      summary: name === 'gateway' ? 'the same as "gateway run"' : 'run one gateway in the foreground',
      positionals: none,
      options: { port: { value: 'PORT', summary: 'base port; wins over the environment and the config' } },
      examples: [
        { line: 'omniclaw --profile main gateway --port 18789', does: 'run the gateway of profile "main"' },
        { line: 'omniclaw --dev gateway', does: 'run profile "dev" on port 19001' },
      ],
      notes: ['exit: 0 stopped, 78 cannot work until something changes'],
      run: async (call) => (await import('./commands/gateway-run.ts')).runGatewayCommand(call),
    }),
  ),
  ...GATEWAY_COMMANDS,
  ...RESCUE_COMMANDS,
  ...SINGLE_COMMANDS,
  ...BROWSER_COMMANDS,
  ...CANVAS_COMMANDS,
  {
    name: 'supervisor run',
    summary: 'run the embedded supervisor; started by apply when it is needed',
    positionals: none,
    options: {},
    examples: [],
    notes: [],
    run: async (call) => (await import('./commands/supervisor-run.ts')).runSupervisorCommand(call),
  },
];
