import type { Json } from '../fleet/fleet-spec.ts';

export { pointer } from '../fleet/json-pointer.ts';

export type Severity = 'error' | 'warning' | 'note';

/** `OC` and three digits; see `rule-registry.ts`. */
export type RuleCode = `OC${number}`;

/** A place in the fleet file. `pointer` is a JSON pointer; line and column count from 1, columns in UTF-16 units. */
export type Location = { readonly pointer: string; readonly file: string; readonly line: number; readonly column: number };

/** Sets the value at a JSON pointer of the fleet file, making the objects on the way. */
export type SourceEdit = { readonly pointer: string; readonly value: Json };

/** An edit of the fleet file that removes a finding. `by: 'hand'`: it loses something, so it is shown and never made by itself. */
export type Fix = { readonly description: string; readonly edits: readonly SourceEdit[]; readonly by?: 'hand' };

/** What a rule finds, before its places are looked up in the source. `pointers`: the main place first. */
export type Fault = {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** Names of the gateways concerned, in the order of the pointers. */
  readonly gateways: readonly string[];
  readonly message: string;
  readonly pointers: readonly string[];
  readonly fix: Fix | null;
};

/** A fault with its places: what every output shows. `locations` is never empty. */
export type Finding = Omit<Fault, 'pointers'> & { readonly locations: readonly Location[] };

/** Looks up a JSON pointer in the source: the value itself, the same key under `/defaults`, or the nearest ancestor. */
export type Locate = (pointer: string) => Location;

/** Gives faults their places and sorts them: by file, line, column, code, then message. */
export function locateFaults(faults: readonly Fault[], locate: Locate): Finding[] {
  const known = new Map<string, Location>();
  const locateOnce = (place: string): Location => {
    const location = known.get(place) ?? locate(place);
    known.set(place, location);
    return location;
  };
  return faults
    .map(({ code, severity, gateways, message, pointers, fix }) => ({
      code,
      severity,
      gateways,
      message,
      fix,
      locations: pointers.map(locateOnce),
    }))
    .sort(compareFindings);
}

/** The order in which findings are shown: by file, line, column, code, then message. */
export function compareFindings(a: Finding, b: Finding): number {
  return compareLocations(a.locations[0], b.locations[0]) || compareText(a.code, b.code) || compareText(a.message, b.message);
}

function compareLocations(a: Location | undefined, b: Location | undefined): number {
  // Findings at one place share its location.
  if (a === b || a === undefined || b === undefined) return 0;
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function countBySeverity(findings: readonly { severity: Severity }[]): { errors: number; warnings: number; notes: number } {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}
