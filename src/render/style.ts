import { styleText } from 'node:util';
import { escapeUnseen } from '../fleet/unseen.ts';

export type Color = 'color' | 'plain';
export type Style = 'red' | 'green' | 'yellow' | 'blue' | 'cyan' | 'dim' | 'bold';

/** Colours a text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: Color): Paint {
  return color === 'plain' ? (_style, text) => text : (style, text) => styleText(style, text, { validateStream: false });
}

/** Makes text from files, peers and logs safe to print: whatever cannot be seen becomes a visible escape. */
export function printable(text: string): string {
  return escapeUnseen(text);
}

/** Columns that a terminal gives to printable text: wide characters take two, marks that join the one before take none. */
export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  return [...text].reduce((width, character) => width + (JOINED.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

/** As much of the beginning of a text as fits. */
export function firstColumns(text: string, width: number): string {
  // One more is looked at: what joins the last one that fits belongs to it.
  const start = text.slice(0, Math.max(0, width) + 1);
  if (NARROW.test(start)) return start.slice(0, Math.max(0, width));
  let [taken, used] = ['', 0];
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    taken += character;
  }
  return taken;
}

/** As much of the end of a text as fits. */
export function lastColumns(text: string, width: number): string {
  const tail = text.slice(-Math.max(0, width) - 1);
  if (NARROW.test(tail)) return tail.length > width ? tail.slice(1) : tail;
  let [taken, used] = ['', 0];
  for (const character of [...text].toReversed()) {
    used += widthOf(character);
    if (used > width) break;
    taken = character + taken;
  }
  return taken;
}

const NARROW = /^[ -\u02ff]*$/;
const JOINED = /^[\p{Mn}\p{Me}]$/u;
/** Source: Unicode Standard Annex 11, East Asian Width "W" and "F", by script and block. */
const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

/** Breaks text at spaces so that no line is longer than `width`, unless a single word is. */
export function wrap(text: string, width: number, indent: string): string {
  if (text.length <= width - indent.length && !text.startsWith(' ')) return text;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent.length) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}
