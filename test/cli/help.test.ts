/** The help, made from the commands: whole, narrow enough, and with examples that can be typed. */
import { readFile } from 'node:fs/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS } from '../../src/cli/commands.ts';
import { HIDDEN, renderCommandHelp, renderGroupHelp, renderHelp } from '../../src/cli/help.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { painter } from '../../src/render/style.ts';

const help = suite('help');
const plain = painter('plain');
const tooLong = (text: string) => text.split('\n').filter((line) => line.length > 80);

/** The words of an example up to what belongs to the shell. */
const wordsOf = (line: string): string[] => {
  const own = /^(?:eval "\$\()?(?:[A-Z_]+=\S+ )*omniclaw (.*?)(?: [|>&].*|\)")?$/.exec(line)?.[1] ?? '';
  return [...own.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');
};

for (const command of COMMANDS.filter(({ name }) => !HIDDEN.has(name))) {
  help(`omniclaw ${command.name} --help fits 80 columns`, () => assert.equal(tooLong(renderCommandHelp(command, plain)), []));

  help(`omniclaw ${command.name} has examples, and they are commands of ours`, () => {
    assert.ok(command.examples.length > 0);
    const names = command.examples.flatMap(({ line }) => parseArguments(wordsOf(line), COMMANDS).command?.name ?? `no command: ${line}`);
    assert.ok(
      names.some((name) => name === command.name || command.name === `${name} run`),
      names.join(),
    );
  });
}

help('the overview fits 80 columns and leaves no command out', () => {
  const text = renderHelp(COMMANDS, plain);
  assert.equal(tooLong(text), []);
  const words = new Set(text.split(/[\s,]+/));
  for (const { name } of COMMANDS.filter((command) => !HIDDEN.has(command.name)))
    assert.ok(
      name.split(' ').every((word) => words.has(word)),
      name,
    );
});

help('each group of commands has a list of its own', () => {
  for (const group of new Set(COMMANDS.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ', 1)[0] ?? ''] : [])))) {
    const text = renderGroupHelp(group, COMMANDS, plain);
    assert.equal(tooLong(text), []);
    for (const { name } of COMMANDS.filter((command) => command.name.startsWith(`${group} `))) assert.match(text, `omniclaw ${name}`);
  }
});

help('commands that are compiled apart are commands', async () => {
  const launcher = await readFile(new URL('../../src/cli/launcher.ts', import.meta.url), 'utf8');
  const words = /const OFTEN_USED = \[([^\]]+)\]/.exec(launcher)?.[1]?.match(/\w+/g) ?? [];
  assert.ok(words.length > 5);
  for (const word of words)
    assert.ok(
      COMMANDS.some(({ name }) => name.split(' ')[0] === word),
      word,
    );
});

help.run();
