import { Listr } from 'listr2';
import type { ApplyEvent } from '../plan/apply-event.ts';
import type { Plan } from '../plan/plan.ts';
import { type ApplyView, renderProgressLine } from '../render/render-apply.ts';

/** A live list of the gateways of a plan. It only mirrors events; its tasks hold no logic. */
export type ListView = { readonly report: (event: ApplyEvent) => void; readonly close: () => Promise<void> };

type Row = { readonly settle: (failure: Error | null) => void; readonly ended: Promise<void>; note: (text: string) => void };

export async function openListView(plan: Plan, view: ApplyView): Promise<ListView> {
  const names = [...new Set(plan.stages.flatMap(({ tracks }) => tracks.map(({ gateway }) => gateway)))].filter((name) => name !== '');
  const rows = new Map(names.map((name) => [name, openRow()]));
  const list = new Listr(
    names.map((name) => ({
      title: name,
      task: (_context: unknown, task: { output: string }) => {
        const row = rows.get(name);
        if (row === undefined) return;
        row.note = (text) => {
          task.output = text;
        };
        return row.ended;
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      collectErrors: false,
      // A signal is the affair of who works: the list would end the process in the middle of a step.
      registerSignalListeners: false,
      rendererOptions: { collapseErrors: false },
    },
  );
  const shown = list.run();
  return {
    report: (event) => mirror(event, rows, view),
    close: async () => {
      for (const row of rows.values()) row.settle(null);
      await shown;
    },
  };
}

function openRow(): Row {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { ended: promise, settle: (failure) => (failure === null ? resolve() : reject(failure)), note: () => undefined };
}

function mirror(event: ApplyEvent, rows: ReadonlyMap<string, Row>, view: ApplyView): void {
  if (!('gateway' in event)) return;
  const row = rows.get(event.gateway);
  if (event.type === 'step' && event.status === 'started') row?.note(`${event.action} ${event.kind}`);
  if (event.type === 'proof' || event.type === 'waiting') row?.note(renderProgressLine(event, view).trimEnd());
  if (event.type !== 'gateway') return;
  const bad = event.outcome !== 'done' && event.outcome !== 'unchanged';
  row?.settle(bad ? new Error(renderProgressLine(event, view).trimEnd()) : null);
}
