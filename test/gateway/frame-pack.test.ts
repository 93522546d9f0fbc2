/** What clients can do wrong, by section of RFC 6455, and the code with which the gateway ends it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { frame, openRawSocket, type RawSocket, textFrame } from './raw-socket.ts';
import { openGateway, type RunningGateway } from './running-gateway.ts';

const pack = suite<{ gateway: RunningGateway }>('frames');

pack.before(async (context) => {
  context.gateway = await openGateway();
});

pack.after(async ({ gateway }) => {
  await gateway.stop();
  await gateway.box.close();
});

const health = '{"type":"req","id":"1","method":"health"}';
const mebibyte = 1024 * 1024;
const halves = (text: string): [Buffer, Buffer] => [Buffer.from(text.slice(0, 10)), Buffer.from(text.slice(10))];
const code = (value: number, reason = ''): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return Buffer.concat([bytes, Buffer.from(reason)]);
};
const [head, tail] = halves(health);

type Case = readonly [section: string, is: string, bytes: Buffer | readonly Buffer[], closes: number];

/** Of a client that is connected. */
const CASES: readonly Case[] = [
  ['5.1', 'a frame without a mask', frame({ opcode: 1, payload: Buffer.from(health), masked: 0 }), 1002],
  ['5.1', 'a ping without a mask', frame({ opcode: 9, masked: 0 }), 1002],
  ['5.1', 'a close without a mask', frame({ opcode: 8, payload: code(1000), masked: 0 }), 1002],
  ['5.2', 'the first reserved bit', frame({ opcode: 1, payload: Buffer.from(health), reserved: 4 }), 1002],
  ['5.2', 'the second reserved bit', frame({ opcode: 1, payload: Buffer.from(health), reserved: 2 }), 1002],
  ['5.2', 'the third reserved bit', frame({ opcode: 1, payload: Buffer.from(health), reserved: 1 }), 1002],
  ['5.2', 'all reserved bits of a ping', frame({ opcode: 9, reserved: 7 }), 1002],
  [
    '5.2',
    'the first reserved bit of a continuation',
    [frame({ opcode: 1, payload: head, fin: 0 }), frame({ opcode: 0, payload: tail, reserved: 4 })],
    1002,
  ],
  ...[3, 4, 5, 6, 7].map((opcode): Case => ['5.2', `the reserved data opcode ${opcode}`, frame({ opcode }), 1002]),
  ...[11, 12, 13, 14, 15].map((opcode): Case => ['5.2', `the reserved control opcode ${opcode}`, frame({ opcode }), 1002]),
  ['5.2', 'a length with the highest bit set', frame({ opcode: 1, claimed: 2n ** 63n }), 1009],
  ['5.2', 'a length above what JavaScript can count', frame({ opcode: 1, claimed: 2n ** 53n }), 1009],
  ['5.4', 'a continuation of nothing', frame({ opcode: 0, payload: tail }), 1002],
  ['5.4', 'a continuation of nothing that goes on', frame({ opcode: 0, payload: tail, fin: 0 }), 1002],
  ['5.4', 'a text inside a fragmented text', [frame({ opcode: 1, payload: head, fin: 0 }), textFrame(health)], 1002],
  ['5.4', 'a binary inside a fragmented text', [frame({ opcode: 1, payload: head, fin: 0 }), frame({ opcode: 2, payload: tail })], 1002],
  [
    '5.4',
    'a continuation after the end',
    [frame({ opcode: 1, payload: head, fin: 0 }), frame({ opcode: 0, payload: tail }), frame({ opcode: 0 })],
    1002,
  ],
  ['5.5', 'a fragmented ping', frame({ opcode: 9, fin: 0 }), 1002],
  ['5.5', 'a fragmented pong', frame({ opcode: 10, fin: 0 }), 1002],
  ['5.5', 'a fragmented close', frame({ opcode: 8, payload: code(1000), fin: 0 }), 1002],
  ['5.5', 'a ping of 126 bytes', frame({ opcode: 9, payload: Buffer.alloc(126) }), 1002],
  ['5.5', 'a pong of 126 bytes', frame({ opcode: 10, payload: Buffer.alloc(126) }), 1002],
  ['5.5', 'a close of 126 bytes', frame({ opcode: 8, payload: Buffer.alloc(126) }), 1002],
  ['5.5.1', 'a close of one byte', frame({ opcode: 8, payload: Buffer.from([3]) }), 1002],
  ['5.5.1', 'a close without a code', frame({ opcode: 8 }), 1005],
  ['5.5.1', 'a close that says 1000', frame({ opcode: 8, payload: code(1000, 'bye') }), 1000],
  ['5.5.1', 'a close that says 1001', frame({ opcode: 8, payload: code(1001) }), 1001],
  [
    '5.5.1',
    'a close whose reason is not UTF-8',
    frame({ opcode: 8, payload: Buffer.concat([code(1000), Buffer.from([0xff, 0xfe])]) }),
    1007,
  ],
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535].map(
    (value): Case => ['7.4', `a close with the forbidden code ${value}`, frame({ opcode: 8, payload: code(value) }), 1002],
  ),
  ['7.4.2', 'a close with a code of libraries', frame({ opcode: 8, payload: code(3000) }), 3000],
  ['7.4.2', 'a close with a private code', frame({ opcode: 8, payload: code(4999) }), 4999],
  ['8.1', 'a text that is not UTF-8', frame({ opcode: 1, payload: Buffer.from([0x7b, 0xff, 0x7d]) }), 1007],
  ['8.1', 'an overlong UTF-8 form', frame({ opcode: 1, payload: Buffer.from([0xc0, 0xaf]) }), 1007],
  ['8.1', 'half of a surrogate pair', frame({ opcode: 1, payload: Buffer.from([0xed, 0xa0, 0x80]) }), 1007],
  ['8.1', 'a text cut inside a character', frame({ opcode: 1, payload: Buffer.from([0x7b, 0xe2, 0x82]) }), 1007],
  [
    '8.1',
    'UTF-8 broken over fragments',
    [frame({ opcode: 1, payload: Buffer.from([0xe2]), fin: 0 }), frame({ opcode: 0, payload: Buffer.from([0x28, 0xa1]) })],
    1007,
  ],
  ['10.4', 'a frame that claims more than a mebibyte', frame({ opcode: 1, claimed: mebibyte + 1 }), 1009],
  [
    '10.4',
    'fragments that become more than a mebibyte',
    [frame({ opcode: 1, payload: Buffer.alloc(mebibyte - 10, 32), fin: 0 }), frame({ opcode: 0, payload: Buffer.alloc(11, 32) })],
    1009,
  ],
  [
    '10.4',
    'two thousand empty fragments',
    [frame({ opcode: 1, fin: 0 }), ...Array.from({ length: 2_000 }, () => frame({ opcode: 0, fin: 0 }))],
    1008,
  ],
  ['10.7', 'a binary frame', frame({ opcode: 2, payload: Buffer.from(health) }), 1008],
  ['10.7', 'an empty text', textFrame(''), 1008],
  ['10.7', 'a text that is not JSON', textFrame('{'), 1008],
  ['10.7', 'JSON that is no object', textFrame('[]'), 1008],
  ['10.7', 'a request without an id', textFrame('{"type":"req","method":"health"}'), 1008],
  ['10.7', 'a request with an empty id', textFrame('{"type":"req","id":"","method":"health"}'), 1008],
  ['10.7', 'a request whose parameters are a list', textFrame('{"type":"req","id":"1","method":"health","params":[]}'), 1008],
  ['10.7', 'JSON nested a hundred thousand deep', textFrame(`${'['.repeat(100_000)}`), 1008],
];

