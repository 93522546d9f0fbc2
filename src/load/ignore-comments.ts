import { extname } from 'node:path';
import { type Comment, parse } from 'acorn';
import { Lexer } from 'yaml';
import { createSourceText, placeAt } from './source-text.ts';

/** `omniclaw-ignore CODE[, CODE...] [-- reason]` in a comment. `line`: the line it speaks of, its own or the next one that holds code. */
export type IgnoreComment = {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly file: string;
  readonly place: { readonly line: number; readonly column: number };
  readonly line: number;
};

const MARK = 'omniclaw-ignore';

type FoundComment = { readonly start: number; readonly text: string };

/** The ignore comments of a code or YAML file. `plain`: its text without types, same offsets. */
export function ignoreComments(file: string, text: string, plain: string): IgnoreComment[] {
  if (!text.includes(MARK)) return [];
  const comments = ['.yaml', '.yml'].includes(extname(file)) ? yamlComments(text) : codeComments(plain);
  const source = createSourceText(file, text);
  const commentLines = new Set(comments.map(({ start }) => placeAt(source, start).line));
  return comments.flatMap(({ start, text: comment }) => {
    const found = /^[\s*]*omniclaw-ignore\b:?(.*)$/su.exec(comment);
    if (found === null) return [];
    const [before = '', ...after] = (found[1] ?? '').split(/\s--\s|\s—\s/u);
    const place = placeAt(source, start);
    const codes = before.split(/[\s,]+/).filter((code) => code !== '');
    const reason = after.join(' -- ').replace(/\s+/g, ' ').trim();
    return [{ codes, reason, file, place, line: lineMeant(text, start, place.line, commentLines) }];
  });
}

/** A comment beside code speaks of its own line, one that stands alone of the next line that is neither empty nor a comment. */
function lineMeant(text: string, start: number, own: number, commentLines: ReadonlySet<number>): number {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '') return own;
  const lines = text.split(/\r\n|\n|\r/);
  const isOther = (line: number) =>
    (lines[line - 1] ?? '').trim() !== '' && !(commentLines.has(line) && /^\s*(?:\/\/|\/\*|\*|#)/.test(lines[line - 1] ?? ''));
  for (let line = own + 1; line <= lines.length; line += 1) if (isOther(line)) return line;
  return own;
}

function codeComments(plain: string): FoundComment[] {
  const found: Comment[] = [];
  try {
    parse(plain, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true, allowHashBang: true, onComment: found });
  } catch (error) {
    // What cannot be parsed is reported as such; its ignores do not matter.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
  }
  return found.map(({ start, value }) => ({ start, text: value }));
}

function yamlComments(text: string): FoundComment[] {
  let [offset, before] = [0, ''];
  return [...new Lexer().lex(text)].flatMap((token) => {
    // Tokens of one control character are no text: they mark a document, an error, or that a scalar follows.
    const isMark = token === '\u0002' || token === '\u0018' || token === '\u001f';
    const start = offset;
    const isComment = token.startsWith('#') && before !== '\u001f';
    offset += isMark ? 0 : token.length;
    before = token;
    return isComment ? [{ start, text: token.slice(1) }] : [];
  });
}
