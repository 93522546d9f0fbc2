/**
 * The language of a fleet file, declared once. The types, `schema/fleet.schema.json`, the validator and the
 * reference table in the docs all come from here. At run time nothing but the schema scripts loads this module:
 * importing it as a type costs nothing, importing it as a value loads TypeBox.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;

const Port = (description: string, extra: { default?: number; examples?: number[] } = {}) =>
  Type.Integer({ minimum: 1, maximum: 65535, description, ...extra });

const optionalRecord = <T extends TSchema>(value: T, description: string) =>
  Type.Optional(Type.Record(Type.String(), value, { description }));

/** Nothing in a path is expanded but a leading `~`, so what looks like a variable or another user's home is refused. */
const Path = (description: string) =>
  Type.String({
    title: 'a path without "$", and "~" only as "~" or "~/..."',
    pattern: '^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$',
    maxLength: 4096,
    description,
  });

export const SecretReference = Type.Union(
  [
    Type.Object({ $env: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$', description: 'Name of the environment variable.' }) }, closed),
    Type.Object({ $file: Type.String({ minLength: 1, description: 'Path of a file whose content is the secret.' }) }, closed),
    Type.Object(
      {
        $command: Type.Array(Type.String(), {
          minItems: 1,
          description: 'Program and arguments whose standard output is the secret. Run without a shell.',
        }),
      },
      closed,
    ),
  ],
  { description: 'Where a secret comes from. The secret itself never stands in the fleet file.' },
);
export type SecretReference = Static<typeof SecretReference>;

const Secret = (description: string) => Type.Union([SecretReference, Type.String()], { description });

export const PortRange = Type.Object(
  { first: Port('First port of the range.'), last: Port('Last port of the range, included.') },
  { ...closed, description: 'A range of TCP ports, both ends included.' },
);
export type PortRange = Static<typeof PortRange>;

export const BrowserProfileDeclaration = Type.Object(
  {
    cdpPort: Type.Optional(Port('Port of the Chrome DevTools Protocol of a browser that the gateway starts.', { examples: [18805] })),
    cdpUrl: Type.Optional(
      Type.String({
        description: 'Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.',
        examples: ['http://10.0.0.42:9222'],
      }),
    ),
    userDataDir: Type.Optional(
      Path('Folder that the browser keeps its logins in. Default: inside the state folder. Never the same for two browsers.'),
    ),
  },
  { ...closed, description: 'One browser: either `cdpPort` (started here) or `cdpUrl` (running elsewhere).' },
);
export type BrowserProfileDeclaration = Static<typeof BrowserProfileDeclaration>;

export const BrowserDeclaration = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({ default: true, description: 'Whether the gateway controls browsers. When off it claims no browser port.' }),
    ),
    controlPort: Type.Optional(Port('Port of the browser control service. Default: base + 2.')),
    cdpPortRange: Type.Optional(PortRange),
    cdpUrl: Type.Optional(
      Type.String({ description: 'Endpoint that every browser profile without its own uses. Never the same on two gateways.' }),
    ),
    profiles: optionalRecord(BrowserProfileDeclaration, 'Browser profiles by name.'),
  },
  { ...closed, description: 'Browser control.' },
);
export type BrowserDeclaration = Static<typeof BrowserDeclaration>;

export const CanvasHostDeclaration = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({ default: true, description: 'Whether the gateway serves a canvas. When off it claims no canvas port.' }),
    ),
    port: Type.Optional(Port('Port of the canvas host. Default: base + 4.')),
  },
  { ...closed, description: 'The canvas host.' },
);
export type CanvasHostDeclaration = Static<typeof CanvasHostDeclaration>;

