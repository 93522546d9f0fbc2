/** Releases are compared number by number: `2026.9` is before `2026.9.6`, and `24.16` is 24.16.0. */
export function compareReleases(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The last fact that holds for a release, in a list in the order of releases; of the newest when the release is not known. */
export function factOf<T>(facts: readonly { readonly since: string; readonly is: T }[], release: string | null): T {
  const known = release === null ? facts.at(-1) : (facts.findLast(({ since }) => compareReleases(since, release) <= 0) ?? facts[0]);
  if (known === undefined) throw new TypeError('a list of facts is empty');
  return known.is;
}

/** Without what stands behind the numbers, as in `2026.9.6-beta.1`. */
function numbersOf(release: string): number[] {
  return (/^v?(\d+(?:\.\d+)*)/.exec(release)?.[1] ?? '0').split('.').map(Number);
}
