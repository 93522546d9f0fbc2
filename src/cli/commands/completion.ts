import { nearestName } from '../../fleet/nearest-name.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { bashCompletion } from '../../render/completion/bash-completion.ts';
import type { CompletionTable } from '../../render/completion/completion-table.ts';
import { fishCompletion } from '../../render/completion/fish-completion.ts';
import { powershellCompletion } from '../../render/completion/powershell-completion.ts';
import { zshCompletion } from '../../render/completion/zsh-completion.ts';
import type { Call } from '../command.ts';
import { COMMANDS } from '../commands.ts';
import { completionTable } from '../completion-table.ts';

const SHELLS: { readonly [shell: string]: (table: CompletionTable) => string } = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/** Prints a script that knows every command; it never runs the program or a fleet file. */
export async function runCompletion(call: Call): Promise<number> {
  const [shell = ''] = call.positionals;
  const print = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (print === undefined) {
    const known = Object.keys(SHELLS);
    const nearest = nearestName(shell, known);
    throw new OmniclawError('OCE_USAGE', `there are no completions for "${shell}"`, {
      hint: nearest === undefined ? `known: ${known.join(', ')}` : `omniclaw completion ${nearest}`,
    });
  }
  call.terminal.out(print(completionTable(COMMANDS)));
  return 0;
}
