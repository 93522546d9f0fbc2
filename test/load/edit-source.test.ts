import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import { canonicalJson } from '../../src/fleet/gateway-proof.ts';
import { applyTextEdits, editSource } from '../../src/load/edit-source.ts';
import type { SourceEdit } from '../../src/plan/finding.ts';
import { withEdits } from '../../src/plan/with-edits.ts';
import { loadText } from './load-text.ts';

const edit = suite('load: edit source');

const port = (name: string, value: Json): SourceEdit => ({ pointer: `/gateways/${name}/port`, value });

type Row = {
  readonly is: string;
  readonly file: string;
  readonly text: string;
  readonly edits: readonly SourceEdit[];
  readonly to: string;
};

const rows: readonly Row[] = [
  {
    is: 'JSON: a number is replaced',
    file: 'omniclaw.fleet.json',
    text: '{\n  "gateways": {\n    "a": { "port": 18789 }\n  }\n}\n',
    edits: [port('a', 18909)],
    to: '{\n  "gateways": {\n    "a": { "port": 18909 }\n  }\n}\n',
  },
  {
    is: 'JSON: a key is added on its own line',
    file: 'omniclaw.fleet.json',
    text: '{\n  "gateways": {\n    "a": {\n      "labels": {}\n    }\n  }\n}\n',
    edits: [port('a', 18909)],
    to: '{\n  "gateways": {\n    "a": {\n      "labels": {},\n      "port": 18909\n    }\n  }\n}\n',
  },
  {
    is: 'JSON: an empty object, and CRLF',
    file: 'omniclaw.fleet.json',
    text: '{\r\n  "gateways": {\r\n    "a": {}\r\n  }\r\n}\r\n',
    edits: [{ pointer: '/gateways/a/browser/cdpPortRange', value: { first: 1, last: 2 } }],
    to: '{\r\n  "gateways": {\r\n    "a": { "browser": { "cdpPortRange": { "first": 1, "last": 2 } } }\r\n  }\r\n}\r\n',
  },
  {
    is: 'YAML: a number is replaced and its comment stays',
    file: 'omniclaw.fleet.yaml',
    text: 'gateways:\n  a:\n    port: 18789 # the first\n  b: { port: 18809 }\n',
    edits: [port('a', 18909), port('b', 19029)],
    to: 'gateways:\n  a:\n    port: 18909 # the first\n  b: { port: 19029 }\n',
  },
  {
    is: 'YAML: a key is added below the last one, after its comment',
    file: 'omniclaw.fleet.yaml',
    text: 'gateways:\n  a:\n    bind: lan # why not\n\n  b:\n    bind: lan',
    edits: [port('a', 18909), port('b', 'auto')],
    to: 'gateways:\n  a:\n    bind: lan # why not\n    port: 18909\n\n  b:\n    bind: lan\n    port: "auto"',
  },
  {
    is: 'YAML: what stands behind an alias is written out',
    file: 'omniclaw.fleet.yaml',
    text: 'gateways:\n  a: &x\n    bind: lan\n    port: 18789\n  b: *x\n',
    edits: [port('b', 18909)],
    to: 'gateways:\n  a: &x\n    bind: lan\n    port: 18789\n  b: { bind: "lan", port: 18909 }\n',
  },
  {
    is: 'TypeScript: comments and types stay',
    file: 'omniclaw.fleet.ts',
    text: "import { defineFleet } from 'omniclaw';\nconst n: number = 1;\nexport default defineFleet({\n  // first\n  gateways: { a: { port: 18789 /* old */ as number } },\n});\n",
    edits: [port('a', 18909)],
    to: "import { defineFleet } from 'omniclaw';\nconst n: number = 1;\nexport default defineFleet({\n  // first\n  gateways: { a: { port: 18909 /* old */ as number } },\n});\n",
  },
  {
    is: 'TypeScript: a trailing comma and its comment are kept',
    file: 'omniclaw.fleet.ts',
    text: "import { defineFleet, env } from 'omniclaw';\nexport default defineFleet({\n  gateways: {\n    a: {\n      bind: 'lan', // for the family\n    },\n  },\n});\n",
    edits: [port('a', 18909), { pointer: '/gateways/a/auth/token', value: { $env: 'A' } }],
    to: "import { defineFleet, env } from 'omniclaw';\nexport default defineFleet({\n  gateways: {\n    a: {\n      bind: 'lan', // for the family\n      port: 18909,\n      auth: { token: env('A') },\n    },\n  },\n});\n",
  },
  {
    is: 'TypeScript: no comma, a comment that ends the line',
    file: 'omniclaw.fleet.ts',
    text: 'export default {\n\tgateways: {\n\t\ta: {\n\t\t\tbind: "lan" // x\n\t\t}\n\t}\n};\n',
    edits: [port('a', 18909)],
    to: 'export default {\n\tgateways: {\n\t\ta: {\n\t\t\tbind: "lan", // x\n\t\t\tport: 18909\n\t\t}\n\t}\n};\n',
  },
  {
    is: 'code: a spread that others use is overridden, not edited',
    file: 'omniclaw.fleet.mjs',
    text: 'const shared = { port: 18789, browser: { enabled: true } };\nexport default { gateways: { a: { ...shared }, b: { ...shared } } };\n',
    edits: [port('b', 18909), { pointer: '/gateways/b/browser/controlPort', value: 5 }],
    to: 'const shared = { port: 18789, browser: { enabled: true } };\nexport default { gateways: { a: { ...shared }, b: { ...shared, port: 18909, browser: { enabled: true, controlPort: 5 } } } };\n',
  },
  {
    is: 'code: a call is spread',
    file: 'omniclaw.fleet.mjs',
    text: 'const gateway = (port) => ({ port });\nexport default { gateways: { a: gateway(18789), b: gateway(18809) } };\n',
    edits: [port('b', 18909)],
    to: 'const gateway = (port) => ({ port });\nexport default { gateways: { a: gateway(18789), b: { ...gateway(18809), port: 18909 } } };\n',
  },
  {
    is: 'code: an expression and a name give way to the value',
    file: 'omniclaw.fleet.mjs',
    text: 'const BASE = 18789;\nconst port = 18809;\nexport default { gateways: { a: { port: BASE + 20 }, b: { port } } };\n',
    edits: [port('a', 18909), port('b', 19029)],
    to: 'const BASE = 18789;\nconst port = 18809;\nexport default { gateways: { a: { port: 18909 }, b: { port: 19029 } } };\n',
  },
  {
    is: 'code: a fleet behind a name and a function',
    file: 'omniclaw.fleet.mjs',
    text: 'const fleet = { gateways: { a: { port: 1 } } };\nexport default fleet;\n',
    edits: [port('a', 18909)],
    to: 'const fleet = { gateways: { a: { port: 18909 } } };\nexport default fleet;\n',
  },
  {
    is: 'code: keys that are no words, quotes in texts',
    file: 'omniclaw.fleet.mjs',
    text: "export default { gateways: { 'a-b': { bind: 'lan' } } };\n",
    edits: [{ pointer: '/gateways/a-b/stateDir', value: '~/it\'s "x"' }],
    to: "export default { gateways: { 'a-b': { bind: 'lan', stateDir: '~/it\\'s \"x\"' } } };\n",
  },
];

for (const { is, file, text, edits, to } of rows) {
  edit(is, async () => {
    const loaded = await loadText(file, text);
    const before = loaded.value ?? null;
    const wanted = withEdits(before, edits);
    const { edits: made, refused } = editSource(loaded.tree(), edits, wanted);
    assert.equal(refused, []);
    const edited = applyTextEdits(new Map([[loaded.path, loaded.sourceText]]), made).get(loaded.path) ?? '';
    assert.is(edited, to);
    const again = await loadText(file, edited);
    assert.is(canonicalJson(again.value ?? null), canonicalJson(wanted));
  });
}

edit('a computed list of gateways is refused', async () => {
  const loaded = await loadText('omniclaw.fleet.mjs', "export default { gateways: Object.fromEntries([['a', { port: 1 }]]) };\n");
  const { edits, refused } = editSource(loaded.tree(), [port('a', 2)], withEdits(loaded.value ?? null, [port('a', 2)]));
  assert.equal(edits, []);
  assert.equal(refused, ['/gateways/a/port']);
});

edit.run();