/** What has to go well, so that the cases above mean something. */
const FINE: readonly (readonly [section: string, is: string, bytes: readonly Buffer[]])[] = [
  ['5.4', 'a text in two fragments', [frame({ opcode: 1, payload: head, fin: 0 }), frame({ opcode: 0, payload: tail })]],
  [
    '5.4',
    'a ping between two fragments',
    [frame({ opcode: 1, payload: head, fin: 0 }), frame({ opcode: 9 }), frame({ opcode: 0, payload: tail })],
  ],
  ['5.4', 'an empty first fragment', [frame({ opcode: 1, fin: 0 }), frame({ opcode: 0, payload: Buffer.from(health) })]],
  ['5.5.3', 'a pong that nobody asked for', [frame({ opcode: 10, payload: Buffer.from('x') }), textFrame(health)]],
  ['5.2', 'a length that needs 16 bits', [textFrame(health.replace('}', `,"params":{"pad":"${'x'.repeat(200)}"}}`))]],
  ['5.2', 'a length that needs 64 bits', [textFrame(health.replace('}', `,"params":{"pad":"${'x'.repeat(70_000)}"}}`))]],
  ['5.2', 'a text that comes byte by byte', [...textFrame(health)].map((byte) => Buffer.from([byte]))],
];

async function openClient({ base, token }: RunningGateway): Promise<RawSocket> {
  const client = await openRawSocket(base);
  await client.next();
  const connect = { minProtocol: 3, maxProtocol: 4, client: { id: 'test', version: '1', platform: 'node', mode: 'test' }, auth: { token } };
  client.write(textFrame(JSON.stringify({ type: 'req', id: 'c', method: 'connect', params: connect })));
  assert.match(String((await client.next())?.payload), '"hello-ok"');
  return client;
}

