/**
 * The frames of the protocol on the base port, declared once: types, `schema/frames.schema.json` and the validators come
 * from here. Clients of the family send more than we read, so objects are open.
 * Source: OpenClaw 2026.9.6, docs/gateway/protocol; versions 3 and 4 differ in nothing that is used here.
 */
import { type Static, Type } from '@sinclair/typebox';

const open = { additionalProperties: true } as const;
const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, maxLength: 1024, description });
const Time = (description: string) => Type.Integer({ minimum: 0, description });

export const RequestFrame = Type.Object(
  {
    type: Type.Literal('req'),
    id: Type.String({ minLength: 1, maxLength: 256, description: 'Chosen by the client; comes back in the response.' }),
    method: Text('One of `hello-ok.features.methods`, or `connect` for the first frame.'),
    params: Type.Optional(Type.Object({}, { ...open, description: 'Parameters of the method.' })),
  },
  { ...open, description: 'What a client asks.' },
);
export type RequestFrame = Static<typeof RequestFrame>;

export const ErrorShape = Type.Object(
  {
    code: Text('For programs.'),
    message: Type.String({ description: 'For people.' }),
    details: Type.Object({}, { ...open, description: 'More for programs; its own `code` where there is one.' }),
    retryable: Type.Boolean({ description: 'Whether the same request may succeed later.' }),
  },
  { ...closed, description: 'Why a request was refused.' },
);
export type ErrorShape = Static<typeof ErrorShape>;

export const ResponseFrame = Type.Object(
  {
    type: Type.Literal('res'),
    id: Type.String(),
    ok: Type.Boolean(),
    payload: Type.Optional(Type.Unknown()),
    error: Type.Optional(ErrorShape),
  },
  { ...closed, description: 'The answer to a request. Answers may come in another order than the requests.' },
);
export type ResponseFrame = Static<typeof ResponseFrame>;

export const EventFrame = Type.Object(
  {
    type: Type.Literal('event'),
    event: Text('Name of the event.'),
    payload: Type.Object({}, open),
    seq: Type.Optional(Type.Integer({ minimum: 1, description: 'Counts the events of one connection, without gaps.' })),
  },
  { ...closed, description: 'What the gateway tells by itself.' },
);
export type EventFrame = Static<typeof EventFrame>;

export const ConnectParams = Type.Object(
  {
    minProtocol: Type.Integer({ minimum: 1, description: 'Lowest version that the client speaks.' }),
    maxProtocol: Type.Integer({ minimum: 1, description: 'Highest version that the client speaks.' }),
    client: Type.Object(
      {
        id: Text('Which program it is.'),
        version: Text('Its version.'),
        platform: Text('What it runs on.'),
        mode: Text('What it is there for.'),
        displayName: Type.Optional(Text('For people.')),
        instanceId: Type.Optional(Text('The same after a reconnect.')),
      },
      { ...open, description: 'Who connects. Shown, never believed.' },
    ),
    role: Type.Optional(Type.String({ description: 'Only `operator`, which is the default.' })),
    scopes: Type.Optional(Type.Array(Type.String(), { description: 'Ignored: the gateway decides.' })),
    auth: Type.Optional(
      Type.Object(
        { token: Type.Optional(Type.String({ maxLength: 4096 })), password: Type.Optional(Type.String({ maxLength: 4096 })) },
        { ...open, description: 'The shared token, in either field.' },
      ),
    ),
    device: Type.Optional(Type.Object({}, { ...open, description: 'Accepted and not used: the shared token is what counts.' })),
  },
  { ...open, description: 'Parameters of `connect`, the first request.' },
);
export type ConnectParams = Static<typeof ConnectParams>;

const Presence = Type.Object(
  {
    host: Text('Where it runs, as it says.'),
    ip: Type.String(),
    version: Type.String(),
    platform: Type.String(),
    mode: Type.String(),
    reason: Type.String(),
    text: Type.String(),
    ts: Time('When it connected.'),
    instanceId: Type.String(),
    roles: Type.Array(Type.String()),
    scopes: Type.Array(Type.String()),
  },
  { ...closed, description: 'A client, or the gateway itself.' },
);

export const HelloOk = Type.Object(
  {
    type: Type.Literal('hello-ok'),
    protocol: Type.Integer({ minimum: 3, maximum: 4 }),
    server: Type.Object({ version: Type.String(), connId: Type.String(), bootId: Type.String() }, closed),
    features: Type.Object({ methods: Type.Array(Type.String()), events: Type.Array(Type.String()) }, closed),
    snapshot: Type.Object(
      {
        presence: Type.Array(Presence),
        health: Type.Object({ ok: Type.Literal(true), ts: Time('Now.') }, closed),
        stateVersion: Type.Object({ presence: Type.Integer({ minimum: 0 }), health: Type.Integer({ minimum: 0 }) }, closed),
        uptimeMs: Time('Since the gateway started.'),
        configPath: Type.String(),
        stateDir: Type.String(),
        authMode: Type.Union([Type.Literal('token'), Type.Literal('none')]),
      },
      closed,
    ),
    policy: Type.Object(
      {
        maxPayload: Type.Integer({ description: 'Longest frame in bytes; a longer one closes with 1009.' }),
        maxBufferedBytes: Type.Integer({ description: 'How much may wait for a client that does not read; more closes with 1013.' }),
        tickIntervalMs: Type.Integer({ description: 'A `tick` comes so often.' }),
      },
      closed,
    ),
    auth: Type.Object(
      {
        method: Type.Union([Type.Literal('token'), Type.Literal('none')]),
        role: Type.String(),
        scopes: Type.Array(Type.String()),
      },
      closed,
    ),
  },
  { ...closed, description: 'The answer to `connect`.' },
);
export type HelloOk = Static<typeof HelloOk>;

export const NoParams = Type.Object({}, { ...open, description: 'Parameters of a method that needs none.' });

const raw = Type.String({ minLength: 1, maxLength: 1_000_000, description: 'JSON5 text.' });
const baseHash = Type.Optional(Type.String({ minLength: 1, description: '`hash` of the `config.get` that the change starts from.' }));

export const ConfigWriteParams = Type.Object(
  { raw, baseHash },
  { ...open, description: 'Parameters of `config.set` and `config.apply` (the whole config) and of `config.patch` (a JSON merge patch).' },
);
export type ConfigWriteParams = Static<typeof ConfigWriteParams>;

export const LogsTailParams = Type.Object(
  {
    cursor: Type.Optional(Type.Integer({ minimum: 0, description: 'Byte offset that the last answer named.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, description: 'Lines; default 500.' })),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Bytes; default 250,000.' })),
  },
  { ...open, description: 'Parameters of `logs.tail`.' },
);
export type LogsTailParams = Static<typeof LogsTailParams>;
