/**
 * What was seen of a host: the input of the live rules, and the document of `plan --save-host-state`. It holds no secret.
 * Declared once, like the fleet file: at run time only the schema scripts load this module as a value.
 *
 * Unknown is not absent: what could not be read is `null` or says `unknown`, makes no finding, and leaves a note.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { PortRange } from '../fleet/fleet-schema.ts';

const closed = { additionalProperties: false } as const;
const Word = <const T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], description });
const OrNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Port = Type.Integer({ minimum: 1, maximum: 65535 });
const Pid = Type.Integer({ minimum: 1 });
const Runtime = Word(['omniclaw', 'openclaw', 'command'], 'Which gateway program.');

/** Which gateway a process or a service definition is about. `stateDir` is where the path really leads. */
export const GatewayMark = Type.Object({ runtime: Runtime, profile: Type.String(), stateDir: Type.String() }, closed);
export type GatewayMark = Static<typeof GatewayMark>;

export const Unit = Type.Object({ scope: Word(['user', 'system'], 'Whose service manager.'), name: Type.String() }, closed);
export type Unit = Static<typeof Unit>;

/** The process behind a socket. `command`: its command line, with what may be a secret taken out. */
export const Holder = Type.Object(
  {
    pid: Pid,
    command: Type.String(),
    unit: OrNull(Unit),
    gateway: OrNull(GatewayMark),
    userDataDir: OrNull(Type.String({ description: 'User data folder, when it is a browser.' })),
  },
  closed,
);
export type Holder = Static<typeof Holder>;

/** A listening TCP socket. `address`: `::` is every address of both families. `holder: null`: another user's process, or not asked for. */
export const ListenerSeen = Type.Object({ port: Port, address: Type.String(), holder: OrNull(Holder) }, closed);
export type ListenerSeen = Static<typeof ListenerSeen>;

export const ManagerKind = Word(
  ['systemd-user', 'systemd-system', 'launchd', 'supervisor', 'container', 'pm2'],
  'What starts a gateway and starts it again.',
);
export type ManagerKind = Static<typeof ManagerKind>;

/** `name`: unit, label, entry of our supervisor, or id of the container. */
export const Manager = Type.Object({ kind: ManagerKind, name: Type.String() }, closed);
export type Manager = Static<typeof Manager>;

/** A gateway process. `port`: by its flags or variables. `listens`: some of the ports that it has, its base port among them. `program`: how it was started; empty when it hides that. `runBy: null`: nothing restarts it. */
export const RunningGateway = Type.Object(
  {
    pid: Pid,
    gateway: GatewayMark,
    configPath: Type.String(),
    port: OrNull(Port),
    listens: OrNull(Type.Array(Port)),
    program: Type.String(),
    runBy: OrNull(Manager),
  },
  closed,
);
export type RunningGateway = Static<typeof RunningGateway>;

/** A service definition of a gateway. `port`: `null` when it leaves that to the config. */
export const InstalledService = Type.Object(
  {
    manager: Manager,
    where: Type.String({ description: 'The file that defines it, or in words.' }),
    gateway: GatewayMark,
    configPath: Type.String(),
    port: OrNull(Port),
    wanted: Word(['running', 'stopped'], 'Whether it is started by itself.'),
    load: Word(['loaded', 'masked', 'unknown'], 'What the service manager makes of the definition.'),
    program: Type.String({ description: 'How it starts the gateway; empty when it does not say.' }),
    programFile: Word(['there', 'missing', 'unknown'], 'Whether the file that it starts exists.'),
    dropIns: Type.Array(Type.String(), { description: 'Files that change the definition and are not ours.' }),
    pid: OrNull(Pid),
    staleVariables: Type.Array(Type.String(), { description: 'Names of variables that its process has with another value.' }),
  },
  closed,
);
export type InstalledService = Static<typeof InstalledService>;

