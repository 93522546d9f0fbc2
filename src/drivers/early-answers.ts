import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { HostState } from '../plan/host-state.ts';
import { seenDriver } from '../plan/seen-driver.ts';
import { type Answer, askForSignature } from './proofs/ask-gateway.ts';
import { openRelay } from './relay.ts';
import type { Services, WantedService } from './services.ts';

/** Where a gateway is asked, and what it proves itself with. */
export type AskedPlace = { readonly port: number; readonly stateDir: string };

/** What can be asked about a gateway before it is known what is to change about it. `place`: `null` where nobody would answer. */
export type AskedGateway = { readonly service: WantedService; readonly place: AskedPlace | null };

type SeenService = Awaited<ReturnType<Services['observe']>>;

/**
 * Answers that are on their way before anybody needs them: service managers, and many gateways together, take as long for an
 * answer as we take for checking the fleet, and can do it meanwhile. Where the supervisor runs it asks the gateways for us, as
 * it has nothing else to do. Each answer counts once; whoever asks again gets a new one.
 */
export type EarlyAnswers = {
  /** Resolves when the questions are out. */
  readonly ask: (gateways: readonly AskedGateway[]) => Promise<void>;
  readonly takeAnswer: (place: AskedPlace) => Promise<Answer> | null;
  readonly takeService: (service: WantedService) => Promise<SeenService> | null;
  /** Stops waiting for gateways, and resolves when the service managers have answered. */
  readonly close: () => Promise<void>;
};

export function createEarlyAnswers(services: Pick<Services, 'observe' | 'asker'>): EarlyAnswers {
  const [answers, seen] = [new Map<string, Promise<Answer>>(), new Map<string, Promise<SeenService>>()];
  const unwanted = new AbortController();
  const relay = openRelay(unwanted.signal);
  const keyOfPlace = ({ port, stateDir }: AskedPlace) => `${port} ${stateDir}`;
  const keyOfService = ({ id, driver }: WantedService) => `${driver} ${id}`;
  return {
    ask: async (gateways) => {
      for (const { service, place } of gateways) {
        keep(seen, keyOfService(service), services.observe(service));
        if (place !== null) keep(answers, keyOfPlace(place), askForSignature(place, relay.ask));
      }
      await nextTurn();
      await relay.send(services.asker);
      // A connection is made in the first turn of the event loop, and the question goes out in the next.
      for (let turns = 0; turns < TURNS; turns += 1) await nextTurn();
    },
    takeAnswer: (place) => take(answers, keyOfPlace(place)),
    takeService: (service) => take(seen, keyOfService(service)),
    close: async () => {
      unwanted.abort();
      await Promise.allSettled([...answers.values(), ...seen.values()]);
    },
  };
}

const TURNS = 2;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function keep<T>(kept: Map<string, Promise<T>>, key: string, asked: Promise<T>): void {
  // Whoever takes it is told what went wrong; until then nobody listens.
  asked.catch(() => undefined);
  kept.set(key, asked);
}

function take<T>(kept: Map<string, Promise<T>>, key: string): Promise<T> | null {
  const asked = kept.get(key) ?? null;
  kept.delete(key);
  return asked;
}

/** Gateways as they can be asked. `listening`: ports on which something listens. `manager`: what `auto` means here. */
export function gatewaysToAsk(
  gateways: readonly DerivedGateway[],
  listening: ReadonlySet<number>,
  manager: HostState['manager'],
): AskedGateway[] {
  return gateways.map((gateway) => {
    const { spec, ports, paths, service } = gateway;
    const answers = spec.runtime === 'omniclaw' && spec.state === 'running' && listening.has(ports.gateway);
    return {
      service: { id: service.name, driver: seenDriver(gateway, { manager }) },
      place: answers ? { port: ports.gateway, stateDir: paths.stateDir } : null,
    };
  });
}
