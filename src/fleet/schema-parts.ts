/** What the schemas of the fleet file and of the gateway config are put together from. */
import { type Static, type TSchema, Type } from '@sinclair/typebox';

export const closed = { additionalProperties: false } as const;

export const Port = (description: string, extra: { default?: number; examples?: number[] } = {}) =>
  Type.Integer({ minimum: 1, maximum: 65535, description, ...extra });

export const optionalRecord = <T extends TSchema>(value: T, description: string, examples: readonly object[]) =>
  Type.Optional(Type.Record(Type.String(), value, { description, default: {}, examples }));

/** Nothing in a path is expanded but a leading `~`, so what looks like a variable or another user's home is refused. */
export const Path = (description: string, example: string) =>
  Type.String({
    title: 'a path without "$", and "~" only as "~" or "~/..."',
    pattern: '^(?:~(?:/[^$\\u0000-\\u001f]*)?|[^~$\\u0000-\\u001f][^$\\u0000-\\u001f]*)$',
    maxLength: 4096,
    description,
    examples: [example],
  });

/** No word of a command line, no variable and no path can hold the character that ends them. */
export const Word = (extra: { minLength?: number; description?: string; examples?: string[] } = {}) =>
  Type.String({ title: 'a text without NUL characters', pattern: '^[^\\u0000]*$', ...extra });

export const SecretReference = Type.Union(
  [
    Type.Object(
      {
        $env: Type.String({
          pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
          description: 'Name of the environment variable.',
          examples: ['RESCUE_BOT_TOKEN'],
        }),
      },
      closed,
    ),
    Type.Object(
      {
        $file: Word({
          minLength: 1,
          description: 'Path of a file whose content is the secret.',
          examples: ['~/.secrets/bot-token'],
        }),
      },
      closed,
    ),
    Type.Object(
      {
        $command: Type.Array(Word(), {
          minItems: 1,
          description: 'Program and arguments whose standard output is the secret. Run without a shell.',
          examples: [['pass', 'show', 'bots/rescue']],
        }),
      },
      closed,
    ),
  ],
  { description: 'Where a secret comes from. The secret itself never stands in the fleet file.', examples: [{ $env: 'RESCUE_BOT_TOKEN' }] },
);
export type SecretReference = Static<typeof SecretReference>;

export const Secret = (description: string) => Type.Union([SecretReference, Word()], { description, examples: [{ $env: 'MAIN_TOKEN' }] });

export const PortRange = Type.Object(
  {
    first: Port('First port of the range.', { examples: [18800] }),
    last: Port('Last port of the range, included.', { examples: [18899] }),
  },
  {
    ...closed,
    description: 'A range of TCP ports, both ends included. Default: the 100 ports from control port + 9.',
    examples: [{ first: 18800, last: 18899 }],
  },
);
export type PortRange = Static<typeof PortRange>;
