/** Asks for one thing; `null`: there is none. */
export type BatchedQuery<T> = (name: string) => Promise<T | null>;

/** Gathers the questions of one turn of the event loop and asks them all at once. */
export function batchQueries<T>(askAll: (names: readonly string[]) => Promise<ReadonlyMap<string, T>>): BatchedQuery<T> {
  let gathering: { readonly names: Set<string>; readonly answer: Promise<ReadonlyMap<string, T>> } | null = null;
  return async (name) => {
    if (gathering === null) {
      const names = new Set<string>();
      const turn = new Promise<void>((resolve) => setImmediate(resolve));
      const answer = turn.then(() => {
        gathering = null;
        return askAll([...names]);
      });
      gathering = { names, answer };
    }
    const { names, answer } = gathering;
    names.add(name);
    return (await answer).get(name) ?? null;
  };
}
