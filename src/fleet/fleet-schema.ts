/**
 * The language of a fleet file, declared once. The types, `schema/fleet.schema.json`, the validator and the
 * reference table in the docs all come from here. At run time nothing but the schema scripts loads this module:
 * importing it as a type costs nothing, importing it as a value loads TypeBox.
 */
import { type Static, Type } from '@sinclair/typebox';
import { closed, optionalRecord, Path, Port, PortRange, Secret, SecretReference, Word } from './schema-parts.ts';

export { PortRange, SecretReference };

export const BrowserProfileDeclaration = Type.Object(
  {
    cdpPort: Type.Optional(
      Port('Port of the Chrome DevTools Protocol of a browser that the gateway starts. Default: none.', { examples: [18805] }),
    ),
    cdpUrl: Type.Optional(
      Type.String({
        description: 'Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port. Default: none.',
        examples: ['http://10.0.0.42:9222'],
      }),
    ),
    userDataDir: Type.Optional(
      Path(
        'Folder that the browser keeps its logins in. Default: inside the state folder. Never the same for two browsers.',
        '~/browsers/work',
      ),
    ),
  },
  {
    ...closed,
    description: 'One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).',
    examples: [{ cdpPort: 18805 }],
  },
);
export type BrowserProfileDeclaration = Static<typeof BrowserProfileDeclaration>;

export const BrowserDeclaration = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Whether the gateway controls browsers. When off it claims no browser port.',
        examples: [false],
      }),
    ),
    controlPort: Type.Optional(Port('Port of the browser control service. Default: base + 2.', { examples: [18791] })),
    cdpPortRange: Type.Optional(PortRange),
    cdpUrl: Type.Optional(
      Type.String({
        description: 'Endpoint that every browser profile without its own uses. Never the same on two gateways. Default: none.',
        examples: ['https://chrome.example.net:9222'],
      }),
    ),
    profiles: optionalRecord(BrowserProfileDeclaration, 'Browser profiles by name.', [{ work: { cdpPort: 18805 } }]),
  },
  { ...closed, description: 'Browser control.', examples: [{ enabled: false }] },
);
export type BrowserDeclaration = Static<typeof BrowserDeclaration>;

export const CanvasHostDeclaration = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Whether the gateway serves a canvas. When off it claims no canvas port.',
        examples: [false],
      }),
    ),
    port: Type.Optional(Port('Port of the canvas host. Default: base + 4.', { examples: [18793] })),
  },
  { ...closed, description: 'The canvas host.', examples: [{ enabled: false }] },
);
export type CanvasHostDeclaration = Static<typeof CanvasHostDeclaration>;

export const AuthDeclaration = Type.Object(
  {
    mode: Type.Optional(
      Type.Union([Type.Literal('token'), Type.Literal('none')], {
        default: 'token',
        description: 'How clients prove themselves. `none` is refused beyond loopback.',
        examples: ['token'],
      }),
    ),
    token: Type.Optional(Secret('Shared token. Default: a random one, made once and kept in the gateway config.')),
  },
  { ...closed, description: 'Authentication of clients.', examples: [{ token: { $env: 'MAIN_TOKEN' } }] },
);
export type AuthDeclaration = Static<typeof AuthDeclaration>;

