import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { type Answer, askForSignature } from './proofs/ask-gateway.ts';

/** The part of a gateway that says where it is asked, and what it proves itself with. */
export type AskedPlace = { readonly port: number; readonly stateDir: string };

/**
 * Answers that are on their way before anybody needs them: many gateways together take as long for an answer as we take for
 * checking the fleet, and can do it meanwhile. Each counts once; whoever asks again gets a new one.
 */
export type EarlyAnswers = {
  /** Resolves when the questions are out. */
  readonly ask: (places: readonly AskedPlace[]) => Promise<void>;
  readonly take: (place: AskedPlace) => Promise<Answer> | null;
  /** Stops waiting for those that nobody took. */
  readonly close: () => void;
};

export function createEarlyAnswers(): EarlyAnswers {
  const asked = new Map<string, Promise<Answer>>();
  const unwanted = new AbortController();
  const keyOf = ({ port, stateDir }: AskedPlace) => `${port} ${stateDir}`;
  return {
    ask: async (places) => {
      for (const place of places) {
        const answer = askForSignature(place, unwanted.signal);
        // Whoever takes it is told what went wrong; until then nobody listens.
        answer.catch(() => undefined);
        asked.set(keyOf(place), answer);
      }
      // A connection is made in the first turn of the event loop, and the question goes out in the next.
      for (let turns = 0; turns < TURNS; turns += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    },
    take: (place) => {
      const answer = asked.get(keyOf(place)) ?? null;
      asked.delete(keyOf(place));
      return answer;
    },
    close: () => unwanted.abort(),
  };
}

const TURNS = 2;

/** Where gateways can be asked before it is known what is to change about them. `listening`: ports on which something listens. */
export function placesToAsk(gateways: readonly DerivedGateway[], listening: ReadonlySet<number>): AskedPlace[] {
  return gateways.flatMap(({ spec, ports, paths }) =>
    spec.runtime === 'omniclaw' && spec.state === 'running' && listening.has(ports.gateway)
      ? [{ port: ports.gateway, stateDir: paths.stateDir }]
      : [],
  );
}
