import { type CompletionCommand, type CompletionOption, type CompletionTable, commandPrefixes, nextWords } from './completion-table.ts';

/** A completion script for zsh, with what each word does. */
export function zshCompletion(table: CompletionTable): string {
  const names = commandPrefixes(table).filter(({ length }) => length > 0);
  return `#compdef ${table.program}
# Completions of ${table.program} for zsh: ${table.program} completion zsh > "\${fpath[1]}/_${table.program}"
_${table.program}() {
  local name='' word previous="\${words[CURRENT-1]}" at=2
  local -a found options names
  names=(${names.map((prefix) => quote(prefix.join(' '))).join(' ')})
  while (( at < CURRENT )); do
    word="\${words[at]}"
    case "$word" in
      ${valuedFlags(table).join('|')}) (( at++ )) ;;
      -*) ;;
      *) (( \${names[(Ie)\${name:+$name }$word]} )) && name="\${name:+$name }$word" ;;
    esac
    (( at++ ))
  done
  case "$name:$previous" in
${table.commands.flatMap((command) => command.options.map((option) => valueCase(quote(command.name), option))).join('')}${table.root.map((option) => valueCase('*', option)).join('')}  esac
  case "$name" in
${commandPrefixes(table)
  .map((prefix) => wordCase(table, prefix))
  .join('')}  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    _describe -o 'option' options
  elif (( \${#found} )); then
    _describe 'command' found
  fi
}
if [ "\${funcstack[1]}" = "_${table.program}" ]; then _${table.program} "$@"; else compdef _${table.program} ${table.program}; fi
`;
}

function wordCase(table: CompletionTable, prefix: readonly string[]): string {
  const command = table.commands.find(({ name }) => name === prefix.join(' '));
  const found = [...nextWords(table, prefix).map(({ word, summary }) => described(word, summary)), ...(command?.words ?? []).map(quote)];
  const options = optionsOf(command, table).map(({ name, summary }) => described(`--${name}`, summary));
  return `    ${quote(prefix.join(' '))}) found=(${found.join(' ')}); options=(${options.join(' ')}) ;;\n`;
}

function optionsOf(command: CompletionCommand | undefined, { root }: CompletionTable): readonly CompletionOption[] {
  return [...(command?.options ?? []), ...root];
}

function valueCase(name: string, option: CompletionOption): string {
  const pattern = flagsOf(option)
    .map((flag) => `${name}:${flag}`)
    .join('|');
  switch (option.value.kind) {
    case 'none':
      return '';
    case 'words':
      return `    ${pattern}) found=(${option.value.words.map(quote).join(' ')}); _describe 'value' found; return ;;\n`;
    case 'file':
      return `    ${pattern}) _files; return ;;\n`;
    default:
      return `    ${pattern}) _message ${quote(option.summary)}; return ;;\n`;
  }
}

function valuedFlags({ commands, root }: CompletionTable): string[] {
  const valued = [...root, ...commands.flatMap(({ options }) => options)].filter(({ value }) => value.kind !== 'none');
  return [...new Set(valued.flatMap(flagsOf))];
}

function flagsOf({ name, short }: CompletionOption): string[] {
  return short === null ? [`--${name}`] : [`--${name}`, `-${short}`];
}

/** `_describe` splits at the first colon that is not escaped. */
function described(word: string, summary: string): string {
  return quote(`${word.replaceAll(':', '\\:')}:${summary}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