export const ServiceDeclaration = Type.Object(
  {
    driver: Type.Optional(
      Type.Union(
        [Type.Literal('auto'), Type.Literal('supervisor'), Type.Literal('systemd'), Type.Literal('launchd'), Type.Literal('external')],
        {
          default: 'auto',
          description: 'What runs the gateway. `auto` takes the service manager of the host, or the embedded supervisor.',
          examples: ['supervisor'],
        },
      ),
    ),
    env: Type.Optional(
      Type.Record(Type.String(), Secret('Value, or where it comes from.'), {
        description: 'Environment of the service, beside the variables OmniClaw sets.',
        default: {},
        examples: [{ TZ: 'Europe/Vienna' }],
        propertyNames: {
          title: 'a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)',
          pattern: '^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$',
        },
      }),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          memoryMiB: Type.Optional(Type.Integer({ minimum: 64, description: 'Memory limit in MiB. Default: none.', examples: [512] })),
          cpuPercent: Type.Optional(
            Type.Integer({ minimum: 1, description: 'CPU limit in percent of one core. Default: none.', examples: [150] }),
          ),
          tasks: Type.Optional(
            Type.Integer({ minimum: 1, description: 'Limit on processes and threads. Default: none.', examples: [500] }),
          ),
        },
        { ...closed, description: 'Resource limits, where the driver can set them.', default: {}, examples: [{ memoryMiB: 512 }] },
      ),
    ),
    hardening: Type.Optional(
      Type.Union([Type.Literal('default'), Type.Literal('none')], {
        default: 'default',
        description: 'The sandbox of the service, where the driver has one.',
        examples: ['none'],
      }),
    ),
  },
  { ...closed, description: 'How the gateway is run.', examples: [{ driver: 'supervisor' }] },
);
export type ServiceDeclaration = Static<typeof ServiceDeclaration>;

export const ProgramDeclaration = Type.Object(
  {
    version: Type.Optional(
      Type.String({
        title: 'a release such as "2026.9.6"',
        pattern: '^\\d{1,6}(?:\\.\\d{1,6}){1,3}(?:-[0-9A-Za-z.-]{1,40})?$',
        description:
          'Release of the gateway program, which apply installs beside the others. Another one is an upgrade, taken back when it does not become ready. Default: the program that is installed on this host.',
        examples: ['2026.9.6'],
      }),
    ),
    path: Type.Optional(
      Path(
        'Program of the gateway, or its script, when it is installed elsewhere. Default: found on this host.',
        '/opt/openclaw/openclaw.mjs',
      ),
    ),
    node: Type.Optional(Path('Node that runs its script. Default: the Node that runs OmniClaw.', '/opt/node-24/bin/node')),
    command: Type.Optional(
      Type.Array(Word({ minLength: 1 }), {
        minItems: 1,
        description:
          'Command line of runtime `command`, the absolute path of the program first. `{port}` and `{stateDir}` stand for those of the gateway. Default: none.',
        examples: [['/opt/gateway/bin/serve', '--port', '{port}']],
      }),
    ),
    health: Type.Optional(
      Type.String({
        title: 'a path such as "/healthz"',
        pattern: '^/[!-~]{0,200}$',
        default: '/healthz',
        description: 'Path on which runtime `command` answers with a status from 200 to 299 when it is ready.',
        examples: ['/health'],
      }),
    ),
  },
  {
    ...closed,
    description: 'Which program the gateway is, where that is not our own. Default: the one that is installed.',
    examples: [{ version: '2026.9.6' }],
  },
);
export type ProgramDeclaration = Static<typeof ProgramDeclaration>;

export const IgnoreDeclaration = Type.Object(
  {
    rule: Type.String({ description: 'Code of the rule.', examples: ['OC105'] }),
    reason: Type.Optional(
      Type.String({
        description: 'Why the finding is accepted. Without a reason the ignore is itself a finding.',
        examples: ['reserved with ip_local_reserved_ports'],
      }),
    ),
  },
  { ...closed, description: 'One accepted finding.', examples: [{ rule: 'OC105', reason: 'the port is reserved' }] },
);
export type IgnoreDeclaration = Static<typeof IgnoreDeclaration>;

const OpenRecord = (description: string, example: object) => optionalRecord(Type.Unknown(), description, [example]);

