/** What completions are made from: plain data, so that no shell ever has to run the program or a fleet file. */
export type CompletionTable = {
  readonly program: string;
  readonly commands: readonly CompletionCommand[];
  /** Options that stand anywhere. */
  readonly root: readonly CompletionOption[];
};

export type CompletionCommand = {
  /** Words that select it, such as `fleet who`. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletionOption[];
  /** What may follow as an argument. */
  readonly words: readonly string[];
};

export type CompletionOption = {
  readonly name: string;
  readonly short: string | null;
  readonly summary: string;
  readonly value: CompletionValue;
};

/** `none`: a switch. `any`: something that nobody can list, such as a number or a name. */
export type CompletionValue = { readonly kind: 'none' | 'any' | 'file' } | { readonly kind: 'words'; readonly words: readonly string[] };

/** The words that can follow some words of a command's name, each with what it does. */
export function nextWords(table: CompletionTable, before: readonly string[]): { readonly word: string; readonly summary: string }[] {
  const found = new Map<string, string>();
  for (const { name, summary } of table.commands) {
    const words = name.split(' ');
    const word = words[before.length];
    if (word === undefined || before.some((one, at) => one !== words[at])) continue;
    const isWhole = words.length === before.length + 1;
    if (isWhole || !found.has(word)) found.set(word, isWhole ? summary : `commands about ${[...before, word].join(' ')}`);
  }
  return [...found].map(([word, summary]) => ({ word, summary }));
}

/** Every beginning of a command's name, the empty one first. */
export function commandPrefixes({ commands }: CompletionTable): string[][] {
  const prefixes = new Map<string, string[]>([['', []]]);
  for (const { name } of commands) {
    const words = name.split(' ');
    for (let length = 1; length <= words.length; length += 1) prefixes.set(words.slice(0, length).join(' '), words.slice(0, length));
  }
  return [...prefixes.values()];
}
