/** Shows paths below the working directory relative to it, and paths below home with `~`. Works inside sentences too. */
export function pathShortener(home: string, workingDirectory: string): (text: string) => string {
  const byLength = [
    [`${workingDirectory}/`, ''],
    [`${home}/`, '~/'],
  ] as const;
  const replacements = byLength.toSorted(([a], [b]) => b.length - a.length);
  return (text) => replacements.reduce((shown, [long, short]) => (long === '/' ? shown : shown.replaceAll(long, short)), text);
}
