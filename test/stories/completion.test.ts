/** Completions in the real shells: what is offered, without the program being there at all. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS } from '../../src/cli/commands.ts';
import { completionTable } from '../../src/cli/completion-table.ts';
import { bashCompletion } from '../../src/render/completion/bash-completion.ts';
import { fishCompletion } from '../../src/render/completion/fish-completion.ts';
import { powershellCompletion } from '../../src/render/completion/powershell-completion.ts';
import { zshCompletion } from '../../src/render/completion/zsh-completion.ts';
import { needTool } from '../gate/need-tool.ts';

const completion = suite('completions');
const table = completionTable(COMMANDS);
const folder = mkdtempSync(join(tmpdir(), 'oc-complete-'));
writeFileSync(join(folder, 'some.fleet.json'), '{}');
completion.after(() => rmSync(folder, { recursive: true }));

type Offer = (words: readonly string[]) => string[];

const inBash: Offer = (words) => {
  const script = `${bashCompletion(table)}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _omniclaw; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run('bash', ['--norc', '-c', script, 'bash', 'omniclaw', ...words]);
};

const inFish: Offer = (words) => {
  writeFileSync(join(folder, 'c.fish'), fishCompletion(table));
  const line = ['omniclaw', ...words].join(' ');
  return run(needTool('fish'), ['--no-config', '-c', `source ${join(folder, 'c.fish')}; complete -C '${line}'`]).map(
    (offer) => offer.split('\t')[0] ?? '',
  );
};

/** A zsh in a terminal of its own, which is what its completion needs: Tab is typed, and what it lists is read. */
const inZsh: Offer = (words) => {
  writeFileSync(join(folder, '_omniclaw'), zshCompletion(table));
  writeFileSync(
    join(folder, 'drive.zsh'),
    [
      'zmodload zsh/zpty',
      "zpty shell 'zsh -f -i'",
      `zpty -w shell 'PS1= ; stty -echo; setopt zle; autoload -Uz compinit; compinit -u -D; source ${folder}/_omniclaw'`,
      'zpty -w shell \'compadd() { local -a out; builtin compadd -O out "$@"; (( $#out )) && print -rl -- "offer:"$^out; builtin compadd "$@" }\'',
      'zpty -w shell \'LISTMAX=1000; bindkey "^I" complete-word; print ready:now\'',
      "zpty -r -m shell line '*ready:now*'",
      `zpty -w -n shell ${JSON.stringify(['omniclaw', ...words].join(' '))}$'\\t'`,
      'sleep 0.7',
      'all=""; while zpty -r -t shell part; do all+="$part"; done; print -r -- "$all"',
      'zpty -d shell',
    ].join('\n'),
  );
  const text = run(needTool('zsh'), ['-f', join(folder, 'drive.zsh')]).join('\n');
  return [...text.matchAll(/offer:([^\s\r]+)/g)].map(([, word = '']) => word);
};

function run(program: string, args: readonly string[]): string[] {
  const { stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm' },
    timeout: 20_000,
  });
  assert.is(error, undefined, String(error));
  assert.not.match(stderr, /rror|command not found/);
  return stdout.split('\n').filter((line) => line !== '');
}

const cases: readonly (readonly [is: string, words: readonly string[], has: readonly string[], hasNot: readonly string[]])[] = [
  ['the commands', [''], ['lint', 'plan', 'apply', 'fleet', 'explain'], ['supervisor', 'ports']],
  ['the second word of a command', ['fleet', ''], ['status', 'ports', 'who', 'destroy'], ['lint']],
  ['the options of a command', ['lint', '--'], ['--fix', '--format', '--profile'], ['--yes']],
  ['the options of a longer command', ['fleet', 'ports', '--s'], ['--svg'], ['--fix']],
  ['the values of an option', ['lint', '--format', ''], ['sarif', 'github', 'junit'], ['lint']],
  ['the codes of the rules', ['explain', 'OC10'], ['OC101', 'OC103'], ['OC201']],
  ['files', ['lint', '--fleet', 'some'], ['some.fleet.json'], ['lint']],
  ['a command after an option with a value', ['--profile', 'work', 'fleet', ''], ['ports'], ['lint']],
];

for (const [shell, offer] of Object.entries({ bash: inBash, fish: inFish, zsh: inZsh })) {
  for (const [is, words, has, hasNot] of cases) {
    completion(`${shell}: ${is}`, () => {
      const offered = offer(words);
      for (const word of has) assert.ok(offered.includes(word), `"${word}" is missing: ${offered.join(' ')}`);
      for (const word of hasNot) assert.not.ok(offered.includes(word), `"${word}" is too many`);
    });
  }
}

completion('PowerShell: every command and option is in the script, and its quotes and brackets are in pairs', () => {
  const script = powershellCompletion(table);
  for (const { name, options } of table.commands) {
    assert.match(script, `'${name}' = @(`);
    for (const option of options) assert.match(script, `'--${option.name}'`);
  }
  const bare = script
    .replaceAll(/^#.*$/gm, '')
    .replaceAll(/'(?:[^']|'')*'/g, '')
    .replaceAll(/"[^"]*"/g, '');
  assert.not.match(bare, /['"]/);
  for (const [open, close] of ['()', '{}', '[]'].map((two) => [...two]))
    assert.is(bare.split(open ?? '').length, bare.split(close ?? '').length);
});

completion.run();
