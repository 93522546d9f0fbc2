/** Which of the ports of a block a gateway program uses. Offsets are those of `PORT_BLOCK`. */
export type PortLayout = {
  /** `reserved`: nothing listens there until somebody asks for it. */
  readonly browserControl: 'listens' | 'reserved' | 'none';
  readonly canvas: 'listens' | 'none';
  /** Whether its browsers take ports of the block. */
  readonly browsers: 'block' | 'none';
};
