import { type CompletionOption, type CompletionTable, commandPrefixes, nextWords } from './completion-table.ts';

/** A completion script for PowerShell 5.1 and newer. */
export function powershellCompletion(table: CompletionTable): string {
  const { program } = table;
  const tables = commandPrefixes(table).map((prefix) => {
    const name = prefix.join(' ');
    const command = table.commands.find((one) => one.name === name);
    const words = [...nextWords(table, prefix), ...(command?.words ?? []).map((word) => ({ word, summary: word }))];
    const options = [...(command?.options ?? []), ...table.root];
    const entries = [
      ...words.map(({ word, summary }) => pair(word, summary)),
      ...options.map(({ name: flag, summary }) => pair(`--${flag}`, summary)),
    ];
    return `        ${quote(name)} = @(${entries.join(', ')})\n`;
  });
  const values = [
    ...table.commands.flatMap(({ name, options }) => options.map((option) => ({ name, option }))),
    ...table.root.map((option) => ({ name: '*', option })),
  ]
    .filter(({ option }) => option.value.kind !== 'none')
    .flatMap(({ name, option }) => spellings(option).map((flag) => `        ${quote(`${name}:${flag}`)} = ${readValue(option)}\n`));
  return `# Completions of ${program} for PowerShell: ${program} completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ${quote(program)} -ScriptBlock {
    param($current, $line, $position)
    $known = @{
${tables.join('')}    }
    $values = @{
${values.join('')}    }
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() } | Select-Object -Skip 1)
    $name = ''
    $previous = ''
    $expectsValue = $false
    foreach ($word in $words) {
        $previous = $word
        if ($expectsValue) { $expectsValue = $false; continue }
        if ($word.StartsWith('-')) {
            $expectsValue = $values.ContainsKey("\${name}:$word") -or $values.ContainsKey("*:$word")
            continue
        }
        $longer = ("$name $word").Trim()
        if ($known.ContainsKey($longer)) { $name = $longer }
    }
    if ($expectsValue) {
        $key = if ($values.ContainsKey("\${name}:$previous")) { "\${name}:$previous" } else { "*:$previous" }
        $list = $values[$key]
        if ($null -eq $list) { return }
        $list | Where-Object { $_ -like "$current*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        return
    }
    $known[$name] | Where-Object { $_[0] -like "$current*" -and ($current.StartsWith('-') -eq $_[0].StartsWith('-')) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
    }
}
`;
}

function readValue({ value }: CompletionOption): string {
  return value.kind === 'words' ? `@(${value.words.map(quote).join(', ')})` : '$null';
}

function spellings({ name, short }: CompletionOption): string[] {
  return short === null ? [`--${name}`] : [`--${name}`, `-${short}`];
}

function pair(word: string, summary: string): string {
  return `@(${quote(word)}, ${quote(summary)})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
