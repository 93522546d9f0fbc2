/** Ignores: what a user silences on purpose, and the rule that keeps them honest. */
import { nearestName } from '../fleet/nearest-name.ts';
import { isCrowd } from './crowd.ts';
import { compareFindings, type Finding, type Location } from './finding.ts';
import { quoted } from './visible.ts';

/** One rule silenced at one place: by a comment at lines of the source, or by a gateway's `ignore` list. */
export type Ignore = {
  readonly code: string;
  /** Why; empty when nobody said. */
  readonly reason: string;
  /** The ignore itself. */
  readonly place: Location;
  readonly target: IgnoreTarget;
};

/** A comment silences findings that have a place in this line, or that concern the gateway whose key stands in it. */
export type IgnoreTarget =
  | { readonly kind: 'gateway'; readonly name: string }
  | { readonly kind: 'line'; readonly file: string; readonly line: number; readonly gateways: readonly string[] };

export type Suppressed = { readonly finding: Finding; readonly reason: string };

export type IgnoreOutcome = { readonly findings: readonly Finding[]; readonly suppressed: readonly Suppressed[] };

/** Codes that nobody can silence: without a readable file there is nothing to check, and ignores do not ignore themselves. */
const LOUD: readonly string[] = ['OC701', 'OC702', 'OC703'];

/** `known`: every rule code. `checked`: those that were looked for in this run; an ignore of another one may have its effect elsewhere. */
export type Codes = { readonly known: ReadonlySet<string>; readonly checked: ReadonlySet<string> };

/** Takes the silenced findings out and adds OC703 for ignores without a reason or without an effect. */
export function applyIgnores(findings: readonly Finding[], ignores: readonly Ignore[], codes: Codes): IgnoreOutcome {
  const used = new Set<Ignore>();
  const suppressed: Suppressed[] = [];
  const left = findings.filter((finding) => {
    const silenced = LOUD.includes(finding.code) ? undefined : ignores.find((ignore) => matches(ignore, finding));
    if (silenced === undefined) return true;
    for (const ignore of ignores) if (matches(ignore, finding)) used.add(ignore);
    suppressed.push({ finding, reason: silenced.reason });
    return false;
  });
  const own = ignores.flatMap((ignore) => judgeIgnore(ignore, used.has(ignore), codes));
  return { findings: [...left, ...own].sort(compareFindings), suppressed };
}

function matches({ code, target }: Ignore, finding: Finding): boolean {
  if (code !== finding.code) return false;
  // One of a crowd speaks for itself only: the others still clash.
  const [gateways, locations] = isCrowd(finding)
    ? [finding.gateways.slice(0, 1), finding.locations.slice(0, 1)]
    : [finding.gateways, finding.locations];
  if (target.kind === 'gateway') return gateways.includes(target.name);
  if (target.gateways.some((name) => gateways.includes(name))) return true;
  return locations.some(({ file, line }) => file === target.file && line === target.line);
}

function judgeIgnore({ code, reason, place, target }: Ignore, isUsed: boolean, { known, checked }: Codes): Finding[] {
  const gateways = target.kind === 'gateway' ? [target.name] : target.gateways;
  const fault = (message: string, description: string): Finding => ({
    code: 'OC703',
    severity: 'warning',
    gateways,
    message,
    locations: [place],
    fix: { description, edits: [] },
  });
  if (!known.has(code)) {
    const nearest = nearestName(code, [...known]);
    return [
      fault(
        `${quoted(code)} is no rule, so this ignore has no effect`,
        nearest === undefined ? 'remove it; "omniclaw explain" lists the rules' : `write "${nearest}"`,
      ),
    ];
  }
  if (LOUD.includes(code)) return [fault(`${code} cannot be ignored`, 'remove the ignore and mend the file')];
  if (!isUsed) return checked.has(code) ? [fault(`nothing here has ${code}, so this ignore has no effect`, 'remove it')] : [];
  return reason.trim() === ''
    ? [fault(`the ignore of ${code} gives no reason`, 'say why after the code: omniclaw-ignore CODE -- reason, or "reason" in the list')]
    : [];
}
