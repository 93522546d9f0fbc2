import { fstatSync, statSync } from 'node:fs';
import { once } from '../fleet/once.ts';
import { toAscii, wantsAscii } from '../render/ascii.ts';

/** Where a command writes. Output after the reader has gone is dropped, so that a closed pipe never ends a run. */
export type Terminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard output / error is a terminal of a person. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly canAsk: boolean;
  /** Columns to fill, 40 to 120. */
  readonly columns: number;
  readonly color: 'color' | 'plain';
};

/**
 * The terminal of a process. Nothing is opened until somebody writes to it: Node takes milliseconds to open each of the
 * three streams, and most commands write to one of them.
 *
 * Colours only for a person's terminal, and never when NO_COLOR is set (source: no-color.org). A terminal whose locale is not
 * UTF-8 gets ASCII; what goes into a file or a pipe stays as it is.
 */
export function openTerminal(process: NodeJS.Process): Terminal {
  const { env } = process;
  const [input, output, errors] = [once(() => isTerminal(0)), once(() => isTerminal(1)), once(() => isTerminal(2))];
  const ascii = once(() => wantsAscii(env));
  const [out, err] = [once(() => openStream(process.stdout)), once(() => openStream(process.stderr))];
  const wanted = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return {
    out: (text) => out()(output() && ascii() ? toAscii(text) : text),
    err: (text) => err()(errors() && ascii() ? toAscii(text) : text),
    get outIsTerminal() {
      return output();
    },
    get errIsTerminal() {
      return errors();
    },
    get canAsk() {
      return input() && errors();
    },
    get columns() {
      return output() ? Math.min(120, Math.max(40, process.stdout.columns)) : 80;
    },
    get color() {
      return !refused && (wanted || output()) ? 'color' : 'plain';
    },
  };
}

/** Writes until the reader has gone. */
function openStream(stream: NodeJS.WriteStream): (text: string) => void {
  let state: 'open' | 'closed' = 'open';
  stream.on('error', () => {
    state = 'closed';
  });
  return (text) => {
    if (state === 'open') stream.write(text);
  };
}

/** What is no device, and what leads nowhere, are told apart without the module that knows terminals, which takes long to load. */
function isTerminal(fd: number): boolean {
  try {
    const stream = fstatSync(fd);
    if (!stream.isCharacterDevice() || stream.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return false;
  } catch {
    // A standard stream that was closed.
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}
