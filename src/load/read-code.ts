import { readFileSync } from 'node:fs';
import { showText } from '../fleet/show-value.ts';
import type { Location } from '../plan/finding.ts';
import type { Evaluation, EvaluationResult } from './evaluation.ts';
import type { FileProblem, FleetDocument } from './fleet-document.ts';
import type { SandboxPlace } from './sandbox-messages.ts';
import { createSourceText, placeAt, type SourceText, type TextPlace } from './source-text.ts';

/** What was evaluated. `realPath` is the name the evaluator has for `source.file`; `overrides`: texts by real path that stand in for files. */
export type EvaluatedCode = {
  readonly source: SourceText;
  readonly realPath: string;
  readonly overrides: ReadonlyMap<string, string>;
  readonly evaluation: Evaluation;
};

/** Turns what the evaluator says about a code file into a document. */
export async function readCode({ source, realPath, overrides, evaluation }: EvaluatedCode): Promise<FleetDocument> {
  // The parser loads while the child works: a clean file never runs it, but places must be found without waiting.
  const [result, code] = await Promise.all([evaluation.result, import('./code-tree.ts')]);
  const written = (path: string): string =>
    path === realPath ? source.text : (overrides.get(path) ?? readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  const plain = (path: string): string => result.stripped[path] ?? written(path);
  const text = plain(realPath);

  const locationOf = (place: SandboxPlace): Location => {
    const file = place.file === realPath ? source.file : place.file;
    const there = createSourceText(file, plain(place.file));
    const found = place.line > 0 ? placeIn(there, place) : code.syntaxErrorPlace(there);
    return { pointer: '', file, ...(found ?? { line: 1, column: 1 }) };
  };
  const thrownPlace = (): Location | string => {
    const offset = code.onlyThrow(text);
    return offset === null ? '' : { pointer: '', file: source.file, ...placeAt(source, offset) };
  };
  const failureOf = ({ failure }: EvaluationResult): FileProblem[] => {
    if (failure === null) return [];
    const at = failure.place === null ? thrownPlace() : locationOf(failure.place);
    return [{ code: 'OC702', message: showText(failure.message), at: [at] }];
  };

  const unfit = result.unfit.map(
    ({ pointer, shown }): FileProblem => ({
      code: 'OC702',
      message: `a fleet file holds plain data only, got ${showText(shown, 60)}`,
      at: [pointer],
    }),
  );
  return {
    value: result.value === null ? undefined : JSON.parse(result.value),
    problems: [...failureOf(result), ...unfit],
    tree: () => code.codeTree(source, realPath, { written, plain }),
    textOf: (file) => {
      const path = file === source.file ? realPath : file;
      return { written: written(path), plain: plain(path) };
    },
  };
}

/**
 * V8 counts columns of a line as it prints it, which is longer than the line where it holds a control character, and begins
 * a line after U+2028 and U+2029, where editors and we begin none. Source: ECMA-262, "Line Terminators".
 */
function placeIn(source: SourceText, { line, column }: SandboxPlace): TextPlace {
  const starts = [0, ...source.text.matchAll(/\r\n|[\n\r\u2028\u2029]/g).map(({ index, 0: lineBreak }) => index + lineBreak.length)];
  const start = starts[line - 1];
  if (start === undefined) return { line, column };
  const { length } = /^[^\n\r\u2028\u2029]*/.exec(source.text.slice(start))?.[0] ?? '';
  return placeAt(source, start + Math.min(column - 1, length));
}
