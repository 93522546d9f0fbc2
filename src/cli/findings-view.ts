import type { Json } from '../fleet/fleet-spec.ts';
import { editSource, type TextEdit } from '../load/edit-source.ts';
import { localChanges } from '../load/local-change.ts';
import { maskSecrets } from '../load/mask-secrets.ts';
import type { SourceNode } from '../load/source-tree.ts';
import type { Finding, SourceEdit } from '../plan/finding.ts';
import { RULES } from '../plan/rule-registry.ts';
import { withEdits } from '../plan/with-edits.ts';
import type { FindingsView } from '../render/render-findings.ts';
import { painter } from '../render/style.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { pathShortener } from './shorten-path.ts';

/** How findings of a fleet file are shown in this terminal. */
export function findingsView({ terminal, environment }: Call, checked: CheckedFleet): FindingsView {
  const editsOf = textEditsOf(checked);
  const textOf = shownText(checked);
  return {
    paint: painter(terminal.color),
    columns: Math.min(80, terminal.columns),
    textOf,
    shorten: pathShortener(readHost(environment).home, process.cwd()),
    // What is wrong with the form of a file explains itself.
    whyOf: (code) => RULES.find((rule) => rule.code === code && rule.scope !== 'load')?.page.why ?? '',
    changesOf: (finding) => localChanges(editsOf(finding).map((edit) => ({ ...edit, source: textOf(edit.file) ?? edit.source }))),
    listAll: checked.seen === null ? 'omniclaw lint --format compact' : 'omniclaw plan --json',
  };
}

/** The text of a file as it may be shown: a secret that stands in it is not repeated. */
export function shownText({ loaded, findings }: CheckedFleet): (file: string) => string | null {
  const secrets = findings.filter(({ code }) => code === 'OC503' || code === 'OC505');
  return maskSecrets(
    loaded,
    secrets.flatMap(({ locations }) => locations.map(({ pointer }) => pointer)),
  );
}

type Fixable = { readonly loaded: Pick<CheckedFleet['loaded'], 'value' | 'tree'>; readonly findings: readonly Finding[] };

/**
 * The edits of text that a finding's fix would make. The document with all fixes made, and the places in the text, are
 * worked out at the first call; a fix that many findings share once.
 */
export function textEditsOf({ loaded, findings }: Fixable): (finding: Finding) => readonly TextEdit[] {
  let base: { readonly tree: SourceNode | null; readonly wanted: Json } | undefined;
  const known = new Map<Finding['fix'], readonly TextEdit[]>();
  return ({ fix }) => {
    if (fix === null || fix.edits.length === 0 || loaded.value === undefined) return [];
    base ??= {
      tree: loaded.tree(),
      wanted: withEdits(
        loaded.value,
        findings.flatMap((one): readonly SourceEdit[] => one.fix?.edits ?? []),
      ),
    };
    const edits = known.get(fix) ?? editSource(base.tree, fix.edits, base.wanted).edits;
    known.set(fix, edits);
    return edits;
  };
}