export const AuthDeclaration = Type.Object(
  {
    mode: Type.Optional(
      Type.Union([Type.Literal('token'), Type.Literal('none')], {
        default: 'token',
        description: 'How clients prove themselves. `none` is refused beyond loopback.',
      }),
    ),
    token: Type.Optional(Secret('Shared token. Default: a random one, made once and kept in the gateway config.')),
  },
  { ...closed, description: 'Authentication of clients.' },
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
        },
      ),
    ),
    env: Type.Optional(
      Type.Record(Type.String(), Secret('Value, or where it comes from.'), {
        description: 'Environment of the service, beside the variables OmniClaw sets.',
        propertyNames: {
          title: 'a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)',
          pattern: '^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$',
        },
      }),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          memoryMiB: Type.Optional(Type.Integer({ minimum: 64, description: 'Memory limit in MiB.' })),
          cpuPercent: Type.Optional(Type.Integer({ minimum: 1, description: 'CPU limit in percent of one core.' })),
          tasks: Type.Optional(Type.Integer({ minimum: 1, description: 'Limit on processes and threads.' })),
        },
        { ...closed, description: 'Resource limits, where the driver can set them.' },
      ),
    ),
    hardening: Type.Optional(
      Type.Union([Type.Literal('default'), Type.Literal('none')], {
        default: 'default',
        description: 'The sandbox of the service, where the driver has one.',
      }),
    ),
  },
  { ...closed, description: 'How the gateway is run.' },
);
export type ServiceDeclaration = Static<typeof ServiceDeclaration>;

export const IgnoreDeclaration = Type.Object(
  {
    rule: Type.String({ description: 'Code of the rule.', examples: ['OC105'] }),
    reason: Type.Optional(Type.String({ description: 'Why the finding is accepted. Without a reason the ignore is itself a finding.' })),
  },
  { ...closed, description: 'One accepted finding.' },
);
export type IgnoreDeclaration = Static<typeof IgnoreDeclaration>;

const OpenRecord = (description: string) => optionalRecord(Type.Unknown(), description);

export const GatewayDeclaration = Type.Object(
  {
    runtime: Type.Optional(
      Type.Union([Type.Literal('omniclaw'), Type.Literal('openclaw')], { default: 'omniclaw', description: 'Which gateway program runs.' }),
    ),
    port: Type.Optional(
      Type.Union([Port('A base port.', { examples: [18789] }), Type.Literal('auto')], {
        default: 'auto',
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
    stateDir: Type.Optional(Path('State folder. Default: `~/.omniclaw`, with the profile as suffix.')),
    configPath: Type.Optional(Path('Config file. Default: `omniclaw.json` in the state folder.')),
    workspace: Type.Optional(Path('Workspace folder of the agents. Default: inside the state folder.')),
    browser: Type.Optional(BrowserDeclaration),
    canvasHost: Type.Optional(CanvasHostDeclaration),
    channels: OpenRecord('Messaging channels by name; secrets as references.'),
    agents: OpenRecord('Agent settings, passed to the gateway.'),
    config: OpenRecord('Anything else of the gateway config, merged into it as it is.'),
    service: Type.Optional(ServiceDeclaration),
    state: Type.Optional(
      Type.Union([Type.Literal('running'), Type.Literal('stopped'), Type.Literal('absent')], {
        default: 'running',
        description: '`stopped` keeps files and service but no process; `absent` removes the service and keeps the state folder.',
      }),
    ),
    protect: Type.Optional(Type.Boolean({ default: false, description: 'Refuse changes that would delete or replace this gateway.' })),
    rescues: Type.Optional(
      Type.String({ minLength: 1, description: 'Name of the gateway that this one watches and repairs.', examples: ['main'] }),
    ),
    labels: optionalRecord(Type.String(), 'Free text for people and for filters.'),
    ignore: Type.Optional(Type.Array(IgnoreDeclaration, { description: 'Findings about this gateway that are known and accepted.' })),
  },
  { ...closed, description: 'One gateway.' },
);
export type GatewayDeclaration = Static<typeof GatewayDeclaration>;

export const FleetDeclaration = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'Path or address of this schema, for editors.' })),
    defaults: Type.Optional(
      Type.Omit(GatewayDeclaration, ['rescues'], { ...closed, description: 'Values for every gateway that does not set its own.' }),
    ),
    gateways: Type.Record(Type.String(), GatewayDeclaration, {
      description: 'Every gateway of the host by profile name; `default` is the one without a profile.',
    }),
  },
  { ...closed, $id: 'omniclaw.fleet', title: 'OmniClaw fleet file', description: 'Every AI gateway of one host.' },
);
export type FleetDeclaration = Static<typeof FleetDeclaration>;