export const GatewayDeclaration = Type.Object(
  {
    runtime: Type.Optional(
      Type.Union([Type.Literal('omniclaw'), Type.Literal('openclaw'), Type.Literal('command')], {
        default: 'omniclaw',
        description: 'Which gateway program runs. `command`: any that a command line starts and that answers over HTTP.',
        examples: ['openclaw'],
      }),
    ),
    program: Type.Optional(ProgramDeclaration),
    port: Type.Optional(
      Type.Union([Port('A base port.', { examples: [18789] }), Type.Literal('auto')], {
        default: 'auto',
        examples: [18789, 'auto'],
        description:
          'Base port of the gateway, at most 65425: the 110 ports above it are derived from it. `auto` takes a free block and keeps it in the lock file.',
      }),
    ),
    bind: Type.Optional(
      Type.String({
        title: '"loopback", "lan" or an IP address',
        pattern: '^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$',
        default: 'loopback',
        description:
          'Where the gateway listens: `loopback`, `lan` (every address) or one IP address of the host. Loopback is always included.',
        examples: ['loopback', 'lan', '192.168.1.10'],
      }),
    ),
    auth: Type.Optional(AuthDeclaration),
    stateDir: Type.Optional(Path('State folder. Default: `~/.omniclaw`, with the profile as suffix.', '~/.omniclaw-main')),
    configPath: Type.Optional(Path('Config file. Default: `omniclaw.json` in the state folder.', '~/.omniclaw-main/omniclaw.json')),
    workspace: Type.Optional(Path('Workspace folder of the agents. Default: inside the state folder.', '~/family-workspace')),
    browser: Type.Optional(BrowserDeclaration),
    canvasHost: Type.Optional(CanvasHostDeclaration),
    channels: OpenRecord('Messaging channels by name; secrets as references.', { telegram: { botToken: { $env: 'RESCUE_BOT_TOKEN' } } }),
    agents: OpenRecord('Agent settings, passed to the gateway.', { defaults: { model: 'small' } }),
    config: OpenRecord('Anything else of the gateway config, merged into it as it is.', { logging: { level: 'info' } }),
    service: Type.Optional(ServiceDeclaration),
    state: Type.Optional(
      Type.Union([Type.Literal('running'), Type.Literal('stopped'), Type.Literal('absent')], {
        default: 'running',
        description: '`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.',
        examples: ['stopped'],
      }),
    ),
    protect: Type.Optional(
      Type.Boolean({ default: false, description: 'Refuse changes that would delete or replace this gateway.', examples: [true] }),
    ),
    renamedFrom: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Name that this gateway had before. Its state folder moves with everything in it, and its old service goes. Default: none.',
        examples: ['work'],
      }),
    ),
    rescues: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Name of the gateway that this one watches and repairs. Default: none.',
        examples: ['main'],
      }),
    ),
    labels: optionalRecord(Type.String(), 'Free text for people and for filters.', [{ host: 'home-server' }]),
    ignore: Type.Optional(
      Type.Array(IgnoreDeclaration, {
        description: 'Findings about this gateway that are known and accepted.',
        default: [],
        examples: [[{ rule: 'OC105', reason: 'the port is reserved' }]],
      }),
    ),
  },
  { ...closed, description: 'One gateway.', examples: [{ port: 18789 }] },
);
export type GatewayDeclaration = Static<typeof GatewayDeclaration>;

export const FleetDeclaration = Type.Object(
  {
    $schema: Type.Optional(
      Type.String({
        description: 'Path or address of this schema, for editors.',
        examples: ['./node_modules/omniclaw/schema/fleet.schema.json'],
      }),
    ),
    defaults: Type.Optional(
      Type.Omit(GatewayDeclaration, ['rescues', 'renamedFrom'], {
        ...closed,
        description: 'Values for every gateway that does not set its own.',
        examples: [{ labels: { host: 'home-server' } }],
      }),
    ),
    gateways: Type.Record(Type.String(), GatewayDeclaration, {
      description: 'Every gateway of the host by profile name; `default` is the one without a profile.',
      examples: [{ main: { port: 18789 }, rescue: { port: 19789, rescues: 'main' } }],
    }),
  },
  { ...closed, $id: 'omniclaw.fleet', title: 'OmniClaw fleet file', description: 'Every AI gateway of one host.' },
);
export type FleetDeclaration = Static<typeof FleetDeclaration>;
