/** What changes in a unit or a property list, as people see it: only the lines that change, and never a secret. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { changedLines } from '../../src/plan/definition-lines.ts';

const lines = suite('lines of a definition that change');

const SECRET = `sk-${'a1'.repeat(20)}`;
const ROWS: readonly (readonly [is: string, installed: string, wanted: string, removed: readonly string[], added: readonly string[]])[] = [
  ['the same', 'A=1\nB=2\n', 'A=1\nB=2\n', [], []],
  ['one value', 'A=1\nB=2\n', 'A=1\nB=3\n', ['B=2'], ['B=3']],
  ['another order is no change', 'A=1\nB=2\n', 'B=2\nA=1\n', [], []],
  ['a line more', 'A=1\n', 'A=1\nA=1\n', [], ['A=1']],
  ['empty lines do not count', 'A=1\n\n  \n', 'A=1\n', [], []],
  ['a comment', '# was hunter2\nA=1\n  ;hunter2\n', 'A=1\n', [], []],
  ['a comment in the middle of a setting', 'ExecStart=node \\\n# hunter2\nx\n', '', ['ExecStart=node  x'], []],
  ['the mark of the definition', 'Environment="OMNICLAW_DEFINITION=0"\n', 'Environment="OMNICLAW_DEFINITION=1"\n', [], []],
  ['a variable that is called like a secret', 'Environment="DB_PASSWORD=hunter2"\n', '', ['Environment=*** (DB_PASSWORD)'], []],
  ['one among others', 'Environment=A=b MY_KEY=hunter2\n', '', ['Environment=*** (A, MY_KEY)'], []],
  ['one with spaces around the sign', 'Environment = DB_PASSWORD=hunter2\n', '', ['Environment =*** (DB_PASSWORD)'], []],
  ['a variable that holds a well-known form', `Environment="NOTE=${SECRET}"\n`, '', ['Environment=*** (NOTE)'], []],
  ['a proxy with a password', 'Environment=HTTPS_PROXY=http://ann:hunter2@proxy:3128\n', '', ['Environment=*** (HTTPS_PROXY)'], []],
  ['a proxy without one', 'Environment=HTTPS_PROXY=http://proxy:3128\n', '', ['Environment=HTTPS_PROXY=http://proxy:3128'], []],
  ['a variable on the next line', 'Environment=A=b \\\n  DB_PASSWORD=hunter2\n', '', ['Environment=*** (A, DB_PASSWORD)'], []],
  ['a header in a variable', 'Environment="H=Authorization: hunter2"\n', '', ['Environment=*** (H)'], []],
  ['a key in a variable', 'Environment="K=-----BEGIN PRIVATE KEY-----"\n', '', ['Environment=*** (K)'], []],
  ['what is no comment', 'ExecStart=node a;b # c\n', '', ['ExecStart=node a;b # c'], []],
  ['a credential with spaces around the sign', 'SetCredential = x:hunter2\n', '', ['SetCredential =***'], []],
  ['a setting that is a credential', 'SetCredential=x:hunter2\n', '', ['SetCredential=***'], []],
  ['a variable that is no secret', 'Environment="NOTE=a b"\n', '', ['Environment="NOTE=a b"'], []],
  ['an option of a command line', 'ExecStart="node" "--token" "hunter two" "x"\n', '', ['ExecStart="node" "--token" ***'], []],
  ['an option with its value', 'ExecStart=node --api-key=hunter two\n', '', ['ExecStart=node ***'], []],
  ['an option on the next line', 'ExecStart=node --token \\\n  hunter2\n', '', ['ExecStart=node --token ***'], []],
  ['a proxy as an option', 'ExecStart=node --proxy=http://ann:hunter2@h x\n', '', ['ExecStart=node ***'], []],
  ['a header', 'ExecStart=curl -H "Authorization: Bearer hunter2"\n', '', ['ExecStart=curl -H ***'], []],
  ['a header of its own', 'ExecStart=curl -H "X-From: Bearer hunter2"\n', '', ['ExecStart=curl -H "X-From: Bearer ***'], []],
  ['a well-known form anywhere', `Description=${SECRET}\n`, '', ['Description=***'], []],
  ['a well-known form behind a quote inside a word', `ExecStart=node x"${SECRET}"y z\n`, '', ['ExecStart=node ***'], []],
  ['a well-known form in the rest of a line', `  ${SECRET} \\\n`, '', ['***'], []],
  ['a rest of a line that begins with the sign', `=${SECRET}\n`, '', ['=***'], []],
  [
    'a value of a property list',
    '<key>A</key>\n<string>1</string>\n',
    '<key>A</key>\n<string>2</string>\n',
    ['<string>1</string>'],
    ['<string>2</string>'],
  ],
  ['a secret of a property list', '<key>API_KEY</key>\n<string>hunter2</string>\n', '<key>API_KEY</key>\n', ['<string>***</string>'], []],
  [
    'a secret of an indented list',
    '  <key>API_KEY</key>\n  <string>hunter2</string>\n',
    '  <key>API_KEY</key>\n',
    ['  <string>***</string>'],
    [],
  ],
  [
    'a list on one line',
    '<dict><key>API_KEY</key><string>hunter2</string></dict>\n',
    '',
    ['<dict>', '<key>API_KEY</key>', '<string>***</string></dict>'],
    [],
  ],
  ['a text of several lines', '<key>API_KEY</key>\n<string>\nhunter2\n</string>\n', '<key>API_KEY</key>\n', ['<string>***</string>'], []],
  [
    'a secret that is called like its element',
    '<key>API_KEY</key>\n<string>string</string>\n',
    '<key>API_KEY</key>\n',
    ['<string>***</string>'],
    [],
  ],
  ['a text that is not taken apart', '<string><![CDATA[hunter2]]></string>\n', '', ['<string>', '***'], []],
  ['a text of several lines that is no secret', '<string>a\nb</string>\n', '', ['<string>a b</string>'], []],
  ['a comment that does not end', '<true/>\n<!-- hunter2\n', '', ['<true/>'], []],
  ['a comment of a property list', '<!-- hunter2\n hunter2 -->\n<true/>\n', '', ['<true/>'], []],
  ['an empty secret', '<key>API_KEY</key>\n<string></string>\n', '<key>API_KEY</key>\n', ['<string></string>'], []],
  ['a well-known form in a property list', `<string>${SECRET}</string>\n`, '', ['<string>***</string>'], []],
  ['an element without text', '<dict>\n', '', ['<dict>'], []],
  [
    'an option in a property list',
    '<string>--token</string>\n<string>hunter2</string>\n',
    '<string>--token</string>\n',
    ['<string>***</string>'],
    [],
  ],
  [
    'the mark of a property list',
    '<key>OMNICLAW_DEFINITION</key>\n<string>0</string>\n',
    '<key>OMNICLAW_DEFINITION</key>\n<string>1</string>\n',
    [],
    [],
  ],
];

for (const [is, installed, wanted, removed, added] of ROWS) {
  lines(is, () => assert.equal(changedLines(installed, wanted), { removed, added }));
}

lines.run();
