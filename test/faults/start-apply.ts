import { spawn } from 'node:child_process';
import { PROGRAM } from '../gate/built-program.ts';
import type { Ran, Sandbox } from '../stories/sandbox.ts';

export type RunningApply = {
  readonly pid: number;
  /** Resolves when it has printed an event with this text in it. */
  readonly event: (part: string) => Promise<void>;
  /** Whether it says this on standard error before it ends. */
  readonly said: (part: string) => Promise<'yes' | 'no'>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ran>;
};

/** Starts an apply that prints events. */
export function startApply(box: Sandbox, ...options: readonly string[]): RunningApply {
  const child = spawn(process.execPath, [PROGRAM, 'apply', '--yes', '--json', ...options], {
    cwd: box.folder,
    env: { ...gateMarks(), ...box.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  const waiting: { readonly holds: () => unknown; readonly resolve: () => void }[] = [];
  const look = (): void => {
    for (const one of waiting) if (one.holds() === true) one.resolve();
  };
  for (const [stream, into] of [
    [child.stdout, out],
    [child.stderr, err],
  ] as const)
    stream.setEncoding('utf8').on('data', (text: string) => {
      into.push(text);
      look();
    });
  const ended = new Promise<Ran>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') })),
  );
  const until = async (into: readonly string[], part: string): Promise<'yes' | 'no'> => {
    const seen = new Promise<void>((resolve) => {
      waiting.push({ holds: () => into.join('').includes(part), resolve });
      look();
    });
    await Promise.race([seen, ended]);
    return into.join('').includes(part) ? 'yes' : 'no';
  };
  const event: RunningApply['event'] = async (part) => {
    if ((await until(out, part)) === 'no') throw new Error(`it ended without ${part}: ${out.join('')}${err.join('')}`);
  };
  return { pid: child.pid ?? 0, event, said: (part) => until(err, part), kill: (signal) => void child.kill(signal), ended };
}

/** The marks by which the gate knows what a test has started. */
export function gateMarks(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.includes('GATE')));
}
