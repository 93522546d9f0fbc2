/** Hands a value to everybody who listens, in the order in which they began. */
export type Channel<T> = { readonly send: (value: T) => void; readonly listen: (hear: (value: T) => void) => void };

export function createChannel<T>(): Channel<T> {
  const listeners: ((value: T) => void)[] = [];
  return {
    send: (value) => {
      for (const hear of listeners) hear(value);
    },
    listen: (hear) => void listeners.push(hear),
  };
}
