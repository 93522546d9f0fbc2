import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDotEnv } from '../../src/drivers/dot-env.ts';

const files = suite('parseDotEnv');
const rows: readonly (readonly [text: string, object])[] = [
  ['', {}],
  ['A=1\nB=2\n', { A: '1', B: '2' }],
  ['A=1\r\nB=2\rC=3', { A: '1', B: '2', C: '3' }],
  ['A=1\nA=2', { A: '2' }],
  ['  export A = 1  ', { A: '1' }],
  ['A: 1\nB:2', { A: '1' }],
  ['# A=1\n;B=2\nC', {}],
  ['A=\nB=', { A: '', B: '' }],
  ['A=1 # why\nB=1#2', { A: '1', B: '1' }],
  ['A="1 # 2" # why', { A: '1 # 2' }],
  ["A='1\n2'\nB=3", { A: '1\n2', B: '3' }],
  ['A=`"1"`', { A: '"1"' }],
  ['A="1\\n2"', { A: '1\n2' }],
  ["A='1\\n2'", { A: '1\\n2' }],
  ['A="1\nB=2', { A: '"1', B: '2' }],
  ['A=b=c', { A: 'b=c' }],
];
for (const [text, expected] of rows) files(JSON.stringify(text), () => assert.equal(Object.fromEntries(parseDotEnv(text)), expected));
files.run();
