const MOST_IN_SERIES = 4;

/** `a`, `a and b`, `a, b and c`; of more than four things the first three, and how many more there are. */
export function series(things: readonly string[]): string {
  const shown = things.length > MOST_IN_SERIES ? [...things.slice(0, 3), `${things.length - 3} more`] : things;
  return [shown.slice(0, -1).join(', '), shown.at(-1) ?? ''].filter((part) => part !== '').join(' and ');
}
