/** Choices that a writer of text makes by itself, the same for the same seed. Seed 0 chooses the first way always. */
export type Noise = {
  /** A number from 0 to `below - 1`. */
  readonly choose: (below: number) => number;
  /** True once in `times`. */
  readonly once: (times: number) => boolean;
  readonly pick: <T>(first: T, ...rest: readonly T[]) => T;
};

export function createNoise(seed: number): Noise {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const choose = (below: number) => (seed === 0 ? 0 : Math.floor(next() * below));
  return {
    choose,
    once: (times) => choose(times) === times - 1 && seed !== 0,
    pick: (first, ...rest) => [first, ...rest][choose(rest.length + 1)] ?? first,
  };
}
