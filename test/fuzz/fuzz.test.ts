/** A small share of `npm run fuzz`: the same inputs each time, so that a failure is one of the change at hand. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { fuzzFleets } from './fuzz-fleets.ts';
import type { Kind } from './fuzz-kinds.ts';

const fuzz = suite('fuzz');
const SOURCE = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');

const HERE: { readonly [kind in Kind]: number } = {
  json: 80,
  yaml: 80,
  'json bytes': 60,
  'yaml bytes': 60,
  'yaml bombs': 15,
  lock: 15,
  code: 6,
  'code bytes': 4,
};
const BUILT: readonly Kind[] = ['json', 'yaml bytes', 'code'];

fuzz(
  'hostile fleet files: no crash, no hang, no write, nothing a terminal obeys, documents that can be read, fixes that hold',
  async () => {
    const plan = { processes: 1, xmllint: needTool('xmllint'), progress: () => undefined };
    const kinds = Object.keys(HERE).filter((kind): kind is Kind => Object.hasOwn(HERE, kind));
    const here = await fuzzFleets({ ...plan, batches: kinds.map((kind) => ({ kind, seed: 3, count: HERE[kind] })), entry: null });
    assert.equal(here.problems, []);
    assert.is(
      here.inputs,
      Object.values(HERE).reduce((sum, count) => sum + count),
    );
    const built = await fuzzFleets({ ...plan, batches: BUILT.map((kind) => ({ kind, seed: 4, count: 2 })), entry: SOURCE });
    assert.equal(built.problems, []);
    assert.is(built.inputs, 6);
  },
);

fuzz.run();
