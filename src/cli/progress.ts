import type { ApplyEvent, ApplySummary } from '../plan/apply-event.ts';
import type { Plan } from '../plan/plan.ts';
import { jsonLine } from '../render/json-text.ts';
import { renderProgressLine, renderSummary } from '../render/render-apply.ts';
import { painter } from '../render/style.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { pathShortener } from './shorten-path.ts';

/** Shows the events of an apply. A pure view: nothing waits for it, nothing is decided by it. */
export type Progress = { readonly report: (event: ApplyEvent) => void; readonly close: (summary: ApplySummary) => Promise<void> };

/** NDJSON with `--json`, a live list on a terminal, plain lines elsewhere. */
export async function openProgress(call: Call, plan: Plan): Promise<Progress> {
  const { terminal } = call;
  if (call.has('json')) return openJsonLines(call, plan);
  const view = {
    paint: painter(terminal.color),
    columns: Math.min(80, terminal.columns),
    shorten: pathShortener(readHost(call.environment).home, process.cwd()),
  };
  const finish = async (summary: ApplySummary) => terminal.out(renderSummary(summary, view));
  if (plan.stages.length > 0 && terminal.outIsTerminal) {
    const { openListView } = await import('./list-view.ts');
    const list = await openListView(plan, view);
    return {
      report: list.report,
      close: async (summary) => {
        await list.close();
        await finish(summary);
      },
    };
  }
  return { report: (event) => terminal.out(renderProgressLine(event, view)), close: finish };
}

function openJsonLines({ terminal }: Call, plan: Plan): Progress {
  const line = (event: ApplyEvent): void => terminal.out(jsonLine(event));
  line({ type: 'version', schema: 'omniclaw.apply.v1', formatVersion: '1.0' });
  line({ type: 'plan', changes: plan.stages.flatMap(({ tracks }) => tracks.flatMap(({ steps }) => steps.map(({ change }) => change))) });
  return { report: line, close: async () => undefined };
}
