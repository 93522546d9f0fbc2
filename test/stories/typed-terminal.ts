/** A command in a real pseudo-terminal, with somebody who reads and types. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import type { Sandbox } from './sandbox.ts';

export type TypedTerminal = {
  /** Resolves when the words have come, after those that were seen before. */
  readonly see: (words: string) => Promise<void>;
  readonly type: (keys: string) => void;
  /** Exit code, and everything that was shown. */
  readonly ended: Promise<{ readonly code: number | null; readonly shown: string }>;
};

export const KEYS = { enter: '\r', interrupt: '\u0003', clear: '\u0015', down: '\u001b[B' } as const;

const PATIENCE_MS = 60_000;

export function typeInto(box: Sandbox, args: readonly string[], environment: { readonly [name: string]: string } = {}): TypedTerminal {
  const line = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn(needTool('script'), ['-qefc', `stty cols 200 rows 50; exec ${line}`, '/dev/null'], {
    cwd: box.folder,
    env: { ...gateMark(), ...box.environment, TERM: 'xterm', LANG: 'C.UTF-8', ...environment },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let shown = '';
  let seen = 0;
  let told = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += stripVTControlCharacters(text);
    told();
  });
  const limit = setTimeout(() => child.kill('SIGHUP'), PATIENCE_MS * 2);
  const ended = new Promise<{ code: number | null; shown: string }>((resolve) =>
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code, shown });
    }),
  );
  const find = (words: string): boolean => {
    const at = shown.indexOf(words, seen);
    if (at >= 0) seen = at + words.length;
    return at >= 0;
  };
  return {
    ended,
    type: (keys) => void child.stdin.write(keys),
    see: (words) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new Error(`"${words}" did not come ${why}:\n${shown}`));
        const timer = setTimeout(() => fail('in time'), PATIENCE_MS);
        const settle = (): void => {
          clearTimeout(timer);
          told = () => undefined;
          resolve();
        };
        told = () => (find(words) ? settle() : undefined);
        void ended.then(() => (find(words) ? settle() : fail('before the end')));
        told();
      }),
  };
}

/** The gate marks what a test starts with variables of its own. */
function gateMark(): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (/GATE/.test(name) && value !== undefined ? [[name, value]] : [])),
  );
}
