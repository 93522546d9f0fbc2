import type { DesiredGateway } from './desired-gateway.ts';
import type { MoveStep } from './diff-gateway.ts';
import type { ObservedGateway } from './observed-gateway.ts';

/** Another name for paths: what lies at `to` is still at `from`. The longest move that fits counts. */
type Moves = readonly Pick<MoveStep, 'from' | 'to'>[];

/** The same gateway, to be looked for where it is before the moves. */
export function beforeMoves(desired: DesiredGateway, moves: Moves): DesiredGateway {
  const at = (path: string): string =>
    replace(
      path,
      moves.map(({ from, to }) => ({ from: to, to: from })),
    );
  return {
    ...desired,
    stateDir: at(desired.stateDir),
    directories: desired.directories.map((one) => ({ ...one, id: at(one.id) })),
    keys: desired.keys.map((one) => ({ ...one, id: at(one.id) })),
    secrets: { ...desired.secrets, id: at(desired.secrets.id) },
    config: { ...desired.config, id: at(desired.config.id) },
  };
}

/** What was seen there, as it will be seen after the moves. No process runs then. */
export function afterMoves(observed: ObservedGateway, moves: Moves): ObservedGateway {
  const at = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: replace(one.id, moves) });
  const { stored, wanted } = observed.secrets;
  return {
    program: observed.program,
    directories: observed.directories.map(at),
    keys: observed.keys.map(at),
    secrets: { stored: stored === null ? null : at(stored), wanted: wanted === null ? null : at(wanted) },
    config: observed.config === null ? null : at(observed.config),
    service: { ...observed.service, live: null },
  };
}

function replace(path: string, moves: Moves): string {
  const fitting = moves
    .filter(({ from }) => path === from || path.startsWith(`${from}/`))
    .toSorted((a, b) => b.from.length - a.from.length);
  const [move] = fitting;
  return move === undefined ? path : move.to + path.slice(move.from.length);
}
