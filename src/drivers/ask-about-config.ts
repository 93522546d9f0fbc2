import { runtimeOf } from '../fleet/runtime.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { fulfils, observeConfig, whileConfigIsStill } from './config-file.ts';
import { readingOf } from './gateway-variables.ts';
import type { Answer } from './proofs/ask-gateway.ts';

/** What the gateway answered, and whether it runs with what is declared. */
export type AnswerAboutConfig = { readonly answer: Answer; readonly runs: 'as declared' | 'otherwise' };

export type WantedAnswer = {
  /** Of the planned config. */
  readonly configHash: string;
  /** Of the secrets that are stored for it. */
  readonly secretsHash: string;
  /** The start that has answered as declared before; `null`: none has. */
  readonly known: string | null;
};

/** Together longer than a gateway waits before it takes a changed file up. */
const LOOKS = 15;
const PAUSE_MS = 10;

/**
 * Asks whether a gateway has taken up its config: the planned one, or another that it has written meanwhile, with our fields
 * right. One that writes all the time may name a config that is not on the disk any more when we look there. It is asked again,
 * and soon one of the looks falls between two writes; if none does, nobody may write until it has answered for what is there.
 */
export async function askAboutConfig(
  ask: () => Promise<Answer>,
  desired: DesiredGateway,
  wanted: WantedAnswer,
): Promise<AnswerAboutConfig> {
  const first = await judge(await ask(), desired, wanted);
  if (first.runs === 'as declared' || !(await mayBeBetweenTwo(first.answer, desired, wanted))) return first;
  const look = async () => judge(await ask(), desired, wanted);
  const soon = await lookAgain(first, look);
  if (soon.runs === 'as declared') return soon;
  return (await whileConfigIsStill(desired.config.id, async () => lookAgain(await look(), look))) ?? soon;
}

async function lookAgain(first: AnswerAboutConfig, look: () => Promise<AnswerAboutConfig>): Promise<AnswerAboutConfig> {
  let last = first;
  for (let looks = 1; looks < LOOKS && last.runs === 'otherwise'; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    last = await look();
  }
  return last;
}

async function judge(answer: Answer, desired: DesiredGateway, wanted: WantedAnswer): Promise<AnswerAboutConfig> {
  const { configHash, secretsHash, known } = wanted;
  if (answer.kind !== 'proven' || answer.live.secretsHash !== secretsHash) return { answer, runs: 'otherwise' };
  if (answer.live.startId === known) return { answer, runs: 'as declared' };
  const { live, vouchesFor } = answer;
  const isRight =
    vouchesFor === null
      ? live.configHash === configHash || (await isOnDisk(live.configHash, desired))
      : fulfils(vouchesFor, desired) === 'yes';
  return { answer, runs: isRight ? 'as declared' : 'otherwise' };
}

/** Whether the config on the disk is the one with this hash, and our fields in it are right. */
async function isOnDisk(hash: string, desired: DesiredGateway): Promise<boolean> {
  const { gateway, config } = desired;
  const now = await observeConfig(gateway, config.id, await readingOf(desired));
  return now !== null && now.hash === hash && fulfils(now, desired) === 'yes';
}

/** Whether all that is wrong is the config it names, while the one on the disk is right. */
async function mayBeBetweenTwo(answer: Answer, desired: DesiredGateway, { secretsHash }: WantedAnswer): Promise<boolean> {
  if (answer.kind !== 'proven' || answer.vouchesFor !== null || answer.live.secretsHash !== secretsHash) return false;
  const { runtime, gateway, config } = desired;
  if (runtimeOf(runtime).configLock !== 'kernel') return false;
  const now = await observeConfig(gateway, config.id, await readingOf(desired));
  return now !== null && fulfils(now, desired) === 'yes';
}
