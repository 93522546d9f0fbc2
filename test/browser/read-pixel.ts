import { inflateSync } from 'node:zlib';

/** Size of a PNG without interlacing, 8 bits a channel, and the colour of one of its pixels. Source: PNG specification, filters. */
export function readPixel(
  png: Buffer,
  x: number,
  y: number,
): { readonly width: number; readonly height: number; readonly pixel: number[] } {
  const [width, height, colourType] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
  const channels = colourType === 6 ? 4 : 3;
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  let above: Buffer = Buffer.alloc(stride);
  for (let row = 0; row <= Math.min(y, height - 1); row += 1) {
    const start = row * (stride + 1);
    above = unfilter(raw[start] ?? 0, Buffer.from(raw.subarray(start + 1, start + 1 + stride)), above, channels);
  }
  return { width, height, pixel: [...above.subarray(Math.min(x, width - 1) * channels, Math.min(x, width - 1) * channels + 3)] };
}

function unfilter(filter: number, line: Buffer, above: Buffer, channels: number): Buffer {
  for (let at = 0; at < line.length; at += 1) {
    const [left, up, corner] = [
      at < channels ? 0 : (line[at - channels] ?? 0),
      above[at] ?? 0,
      at < channels ? 0 : (above[at - channels] ?? 0),
    ];
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    line[at] = ((line[at] ?? 0) + guess) & 255;
  }
  return line;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
