import { RULES } from '../plan/rule-registry.ts';
import type { CompletionOption, CompletionTable, CompletionValue } from '../render/completion/completion-table.ts';
import type { Command, Option } from './command.ts';
import { HIDDEN } from './help.ts';
import { ROOT_OPTIONS } from './parse-arguments.ts';

/** The commands as completions see them. */
export function completionTable(commands: readonly Command[]): CompletionTable {
  const shown = commands.filter(({ name }) => name === 'gateway' || !HIDDEN.has(name));
  return {
    program: 'omniclaw',
    root: optionsOf(ROOT_OPTIONS),
    commands: shown.map(({ name, summary, options, positionals }) => ({
      name,
      summary,
      options: optionsOf(options),
      words: positionals.choices ?? (positionals.usage.includes('CODE') ? RULES.map(({ code }) => code) : []),
    })),
  };
}

function optionsOf(options: { readonly [name: string]: Option }): CompletionOption[] {
  return Object.entries(options).map(([name, { short = null, summary, value, choices }]) => ({
    name,
    short,
    summary,
    value: readValue(value, choices),
  }));
}

function readValue(value: string, choices: readonly string[] | undefined): CompletionValue {
  if (choices !== undefined) return { kind: 'words', words: choices };
  switch (value) {
    case '':
      return { kind: 'none' };
    case 'FILE':
      return { kind: 'file' };
    case 'CODES':
      return { kind: 'words', words: RULES.map(({ code }) => code) };
    default:
      return { kind: 'any' };
  }
}
