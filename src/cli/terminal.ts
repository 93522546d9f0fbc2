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
 * The terminal of a process, opened when somebody first writes to it or asks about it: Node takes 10 ms to open the streams,
 * in which the evaluator of a fleet file can work already.
 */
export function openTerminal(process: NodeJS.Process): Terminal {
  let opened: Terminal | undefined;
  const open = (): Terminal => {
    opened ??= openStreams(process);
    return opened;
  };
  return {
    out: (text) => open().out(text),
    err: (text) => open().err(text),
    get outIsTerminal() {
      return open().outIsTerminal;
    },
    get errIsTerminal() {
      return open().errIsTerminal;
    },
    get canAsk() {
      return open().canAsk;
    },
    get columns() {
      return open().columns;
    },
    get color() {
      return open().color;
    },
  };
}

/**
 * Colours only for a person's terminal, and never when NO_COLOR is set (source: no-color.org). A terminal whose locale is not
 * UTF-8 gets ASCII; what goes into a file or a pipe stays as it is.
 */
function openStreams(process: NodeJS.Process): Terminal {
  const { stdout, stderr, stdin, env } = process;
  const closed = { out: false, err: false };
  stdout.on('error', () => {
    closed.out = true;
  });
  stderr.on('error', () => {
    closed.err = true;
  });
  const wanted = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  const shown = (text: string, { isTTY }: { readonly isTTY: boolean }) => (isTTY && wantsAscii(env) ? toAscii(text) : text);
  return {
    out: (text) => {
      if (!closed.out) stdout.write(shown(text, stdout));
    },
    err: (text) => {
      if (!closed.err) stderr.write(shown(text, stderr));
    },
    outIsTerminal: stdout.isTTY,
    errIsTerminal: stderr.isTTY,
    canAsk: stdin.isTTY && stderr.isTTY,
    columns: Math.min(120, Math.max(40, stdout.columns ?? 80)),
    color: !refused && (wanted || stdout.isTTY) ? 'color' : 'plain',
  };
}
