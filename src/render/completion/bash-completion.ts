import { type CompletionOption, type CompletionTable, commandPrefixes, nextWords } from './completion-table.ts';

/** A completion script for bash 3.2 and newer: no associative arrays, nothing of bash-completion. */
export function bashCompletion(table: CompletionTable): string {
  const valued = [...table.root, ...table.commands.flatMap(({ options }) => options)].filter(({ value }) => value.kind !== 'none');
  const flags = [...new Set(valued.flatMap(spellings))].join('|');
  const words = commandPrefixes(table).map((prefix) => {
    const name = prefix.join(' ');
    const command = table.commands.find((one) => one.name === name);
    const list = [...nextWords(table, prefix).map(({ word }) => word), ...(command?.words ?? [])];
    const options = [...(command?.options ?? []), ...table.root].flatMap((option) => [`--${option.name}`]);
    return `    '${name}') words='${list.join(' ')}'; flags='${options.join(' ')}' ;;\n`;
  });
  return `# Completions of ${table.program} for bash: eval "$(${table.program} completion bash)"
_${table.program}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous='' name='' word words='' flags='' at
  [ "$COMP_CWORD" -gt 0 ] && previous="\${COMP_WORDS[COMP_CWORD-1]}"
  at=1
  while [ "$at" -lt "$COMP_CWORD" ]; do
    word="\${COMP_WORDS[at]}"
    case "$word" in
      ${flags}) at=$((at + 1)) ;;
      -*) ;;
      *)
        case " ${commandPrefixes(table)
          .filter(({ length }) => length > 0)
          .map((prefix) => prefix.join('_'))
          .join(' ')} " in
          *" \${name:+\${name// /_}_}$word "*) name="\${name:+$name }$word" ;;
        esac
        ;;
    esac
    at=$((at + 1))
  done
  case "$name:$previous" in
${valueCases(table)}  esac
  case "$name" in
${words.join('')}  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -F _${table.program} ${table.program}
`;
}

/** One case for each option with a value: its words, files, or nothing. */
function valueCases({ commands, root }: CompletionTable): string {
  const row = (name: string, option: CompletionOption) => {
    const patterns = spellings(option).map((flag) => `${name}:${flag}`);
    const pattern = patterns.map((one) => (name === '*' ? one : `'${one}'`)).join('|');
    switch (option.value.kind) {
      case 'none':
        return '';
      case 'words':
        return `    ${pattern}) COMPREPLY=($(compgen -W '${option.value.words.join(' ')}' -- "$current")); return ;;\n`;
      case 'file':
        return `    ${pattern}) COMPREPLY=($(compgen -f -- "$current")); return ;;\n`;
      default:
        return `    ${pattern}) COMPREPLY=(); return ;;\n`;
    }
  };
  return [
    ...commands.flatMap(({ name, options }) => options.map((option) => row(name, option))),
    ...root.map((option) => row('*', option)),
  ].join('');
}

function spellings({ name, short }: CompletionOption): string[] {
  return short === null ? [`--${name}`] : [`--${name}`, `-${short}`];
}