/** A gateway config that could be read. `port`: `null` when it names none. `variable`: what says the port before the config does. */
export const ConfigSeen = Type.Object(
  {
    path: Type.String(),
    port: OrNull(Port),
    variable: Type.Optional(Type.Object({ name: Type.String(), file: Type.String() }, closed)),
  },
  closed,
);
export type ConfigSeen = Static<typeof ConfigSeen>;

/** A claimed path. `identity`: where it really leads, one spelling for each device and inode. */
export const PathSeen = Type.Object(
  {
    path: Type.String(),
    identity: Type.String(),
    kind: Word(
      ['folder', 'file', 'fifo', 'socket', 'device', 'dangling', 'below-file', 'absent', 'unknown'],
      '`dangling`: a link that leads nowhere or in a circle. `below-file`: a part of the path is no folder.',
    ),
    owner: Word(['us', 'other', 'unknown'], 'Whose it is.'),
    mode: Type.Integer({ minimum: 0, maximum: 0o7777, description: 'Permission bits; 0 when there is nothing.' }),
    file: Type.String({ description: 'Device and inode; empty when there is nothing.' }),
    openFolder: OrNull(Type.String({ description: 'A folder above it in which others may replace what is in it.' })),
    syncedBy: OrNull(Type.String({ description: 'The synced folder that it lies in.' })),
  },
  closed,
);
export type PathSeen = Static<typeof PathSeen>;

/** A variable of this shell that says something else than these gateways declare. */
export const VariableSeen = Type.Object(
  { name: Type.String(), decides: Word(['port', 'stateDir', 'configPath'], 'What it overrides.'), gateways: Type.Array(Type.String()) },
  closed,
);
export type VariableSeen = Static<typeof VariableSeen>;

/** A secret reference of a gateway. `fingerprint`: equal for equal secrets of one record; made with a salt that nobody keeps. */
export const SecretSeen = Type.Object(
  {
    gateway: Type.String(),
    reference: Type.String(),
    state: Word(['resolves', 'missing', 'unknown'], 'Commands are not run, so they are unknown or missing.'),
    problem: Type.String(),
    fingerprint: OrNull(Type.String()),
  },
  closed,
);
export type SecretSeen = Static<typeof SecretSeen>;

/** What answers at a browser endpoint. `id`: the last part of its WebSocket address. */
export const BrowserSeen = Type.Object(
  {
    url: Type.String(),
    state: Word(['answers', 'silent', 'unknown'], '`unknown`: something answers, and not as a browser.'),
    id: OrNull(Type.String()),
    product: Type.String(),
    userDataDir: OrNull(Type.String()),
    pid: OrNull(Pid),
  },
  closed,
);
export type BrowserSeen = Static<typeof BrowserSeen>;

export const HostState = Type.Object(
  {
    schema: Type.Literal('omniclaw.host-state.v1'),
    formatVersion: Type.String(),
    host: Type.Object(
      { home: Type.String(), hostname: Type.String(), platform: Word(['linux', 'darwin', 'win32'], 'Platform.'), user: Type.String() },
      closed,
    ),
    listeners: OrNull(Type.Array(ListenerSeen)),
    running: OrNull(Type.Array(RunningGateway)),
    installed: OrNull(Type.Array(InstalledService)),
    configs: Type.Array(ConfigSeen),
    paths: Type.Array(PathSeen),
    variables: Type.Array(VariableSeen),
    secrets: Type.Array(SecretSeen),
    browsers: Type.Array(BrowserSeen),
    manager: Word(['systemd', 'launchd', 'supervisor'], 'What runs services whose driver is "auto".'),
    linger: Word(['yes', 'no', 'unknown'], 'Whether services of this user go on after the last session.'),
    ephemeral: OrNull(
      Type.Object({ range: PortRange, reserved: Type.Array(PortRange) }, { ...closed, description: 'Ports of outgoing connections.' }),
    ),
    notes: Type.Array(Type.String(), { description: 'What could not be read, and why.' }),
  },
  { ...closed, $id: 'omniclaw.host-state', title: 'OmniClaw host state', description: 'What "omniclaw plan" saw of a host.' },
);
export type HostState = Static<typeof HostState>;
