import type { Terminal } from './terminal.ts';

/** Asks a question that only "y" or "yes" answers with yes. */
export async function confirm({ err }: Terminal, question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  lines.on('SIGINT', () => lines.close());
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
  lines.close();
  const yes = /^y(?:es)?$/i.test(answer.trim());
  if (!yes) err('nothing was changed\n');
  return yes;
}
