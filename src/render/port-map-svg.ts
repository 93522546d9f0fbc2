import type { CertifiedInterval, Overlap } from '../plan/port-certificate.ts';
import { escapeXml } from './escape-xml.ts';
import { type AxisPart, layOutAxis, widthOf, xOf } from './port-axis.ts';

/** What the picture shows: a lane for each gateway, and where two of them meet. */
export type PortPicture = {
  readonly gateways: readonly string[];
  readonly intervals: readonly CertifiedInterval[];
  readonly overlaps: readonly Overlap[];
};

const WIDTH = 960;
const LEFT = 212;
const TOP = 64;
const LANE = 34;

/** Places in which two gateways meet that are written out below the picture. */
const MOST_LABELS = 6;

const STYLE = `
    .sheet { fill: #ffffff } .text { fill: #1f2328 } .faint { fill: #59636e } .line { stroke: #d1d9e0 }
    .range { fill: #54aeff66 } .fixed { fill: #0550ae } .clash { fill: #cf222e } .band { fill: #cf222e22 }
    text { font: 13px system-ui, sans-serif } .small { font-size: 11px } .bold { font-weight: 600 }
    @media (prefers-color-scheme: dark) {
      .sheet { fill: #0d1117 } .text { fill: #f0f6fc } .faint { fill: #9198a1 } .line { stroke: #3d444d }
      .range { fill: #1f6feb66 } .fixed { fill: #79c0ff } .clash { fill: #ff7b72 } .band { fill: #f8514933 }
    }`;

/** The port map as an SVG document: fixed ports as ticks, browser ranges as bars, shared ports in red. */
export function portMapSvg({ gateways, intervals, overlaps }: PortPicture): string {
  const axis = layOutAxis(intervals, LEFT, WIDTH - LEFT - 20);
  const bottom = TOP + gateways.length * LANE;
  const notes = overlapNotes(overlaps);
  const height = bottom + 52 + notes.length * 20;
  const lanes = gateways.map((name, at) =>
    lane(
      name,
      TOP + at * LANE,
      intervals.filter(({ gateway }) => gateway === name),
      axis,
    ),
  );
  const title =
    overlaps.length === 0
      ? `Ports of ${gateways.length} gateways: no port has two users`
      : `Ports of ${gateways.length} gateways: ${overlaps.length} overlaps`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title desc">\n`,
    `  <title id="title">${title}</title>\n`,
    `  <desc id="desc">${escapeXml(intervals.map(({ gateway, role, first, last }) => `${gateway} ${role} ${first === last ? first : `${first}-${last}`}`).join('; '))}</desc>\n`,
    `  <style>${STYLE}\n  </style>\n`,
    `  <rect class="sheet" width="${WIDTH}" height="${height}"/>\n`,
    axisMarks(axis, bottom),
    ...overlaps.map((overlap) => band(overlap, bottom, axis)),
    ...lanes,
    ...overlaps.map((overlap) => clash(overlap, gateways, axis)),
    legend(bottom + 24),
    ...notes.map((note, at) => `  <text class="clash" x="20" y="${bottom + 56 + at * 20}">${escapeXml(note)}</text>\n`),
    '</svg>\n',
  ].join('');
}

/** A label wherever there is room for one: the first port of each stretch, and the last of a long one. */
function axisMarks(axis: readonly AxisPart[], bottom: number): string {
  let free = 0;
  return axis
    .map(({ first, last, x, perPort }) => {
      const end = x + (last - first + 1) * perPort;
      const mark = (at: number, port: number, anchor: 'start' | 'end') => {
        const [from, to] = anchor === 'start' ? [at, at + 38] : [at - 38, at];
        if (from < free) return '';
        free = to + 6;
        return `  <text class="faint small" x="${round(at)}" y="${TOP - 14}" text-anchor="${anchor}">${port}</text>\n`;
      };
      const lines = `  <path class="line" d="M${round(x)} ${TOP - 8}V${bottom}M${round(end)} ${TOP - 8}V${bottom}M${round(x)} ${TOP - 8}H${round(end)}"/>\n`;
      return lines + mark(x, first, 'start') + mark(end, last, 'end');
    })
    .join('');
}

