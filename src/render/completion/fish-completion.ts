import { type CompletionOption, type CompletionTable, commandPrefixes, nextWords } from './completion-table.ts';

/** A completion script for fish. */
export function fishCompletion(table: CompletionTable): string {
  const { program } = table;
  const words = commandPrefixes(table).flatMap((prefix) =>
    nextWords(table, prefix).map(
      ({ word, summary }) =>
        `complete -c ${program} -n ${quote(`__${program}_at ${quote(prefix.join(' '))}`)} -a ${quote(word)} -d ${quote(summary)}\n`,
    ),
  );
  const commands = table.commands.flatMap(({ name, options, words: given }) => {
    const condition = `-n ${quote(`__${program}_at ${quote(name)}`)}`;
    const list = given.length === 0 ? [] : [`complete -c ${program} ${condition} -a ${quote(given.join(' '))}\n`];
    return [...list, ...options.map((option) => `complete -c ${program} ${condition} ${optionWords(option)}\n`)];
  });
  const names = commandPrefixes(table).filter(({ length }) => length > 0);
  return `# Completions of ${program} for fish: ${program} completion fish > ~/.config/fish/completions/${program}.fish
function __${program}_at
    set -l name
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${valuedFlags(table).join(' ')}
            set skip 1
        else if not string match -q -- '-*' $word
            set -l longer (string trim -- "$name $word")
            contains -- $longer ${names.map((prefix) => quote(prefix.join(' '))).join(' ')}; and set name $longer
        end
    end
    test "$name" = "$argv[1]"
end
complete -c ${program} -f
${table.root.map((option) => `complete -c ${program} ${optionWords(option)}\n`).join('')}${words.join('')}${commands.join('')}`;
}

function optionWords({ name, short, summary, value }: CompletionOption): string {
  const flags = `-l ${name}${short === null ? '' : ` -s ${short}`} -d ${quote(summary)}`;
  switch (value.kind) {
    case 'none':
      return flags;
    case 'file':
      return `${flags} -r -F`;
    case 'words':
      return `${flags} -x -a ${quote(value.words.join(' '))}`;
    default:
      return `${flags} -x`;
  }
}

function valuedFlags({ commands, root }: CompletionTable): string[] {
  const valued = [...root, ...commands.flatMap(({ options }) => options)].filter(({ value }) => value.kind !== 'none');
  return [...new Set(valued.flatMap(({ name, short }) => (short === null ? [`--${name}`] : [`--${name}`, `-${short}`])))];
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
