/** Tells each mutant that no test noticed, as soon as that is known. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** A mutant: which file, and what becomes what. `line` is for people. */
export type Survivor = { readonly file: string; readonly line: number; readonly from: string; readonly to: string };

/** Without the line, so that it stays the same when others change the file. */
export function describeSurvivor({ file, from, to }: Survivor): string {
  return `${file.replace(/^src\/(?:plan\/)?/, '')}: ${from} => ${to}`;
}

/** `null`: a test noticed it. */
export function toSurvivor({ status, fileName, location, replacement = '' }: MutantResult): Survivor | null {
  if (status !== 'Survived' && status !== 'NoCoverage') return null;
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const text = lines.map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined));
  return { file: relative(process.cwd(), fileName), line: start.line, from: oneLine(text.join(' ')), to: oneLine(replacement) };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 80)} ... ${line.slice(-30)}` : line;
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Reporter, 'survivors', {
    onMutantTested: (result) => {
      const survivor = toSurvivor(result);
      if (survivor === null) return;
      const { file, line, from, to } = survivor;
      process.stdout.write(`${result.status === 'NoCoverage' ? 'unreached' : 'survived '} ${file}:${line}  ${from}  =>  ${to}\n`);
    },
  }),
];
