/** What a change of the config takes. The longest path that leads to a key counts; `docs/config.md` shows the same table. */

/** `hot`: at once. `restart`: at the next start of the gateway. */
export type ReloadKind = 'hot' | 'restart';

export const CONFIG_RELOADS: readonly { readonly path: string; readonly takes: ReloadKind; readonly effect: string }[] = [
  { path: 'gateway.port', takes: 'restart', effect: 'every port of the gateway moves' },
  { path: 'gateway.bind', takes: 'restart', effect: 'the base port listens elsewhere' },
  { path: 'gateway.auth', takes: 'hot', effect: 'the new token counts at once, and clients that came with the old one are disconnected' },
  { path: 'gateway.reload', takes: 'hot', effect: 'later changes are taken up, or wait' },
  { path: 'browser', takes: 'hot', effect: 'counts for the next browser that is started' },
  { path: 'browser.enabled', takes: 'restart', effect: 'the browser control service comes or goes' },
  { path: 'browser.controlPort', takes: 'restart', effect: 'the browser control service moves' },
  { path: 'canvasHost', takes: 'hot', effect: 'counts for the next request' },
  { path: 'canvasHost.enabled', takes: 'restart', effect: 'the canvas host comes or goes' },
  { path: 'canvasHost.port', takes: 'restart', effect: 'the canvas host moves' },
  { path: 'env', takes: 'restart', effect: 'the environment of a process is set when it starts' },
  { path: 'agents', takes: 'hot', effect: 'counts for the next work of an agent' },
  { path: 'channels', takes: 'hot', effect: 'the channel is opened again' },
  { path: 'rescue', takes: 'restart', effect: 'another gateway is watched' },
];

/** What a change of the value at a path takes; the empty path fits all. Sections that nobody knows are nobody's business: `hot`. */
export function reloadOf(
  path: readonly string[],
  reloads: readonly { readonly path: string; readonly takes: ReloadKind }[] = CONFIG_RELOADS,
): ReloadKind {
  const text = path.join('.');
  const fitting = reloads.filter(({ path: known }) => known === '' || text === known || text.startsWith(`${known}.`));
  return fitting.toSorted((a, b) => b.path.length - a.path.length)[0]?.takes ?? 'hot';
}
