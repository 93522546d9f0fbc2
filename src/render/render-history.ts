import { type Paint, printable, wrap } from './style.ts';

/** One run of apply. `ended`: `null` when it was killed or still works. */
export type HistoryRun = {
  readonly began: {
    readonly at: string;
    readonly command: string;
    readonly fleet: string;
    readonly changes: readonly { readonly gateway: string; readonly action: string; readonly kind: string }[];
  };
  readonly ended: {
    readonly outcome: string;
    readonly changed: number;
    readonly problems: readonly { readonly gateway: string; readonly outcome: string; readonly message: string }[];
  } | null;
};

export type HistoryView = { readonly paint: Paint; readonly columns: number; readonly shorten: (text: string) => string };

/** Runs as paragraphs: when, what, how it ended, and by gateway what was to change. */
export function renderHistory(runs: readonly HistoryRun[], view: HistoryView): string {
  if (runs.length === 0) return 'nothing was done to this host yet\n';
  return runs.map((run) => renderRun(run, view)).join('\n');
}

function renderRun({ began, ended }: HistoryRun, { paint, columns, shorten }: HistoryView): string {
  const outcome = ended?.outcome ?? 'cut short';
  const style = outcome === 'done' ? 'green' : outcome === 'nothing-to-do' ? 'dim' : 'red';
  const head = `${began.at.slice(0, 19).replace('T', ' ')}  ${paint(style, outcome)}  ${printable(shorten(`${began.command}, fleet ${began.fleet}`))}\n`;
  const byGateway = Map.groupBy(began.changes, ({ gateway }) => gateway);
  const changes = [...byGateway].map(([gateway, list]) => {
    const words = [...new Set(list.map(({ action, kind }) => `${action} ${kind}`))].join(', ');
    return `  ${wrap(printable(`${gateway === '' ? 'fleet' : gateway}: ${words}`), columns, '    ')}\n`;
  });
  const problems = (ended?.problems ?? []).map(
    ({ gateway, outcome: how, message }) =>
      `  ${paint('red', wrap(printable(shorten(`${how} "${gateway}": ${message}`)), columns, '    '))}\n`,
  );
  return head + [...changes, ...problems].join('');
}
