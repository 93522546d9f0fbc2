/** Carries out the fixes of findings in the fleet file, in memory, and proves that the edited text means what was intended. */
import { canonicalJson } from '../fleet/gateway-proof.ts';
import { applyTextEdits, editSource } from '../load/edit-source.ts';
import type { LoadedFleet } from '../load/load-fleet.ts';
import type { Finding, SourceEdit } from '../plan/finding.ts';
import { withEdits } from '../plan/with-edits.ts';
import type { CheckedFleet } from './check-fleet.ts';

export type FixedFleet = {
  /** The fleet as it would be with the new texts. */
  readonly checked: CheckedFleet;
  /** New texts by file; empty when nothing could be fixed. */
  readonly texts: ReadonlyMap<string, string>;
  /** Texts before, of the same files. */
  readonly before: ReadonlyMap<string, string>;
  /** Fixes that were made, in words. */
  readonly made: readonly string[];
};

/** What one fix may lay open, the next round mends. */
const MOST_ROUNDS = 5;

/** Single edits are tried one by one when together they do not do what they should; each costs an evaluation. */
const MOST_TRIALS = 40;

/** `recheck`: derives and checks a fleet that was read again. `fixable`: whether a finding is to be mended. */
export async function fixFleet(
  start: CheckedFleet,
  recheck: (loaded: LoadedFleet) => Promise<CheckedFleet>,
  fixable: (finding: Finding) => boolean,
): Promise<FixedFleet> {
  let checked = start;
  const before = new Map<string, string>();
  const texts = new Map<string, string>();
  const made: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const fixes = checked.findings.filter((finding) => fixable(finding) && isEditable(finding));
    const edits = distinctEdits(fixes.flatMap(({ fix }) => fix?.edits ?? []));
    const edited = edits.length === 0 ? null : await tryEdits(checked.loaded, texts, edits);
    if (edited === null) break;
    for (const [file, text] of edited.texts) {
      if (!before.has(file)) before.set(file, edited.before.get(file) ?? '');
      texts.set(file, text);
    }
    const done = new Set(edited.edits.map(({ pointer }) => pointer));
    for (const { fix } of fixes)
      if (fix !== null && !made.includes(fix.description) && fix.edits.every(({ pointer }) => done.has(pointer)))
        made.push(fix.description);
    checked = await recheck(edited.loaded);
  }
  return { checked, texts, before, made };
}

function isEditable({ fix }: Finding): boolean {
  return fix !== null && fix.edits.length > 0 && fix.by !== 'hand';
}

function distinctEdits(edits: readonly SourceEdit[]): SourceEdit[] {
  return [...new Map(edits.map((edit) => [edit.pointer, edit])).values()];
}

type Edited = {
  readonly loaded: LoadedFleet;
  readonly edits: readonly SourceEdit[];
  readonly texts: ReadonlyMap<string, string>;
  readonly before: ReadonlyMap<string, string>;
};

/** All edits at once, or as many of them as work one after the other; `null` when none does. */
async function tryEdits(loaded: LoadedFleet, overrides: ReadonlyMap<string, string>, edits: readonly SourceEdit[]): Promise<Edited | null> {
  const all = await tryTogether(loaded, overrides, edits);
  if (all !== null || edits.length === 1) return all;
  let best: Edited = { loaded, edits: [], texts: new Map(), before: new Map() };
  for (const edit of edits.slice(0, MOST_TRIALS)) {
    const next = await tryTogether(best.loaded, new Map([...overrides, ...best.texts]), [edit]);
    if (next === null) continue;
    best = {
      loaded: next.loaded,
      edits: [...best.edits, ...next.edits],
      texts: new Map([...best.texts, ...next.texts]),
      before: new Map([...next.before, ...best.before]),
    };
  }
  return best.edits.length > 0 ? best : null;
}

/** `null`: not all places can be edited, or the edited file says something else than it should. */
async function tryTogether(
  loaded: LoadedFleet,
  overrides: ReadonlyMap<string, string>,
  edits: readonly SourceEdit[],
): Promise<Edited | null> {
  if (loaded.value === undefined) return null;
  const wanted = withEdits(loaded.value, edits);
  const tree = loaded.tree();
  const source = editSource(tree, edits, wanted);
  if (source.refused.length > 0 || source.edits.length === 0) return null;
  const before = new Map(source.edits.map(({ file, source: text }) => [file, text]));
  const texts = applyTextEdits(before, source.edits);
  const next = await loaded.reload(new Map([...overrides, ...texts]));
  const says = next.value === undefined ? '' : canonicalJson(next.value);
  return says === canonicalJson(wanted) ? { loaded: next, edits, texts, before } : null;
}
