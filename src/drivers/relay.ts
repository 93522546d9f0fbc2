import { type AskPort, askPort, type Reply } from './ask-port.ts';
import { type AskAll, MOST_QUESTIONS, type Question } from './questions.ts';

/** Gathers questions to ports, and has somebody else ask them all at once. What that one cannot ask is asked from here. */
export type Relay = {
  readonly ask: AskPort;
  /** Resolves when all that was gathered is on its way. `find`: the one who asks; `null`: there is none. */
  readonly send: (find: () => Promise<AskAll | null>) => Promise<void>;
};

const NOBODY_WAITS: Reply = { kind: 'foreign', problem: 'nobody waits for its answer any more' };

type Waiting = { readonly question: Question; readonly settle: (reply: Reply) => void };

/** `unwanted`: ends the waiting for every answer. */
export function openRelay(unwanted: AbortSignal): Relay {
  let gathered: Waiting[] = [];
  const gone = new Promise<Reply>((resolve) => unwanted.addEventListener('abort', () => resolve(NOBODY_WAITS), { once: true }));
  return {
    ask: (port, path, { timeoutMs }) => {
      const answered = new Promise<Reply>((settle) => gathered.push({ question: { port, path, timeoutMs }, settle }));
      return Promise.race([answered, gone]);
    },
    send: async (find) => {
      const askAll = await find().catch(() => null);
      const [relayed, own] = askAll === null ? [[], gathered] : [gathered.slice(0, MOST_QUESTIONS), gathered.slice(MOST_QUESTIONS)];
      gathered = [];
      for (const one of own) void askHere(one, unwanted);
      if (askAll !== null && relayed.length > 0) void passOn(relayed, askAll, unwanted);
    },
  };
}

async function passOn(relayed: readonly Waiting[], askAll: AskAll, unwanted: AbortSignal): Promise<void> {
  const replies = await askAll(relayed.map(({ question }) => question)).catch(() => []);
  for (const [at, one] of relayed.entries()) {
    const reply = replies[at] ?? null;
    if (reply !== null) one.settle(reply);
    else void askHere(one, unwanted);
  }
}

async function askHere({ question: { port, path, timeoutMs }, settle }: Waiting, unwanted: AbortSignal): Promise<void> {
  settle(unwanted.aborted ? NOBODY_WAITS : await askPort(port, path, { timeoutMs, signal: unwanted }));
}
