import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chooseFirstPorts } from '../../src/plan/new-fleet.ts';
import { blockAt, createPortMap, singlePort } from '../../src/plan/port-map.ts';

const map = suite('the map of ports');
const range = (first: number, last = first) => ({ first, last });

map('a block is a base and the 110 ports above it', () => {
  assert.equal(blockAt(18789), range(18789, 18899));
  assert.equal(singlePort(80), range(80, 80));
});

const free: readonly (readonly [string, readonly { first: number; last: number }[], { first: number; last: number }, boolean])[] = [
  ['nobody has anything', [], range(1, 65535), true],
  ['the port before', [range(5, 8)], range(9), true],
  ['the last port of a range', [range(5, 9)], range(9), false],
  ['the first port of a range', [range(9, 12)], range(9), false],
  ['the port after', [range(10, 12)], range(9), true],
  ['in the middle of what is asked', [range(50)], range(1, 100), false],
  ['the last port of what is asked', [range(100)], range(1, 100), false],
  ['above the last port there is', [], range(65535, 65536), false],
  ['a range that ends before it begins has nothing', [range(9, 5)], range(1, 100), true],
  ['a range that goes below zero', [range(-5, 3)], range(3), false],
  ['asked from below zero', [], range(-5, 3), true],
  ['a range that passes the last port', [range(65530, 65700)], range(65535), false],
];
for (const [is, taken, asked, expected] of free) map(`free: ${is}`, () => assert.is(createPortMap(taken).isFree(asked), expected));

map('what was added twice is free after it was removed twice', () => {
  const ports = createPortMap([range(5, 9)]);
  ports.add(range(5, 9));
  ports.remove(range(5, 9));
  assert.is(ports.isFree(range(7)), false);
  ports.remove(range(5, 9));
  assert.is(ports.isFree(range(1, 20)), true);
});

const bases: readonly (readonly [string, readonly { first: number; last: number }[], number | null])[] = [
  ['nobody has anything', [], 18789],
  ['the port below the first block', [range(18788)], 18789],
  ['the base', [range(18789)], 18909],
  ['the last port of the block', [range(18899)], 18909],
  ['between two blocks', [range(18900, 18908)], 18789],
  ['the end of one and the beginning of the next', [range(18899, 18909)], 19029],
  ['a range over many blocks', [range(1, 20000)], 20109],
  ['a range that ends before it begins', [range(18800, 18700)], 18789],
  ['a range that ends just before it begins', [range(18801, 18800)], 18789],
  ['a port in each of two blocks', [range(18789), range(18909)], 19029],
  ['only the highest block is left', [range(1, 65348)], 65349],
  ['everything', [range(1, 65535)], null],
];
for (const [is, taken, expected] of bases) map(`first free base: ${is}`, () => assert.is(createPortMap(taken).firstFreeBase(), expected));

map('a block that is given back is offered again', () => {
  const ports = createPortMap([blockAt(18789), blockAt(18909)]);
  ports.remove(blockAt(18789));
  assert.is(ports.firstFreeBase(), 18789);
});

const first: readonly (readonly [string, readonly { first: number; last: number }[], { main: number; rescue: number } | null])[] = [
  ['an empty host', [], { main: 18789, rescue: 19749 }],
  ['the usual place is taken', [range(18789)], { main: 18909, rescue: 19869 }],
  ['where the rescue would go is taken', [range(19749)], { main: 18789, rescue: 19869 }],
  ['only two calm blocks, close together', [range(1, 18788), range(19029, 32767)], { main: 18789, rescue: 18909 }],
  ['three calm blocks, close together', [range(1, 18788), range(19149, 32767)], { main: 18789, rescue: 19029 }],
  ['one calm block, so both go among the others', [range(1, 32588)], { main: 32589, rescue: 33549 }],
  ['the block that ends just below the ephemeral ports is calm', [range(1, 32468)], { main: 32469, rescue: 32589 }],
  ['no calm block', [range(1, 32767)], { main: 32829, rescue: 33789 }],
  ['two blocks at the very end', [range(1, 65228)], { main: 65229, rescue: 65349 }],
  ['one block', [range(1, 65348)], null],
  ['none', [range(1, 65535)], null],
];
for (const [is, taken, expected] of first) map(`first ports: ${is}`, () => assert.equal(chooseFirstPorts(taken), expected));

map.run();
