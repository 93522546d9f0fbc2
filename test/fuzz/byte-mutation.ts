/** Damages real files the way editors, copies, merges and attackers do. */
import fc from 'fast-check';

const TOKENS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    ':',
    ';',
    '"',
    "'",
    '`',
    '\\',
    '/',
    '*',
    '//',
    '/*',
    '*/',
    '#',
    '&a',
    '*a',
    '!!x',
    '<<: *a',
    '- ',
    '?',
    '|',
  ],
  ...[
    '\0',
    '\u0001',
    '\u001b[2J',
    '\u009b',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\u00a0',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '\u000b',
    '\u{1f980}',
  ],
  ...[
    '<<<<<<< HEAD\n',
    '=======\n',
    '>>>>>>> theirs\n',
    'null',
    'true',
    '0',
    '-1',
    '1e999',
    'NaN',
    '__proto__',
    'gateways',
    'port',
    'default',
  ],
  ...[
    '=> ',
    '...',
    '${',
    'await ',
    'async ',
    'class ',
    'get ',
    'export default ',
    'import ',
    'return ',
    'throw ',
    'yield ',
    '=',
    '<T>',
    ': any',
    ' as const',
  ],
] as const;

type Mutation = {
  readonly kind: (typeof KINDS)[number];
  readonly from: number;
  readonly length: number;
  readonly token: string;
  readonly byte: number;
};

const KINDS = [
  ...(['delete', 'repeat', 'insert', 'flip', 'truncate', 'move', 'bytes', 'insert', 'delete', 'insert'] as const),
  ...(['mark', 'utf16le', 'utf16be', 'nest', 'huge line', 'line ends', 'upper', 'reverse', 'cut head'] as const),
] as const;

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    from: fc.nat(9_999),
    length: fc.oneof(fc.nat(4), fc.nat(60)),
    token: fc.constantFrom(...TOKENS),
    byte: fc.nat(255),
  }),
  { minLength: 1, maxLength: 5 },
);

export function mutate(content: Uint8Array, list: readonly Mutation[]): Uint8Array {
  return list.reduce(mutateOnce, content).slice(0, 300_000);
}

function mutateOnce(content: Uint8Array, { kind, from, length, token, byte }: Mutation): Uint8Array {
  const at = Math.floor((from / 10_000) * content.length);
  const [head, part, tail] = [content.subarray(0, at), content.subarray(at, at + length), content.subarray(at + length)];
  const bytes = (text: string) => Buffer.from(text, 'utf8');
  const text = () => Buffer.from(content).toString('utf8');
  switch (kind) {
    case 'delete':
      return Buffer.concat([head, tail]);
    case 'repeat':
      return Buffer.concat([head, ...Array.from({ length: 1 + (byte % 5) }, () => part), part, tail]);
    case 'insert':
      return Buffer.concat([head, bytes(token), part, tail]);
    case 'flip':
      return Buffer.concat([head, Buffer.of(byte), part.subarray(1), tail]);
    case 'truncate':
      return head;
    case 'cut head':
      return tail;
    case 'move':
      return Buffer.concat([part, head, tail]);
    case 'bytes':
      return Buffer.concat([head, Buffer.from(part.map((one, index) => (one * 31 + byte + index) & 255)), tail]);
    case 'mark':
      return Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), content]);
    case 'utf16le':
      return Buffer.from(`\ufeff${text()}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\ufeff${text()}`, 'utf16le').swap16();
    case 'nest':
      return Buffer.concat([head, bytes((byte % 2 === 0 ? '[' : '{"a":').repeat(length * 100)), part, tail]);
    case 'huge line':
      return Buffer.concat([head, bytes(token.repeat(length * 200)), part, tail]);
    case 'line ends':
      return bytes(text().replaceAll('\n', byte % 3 === 0 ? '\r' : byte % 3 === 1 ? '\r\n' : '\u2028'));
    case 'upper':
      return Buffer.concat([head, bytes(Buffer.from(part).toString('latin1').toUpperCase()), tail]);
    case 'reverse':
      return Buffer.concat([head, Buffer.from(part).reverse(), tail]);
    default:
      return kind satisfies never;
  }
}
