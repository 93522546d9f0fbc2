/** Questions to loopback ports that one process asks for another. */
import { askPort, type Reply } from './ask-port.ts';
import { isRecord } from './supervisor/service-entry.ts';

/** A GET of `path`. `timeoutMs`: longest wait for its answer. */
export type Question = { readonly port: number; readonly path: string; readonly timeoutMs: number };

/** Asks all of them. One reply for each question, in their order; `null`: there is none that can be used. */
export type AskAll = (questions: readonly Question[]) => Promise<readonly (Reply | null)[]>;

/** A request for more is refused, and asking so many takes half a second. */
export const MOST_QUESTIONS = 500;

const LONGEST_WAIT_MS = 60_000;

/** So many wait for their answers at a time, but each of them no longer than this: one that never answers holds up nobody. */
const [AT_ONCE, PATIENCE_MS] = [2, 5];

/** Not all at once, so that the programs which answer do not all want the machine then. */
export async function askInTurn(questions: readonly Question[]): Promise<readonly Reply[]> {
  const replies: Promise<Reply>[] = [];
  for (const { port, path, timeoutMs } of questions) {
    replies.push(askPort(port, path, { timeoutMs }));
    const before = replies.at(-AT_ONCE);
    if (before !== undefined) await Promise.race([before, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  }
  return Promise.all(replies);
}

/** Throws when the value is no list of questions. */
export function readQuestions(value: unknown): readonly Question[] {
  const questions = Array.isArray(value) && value.length <= MOST_QUESTIONS ? value.flatMap(readQuestion) : [];
  if (!Array.isArray(value) || questions.length < value.length) throw new Error('these are no questions to ports of this host');
  return questions;
}

/** What is written into a request must not end it. */
const PATH = /^\/[\x21-\x7e]{0,400}$/;

function readQuestion(value: unknown): Question[] {
  if (!isRecord(value)) return [];
  const { port, path, timeoutMs } = value;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535) return [];
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0 && timeoutMs <= LONGEST_WAIT_MS)) return [];
  return typeof path === 'string' && PATH.test(path) ? [{ port, path, timeoutMs }] : [];
}

/** What is not a reply, such as one of another version, is `null`. */
export function readReplies(value: unknown): readonly (Reply | null)[] {
  return Array.isArray(value) ? value.map(readReply) : [];
}

function readReply(value: unknown): Reply | null {
  if (!isRecord(value)) return null;
  const { kind, text, status, problem } = value;
  if (kind === 'silent') return { kind };
  if (kind === 'foreign' && typeof problem === 'string') return { kind, problem };
  return kind === 'text' && typeof text === 'string' && typeof status === 'number' ? { kind, text, status } : null;
}