pack('every violation ends with its code', async ({ gateway }) => {
  const wrong: string[] = [];
  for (const [section, is, bytes, closes] of CASES) {
    const client = await openClient(gateway);
    for (const part of Array.isArray(bytes) ? bytes : [bytes]) client.write(part);
    const seen = await client.closed();
    if (seen !== closes) wrong.push(`${section} ${is}: ${seen} instead of ${closes}`);
    client.end();
  }
  assert.equal(wrong, []);
  assert.ok(CASES.length >= 40);
});

pack('what the standard allows is answered', async ({ gateway }) => {
  const client = await openClient(gateway);
  for (const [section, is, bytes] of FINE) {
    for (const part of bytes) client.write(part);
    let answer = await client.next();
    while (answer?.opcode === 10) answer = await client.next();
    assert.match(String(answer?.payload), '"ok":true', `${section} ${is}`);
  }
  client.end();
});

pack('a ping comes back with what it brought', async ({ gateway }) => {
  const client = await openClient(gateway);
  client.write(frame({ opcode: 9, payload: Buffer.from('are you there') }));
  const pong = await client.next();
  assert.equal([pong?.opcode, String(pong?.payload)], [10, 'are you there']);
  client.end();
});

const HANDSHAKES: readonly (readonly [is: string, headers: readonly string[], status: RegExp])[] = [
  ['another version', ['Sec-WebSocket-Version: 12'], /400/],
  ['a key that is too short', ['Sec-WebSocket-Key: AAAA'], /400/],
  ['no key', ['Sec-WebSocket-Key: '], /400/],
  ['another upgrade', ['Upgrade: h2c'], /^HTTP\/1.1 4/],
  ['another host', ['Host: evil.example'], /421/],
  ['another origin', ['Origin: http://evil.example'], /403/],
  ['no origin, but a browser says it is another site', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: websocket'], /403/],
  ['an opaque origin', ['Origin: null'], /403/],
];

for (const [is, headers, status] of HANDSHAKES) {
  pack(`a handshake with ${is} is refused`, async ({ gateway }) => {
    const said = await openRawSocket(gateway.base, headers).then(
      (client) => {
        client.end();
        return 'upgraded';
      },
      (thrown: Error) => thrown.message,
    );
    assert.match(said, status);
  });
}

pack.run();