function lane(name: string, y: number, intervals: readonly CertifiedInterval[], axis: readonly AxisPart[]): string {
  const base = intervals.find(({ role }) => role === 'gateway')?.first;
  const shown = name.length > 16 ? `${name.slice(0, 15)}…` : name;
  const middle = y + LANE / 2;
  const marks = intervals.map((interval) => {
    const x = xOf(interval.first, axis);
    const label = `<title>${escapeXml(`${name}: ${interval.role} ${interval.first === interval.last ? interval.first : `${interval.first}-${interval.last}`}`)}</title>`;
    if (interval.role === 'cdp-range') {
      const width = xOf(interval.last, axis) + widthOf(interval.last, axis) - x;
      return `  <rect class="range" x="${round(x)}" y="${middle - 8}" width="${round(width)}" height="16" rx="3">${label}</rect>\n`;
    }
    const width = Math.max(2.5, widthOf(interval.first, axis));
    return `  <rect class="fixed" x="${round(x)}" y="${middle - 11}" width="${round(width)}" height="22">${label}</rect>\n`;
  });
  const text = `  <text class="text bold" x="20" y="${middle + 4}">${escapeXml(shown)}</text>\n`;
  const port =
    base === undefined ? '' : `  <text class="faint small" x="${LEFT - 14}" y="${middle + 4}" text-anchor="end">${base}</text>\n`;
  return `  <path class="line" d="M20 ${y}H${WIDTH - 20}"/>\n${text}${port}${marks.join('')}`;
}

function sharedOf({ one, two }: Overlap): { first: number; last: number } {
  return { first: Math.max(one.first, two.first), last: Math.min(one.last, two.last) };
}

function band(overlap: Overlap, bottom: number, axis: readonly AxisPart[]): string {
  const { first, last } = sharedOf(overlap);
  const x = xOf(first, axis);
  const width = Math.max(2.5, xOf(last, axis) + widthOf(last, axis) - x);
  return `  <rect class="band" x="${round(x)}" y="${TOP - 8}" width="${round(width)}" height="${bottom - TOP + 8}"/>\n`;
}

function clash(overlap: Overlap, gateways: readonly string[], axis: readonly AxisPart[]): string {
  const { first, last } = sharedOf(overlap);
  const x = xOf(first, axis);
  const width = Math.max(2.5, xOf(last, axis) + widthOf(last, axis) - x);
  const owners = [...new Set([overlap.one.gateway, overlap.two.gateway])];
  return owners
    .map(
      (name) =>
        `  <rect class="clash" x="${round(x)}" y="${TOP + gateways.indexOf(name) * LANE + LANE / 2 - 4}" width="${round(width)}" height="8"/>\n`,
    )
    .join('');
}

/** One note for each pair of gateways, with all the ports they share. */
function overlapNotes(overlaps: readonly Overlap[]): string[] {
  const pairs = Map.groupBy(overlaps, ({ one, two }) => [one.gateway, two.gateway].sort().join('\n'));
  const notes = [...pairs].map(([pair, list]) => {
    const shared = list.map(sharedOf).sort((a, b) => a.first - b.first);
    const ports = shared.slice(0, 4).map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
    const rest = shared.length > ports.length ? ` and ${shared.length - ports.length} more` : '';
    return `${[...new Set(pair.split('\n'))].join(' and ')} share ${ports.join(', ')}${rest}`;
  });
  return notes.length <= MOST_LABELS ? notes : [...notes.slice(0, MOST_LABELS), `and ${notes.length - MOST_LABELS} more pairs`];
}

function legend(y: number): string {
  const item = (x: number, style: string, text: string) =>
    `  <rect class="${style}" x="${x}" y="${y - 9}" width="${style === 'fixed' ? 4 : 22}" height="10"/>\n  <text class="faint small" x="${x + (style === 'fixed' ? 10 : 28)}" y="${y}">${text}</text>\n`;
  return `${item(LEFT, 'fixed', 'gateway, control, canvas')}${item(LEFT + 200, 'range', 'browser range')}${item(LEFT + 340, 'clash', 'shared by two')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
