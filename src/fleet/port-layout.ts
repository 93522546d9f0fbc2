/** Which of the ports of a block a gateway program uses. Offsets are those of `PORT_BLOCK`. */
export type PortLayout = {
  /** `reserved`: nothing listens there until somebody asks for it. */
  readonly browserControl: 'listens' | 'reserved' | 'none';
  readonly canvas: 'listens' | 'none';
  /** Whether its browsers take ports of the block. */
  readonly browsers: 'block' | 'none';
  /**
   * Where it waits for extensions of browsers: offsets from the first towards the last, one for each profile of that kind.
   * `profile`: the one that is there without being declared. `null`: it has no such thing.
   */
  readonly relays: { readonly profile: string; readonly first: number; readonly last: number } | null;
};
