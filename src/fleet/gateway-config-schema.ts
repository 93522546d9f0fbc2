/**
 * The config of one gateway (`omniclaw.json`), declared once: the types, `schema/gateway-config.schema.json` and the
 * validator come from here. Sections that are described here know all their keys, so a misspelled one is refused. Other
 * sections are kept as they are. Checked after `$include` and `${VAR}` have been resolved.
 */
import { type Static, Type } from '@sinclair/typebox';
import { PortRange, SecretReference } from './fleet-schema.ts';

const closed = { additionalProperties: false } as const;
const open = { additionalProperties: true } as const;

const Port = (description: string) => Type.Integer({ minimum: 1, maximum: 65535, description });
const Text = (description: string) => Type.String({ minLength: 1, description });
const Flag = (standard: boolean, description: string) => Type.Boolean({ default: standard, description });
const Secret = (description: string) => Type.Union([SecretReference, Type.String()], { description });

export const GatewaySection = Type.Object(
  {
    port: Type.Optional(
      Port('Base port, at most 65425. The browser control service, the canvas host and the browsers take ports above it.'),
    ),
    bind: Type.Optional(
      Type.String({
        title: '"loopback", "lan" or an IP address',
        pattern: '^(?:loopback|lan|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$',
        default: 'loopback',
        description: 'Where the base port listens. Loopback is always included.',
      }),
    ),
    auth: Type.Optional(
      Type.Object(
        {
          mode: Type.Optional(
            Type.Union([Type.Literal('token'), Type.Literal('none')], {
              default: 'token',
              description: '`none` is refused beyond loopback, and allows no administration.',
            }),
          ),
          token: Type.Optional(Secret('Shared token. Default: the file `gateway.token` in the state folder, made at the first start.')),
        },
        { ...closed, description: 'How clients prove themselves.' },
      ),
    ),
    reload: Type.Optional(
      Type.Union([Type.Literal('hot'), Type.Literal('off')], {
        default: 'hot',
        description:
          '`hot`: a change of this file takes effect at once, where the table of reloads says so. `off`: only at the next start.',
      }),
    ),
  },
  { ...closed, description: 'The gateway itself.' },
);

export const BrowserProfileSection = Type.Object(
  {
    cdpPort: Type.Optional(Port('Port of the Chrome DevTools Protocol of a browser that the gateway starts.')),
    cdpUrl: Type.Optional(Text('Endpoint of a browser that runs elsewhere: http, https, ws or wss, with a port.')),
    userDataDir: Type.Optional(Text('Folder that the browser keeps its logins in. Default: inside the state folder.')),
  },
  { ...closed, description: 'One browser: `cdpPort` (started here) or `cdpUrl` (running elsewhere), or neither for the next free port.' },
);

export const BrowserSection = Type.Object(
  {
    enabled: Type.Optional(Flag(true, 'Whether the gateway controls browsers.')),
    controlPort: Type.Optional(Port('Port of the browser control service. Default: base + 2.')),
    cdpPortRange: Type.Optional(PortRange),
    cdpUrl: Type.Optional(Text('Endpoint that every browser profile without its own uses.')),
    executablePath: Type.Optional(Text('The browser to start. Default: the first one found. Cannot be set over the network.')),
    headless: Type.Optional(Type.Boolean({ description: 'Whether browsers show no window. Default: when there is no display.' })),
    args: Type.Optional(Type.Array(Type.String(), { description: 'Further arguments of the browser. Cannot be set over the network.' })),
    profiles: Type.Optional(Type.Record(Type.String(), BrowserProfileSection, { description: 'Browser profiles by name.' })),
  },
  { ...closed, description: 'Browser control.' },
);

export const CanvasSection = Type.Object(
  {
    enabled: Type.Optional(Flag(true, 'Whether the gateway serves a canvas.')),
    port: Type.Optional(Port('Port of the canvas host. Default: base + 4.')),
    root: Type.Optional(Text('Folder that is served. Default: `canvas` in the state folder.')),
    liveReload: Type.Optional(Flag(true, 'Whether open pages follow changes of their files.')),
  },
  { ...closed, description: 'The canvas host.' },
);

export const AgentsSection = Type.Object(
  {
    defaults: Type.Optional(
      Type.Object(
        { workspace: Type.Optional(Text('Folder that agents work in. Default: inside the state folder.')) },
        { ...open, description: 'Settings of every agent.' },
      ),
    ),
  },
  { ...open, description: 'Agents.' },
);

export const GatewayConfigDeclaration = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'Path or address of this schema, for editors.' })),
    $include: Type.Optional(
      Type.Union([Type.String(), Type.Array(Type.String())], {
        description: 'Files whose content is merged in below this one, relative to it. Allowed in every object.',
      }),
    ),
    gateway: Type.Optional(GatewaySection),
    browser: Type.Optional(BrowserSection),
    canvasHost: Type.Optional(CanvasSection),
    agents: Type.Optional(AgentsSection),
    channels: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Messaging channels by name.' })),
    env: Type.Optional(
      Type.Record(Type.String(), Secret('Value, or where it comes from.'), {
        description: 'Variables for programs that the gateway starts. Cannot be set over the network.',
        propertyNames: {
          title: 'a variable name that does not change how programs are loaded (NODE_OPTIONS, LD_..., DYLD_..., OMNICLAW_... are refused)',
          pattern: '^(?!NODE_OPTIONS$|LD_|DYLD_|OMNICLAW_)[A-Za-z_][A-Za-z0-9_]*$',
        },
      }),
    ),
    rescue: Type.Optional(
      Type.Object(
        { of: Type.Optional(Text('Profile that this gateway watches.')) },
        { ...open, description: 'Rescue of another gateway.' },
      ),
    ),
  },
  { ...open, $id: 'omniclaw.gateway-config', title: 'OmniClaw gateway config', description: 'One gateway.' },
);
export type GatewayConfigDeclaration = Static<typeof GatewayConfigDeclaration>;
