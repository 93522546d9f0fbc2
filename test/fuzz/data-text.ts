/** Writes fleets as JSON and YAML, in every style that these languages have. */
import type { Part } from './fleet-part.ts';
import type { Written } from './fuzz-input.ts';
import type { Noise } from './noise.ts';

export function jsonText(part: Part, noise: Noise): Written {
  const indent = noise.pick('  ', '', '\t');
  const gap = () => (noise.once(40) ? noise.pick(' ', '\n', '\t', '\r\n', '   \n\n') : '');
  const write = (value: Part, margin: string): string => {
    const inner = margin + indent;
    const lines = (open: string, items: readonly string[], close: string): string => {
      if (items.length === 0) return open + gap() + close;
      if (indent === '' || noise.once(3)) return `${open}${gap()}${items.join(`,${gap()}`)}${close}`;
      return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
    };
    switch (value.kind) {
      case 'spelled':
        return value.text;
      case 'text':
        return jsonString(value.text, noise);
      case 'list':
        return lines(
          '[',
          value.items.map((item) => write(item, inner)),
          ']',
        );
      case 'map':
        return lines(
          '{',
          value.fields.map(([key, item]) => `${jsonString(key, noise)}${gap()}: ${write(item, inner)}`),
          '}',
        );
      default:
        return value satisfies never;
    }
  };
  return { text: `${write(part, '')}${noise.pick('\n', '', '\n\n ')}`, comments: [] };
}

function jsonString(text: string, noise: Noise): string {
  const usual = JSON.stringify(text);
  if (!noise.once(20) || text === '') return usual;
  const at = noise.choose(text.length);
  return `"${JSON.stringify(text.slice(0, at)).slice(1, -1)}\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}${JSON.stringify(text.slice(at + 1)).slice(1, -1)}"`;
}

export function yamlText(part: Part, noise: Noise): Written {
  const comments: string[] = [];
  let anchors = 0;
  const comment = () => {
    if (!noise.once(6)) return '';
    comments.push(`kept-${comments.length}`);
    return ` # ${comments.at(-1)}`;
  };
  const anchor = () => {
    if (!noise.once(12)) return '';
    anchors += 1;
    return `&a${anchors} `;
  };
  const tag = () => (noise.once(60) ? noise.pick('!!str ', '!!map ', '!x ', '!!binary ', '! ', '!!int ') : '');
  const alias = (): string | null => (anchors > 0 && noise.once(10) ? `*a${1 + noise.choose(anchors)}` : null);

  const flow = (value: Part): string => {
    const repeated = alias();
    if (repeated !== null) return repeated;
    const mark = anchor() + tag();
    if (value.kind === 'list') return `${mark}[${value.items.map(flow).join(', ')}]`;
    if (value.kind === 'map') return `${mark}{ ${value.fields.map(([key, item]) => `${scalar(key)}: ${flow(item)}`).join(', ')} }`;
    return mark + (value.kind === 'spelled' ? value.text : scalar(value.text));
  };
  const scalar = (text: string): string => {
    const isPlain = /^[A-Za-z~/.][\w./~-]*$/.test(text);
    if (isPlain && !noise.once(5)) return text;
    if (!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && noise.once(3)) return `'${text.replaceAll("'", "''")}'`;
    return JSON.stringify(text);
  };
  /** What follows a key or a dash, its line break included. */
  const block = (value: Part, margin: string): string => {
    const items = value.kind === 'map' ? value.fields.length : value.kind === 'list' ? value.items.length : 0;
    if (items === 0 || noise.once(4)) {
      if (value.kind === 'text' && value.text !== '' && noise.once(12) && !/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u.test(value.text))
        return ` ${noise.pick('|', '>', '|-', '>+')}\n${margin}${value.text.replaceAll('\n', `\n${margin}`)}\n`;
      return ` ${flow(value)}${comment()}\n`;
    }
    const head = ` ${anchor()}`.trimEnd() + comment();
    if (value.kind === 'map') return `${head}\n${value.fields.map(([key, item]) => field(key, item, margin)).join('')}`;
    if (value.kind === 'list') return `${head}\n${value.items.map((item) => `${margin}-${block(item, `${margin}  `)}`).join('')}`;
    return `${head}\n`;
  };
  const field = (key: string, item: Part, margin: string): string => {
    const alone = noise.once(15) ? `${margin}#${comment()}\n` : '';
    const merge = anchors > 0 && noise.once(25) ? `${margin}<<: *a${1 + noise.choose(anchors)}\n` : '';
    return `${alone}${merge}${margin}${scalar(key)}:${block(item, `${margin}${noise.pick('  ', '    ', ' ')}`)}`;
  };

  const head = noise.pick('', '# a fleet\n', '---\n', '%YAML 1.2\n---\n', '%YAML 1.1\n---\n', '\n\n');
  const body = part.kind === 'map' && part.fields.length > 0 ? part.fields.map(([key, item]) => field(key, item, '')).join('') : flow(part);
  const tail = noise.pick('', '', '...\n', '---\n', '# end\n');
  const written = head + body + tail;
  return { text: noise.once(10) ? written.replaceAll('\n', noise.pick('\r\n', '\r')) : written, comments };
}
