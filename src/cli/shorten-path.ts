/** Shows paths below the working directory relative to it, and paths below home with `~`. Works inside sentences too. */
export function pathShortener(home: string, workingDirectory: string): (text: string) => string {
  const replacements = [
    [`${workingDirectory}/`, ''],
    [`${home}/`, '~/'],
  ] as const;
  return (text) => replacements.reduce((shown, [long, short]) => (long === '/' ? shown : shown.replaceAll(long, short)), text);
}
