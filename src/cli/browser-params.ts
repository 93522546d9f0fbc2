import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { Call } from './command.ts';

type Params = { readonly [name: string]: Json | undefined };

/** The parameters of an action as the command line gives them; the gateway checks them. Throws OCE_USAGE. */
export function readBrowserParams(action: string, call: Call): JsonObject {
  const given = { targetId: call.value('tab'), timeoutMs: readTimeout(call), ...READERS[action]?.(call) };
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const READERS: { readonly [action: string]: (call: Call) => Params } = {
  open: ({ positionals, value }) => ({ url: positionals[0], waitUntil: value('wait-until') }),
  navigate: ({ positionals, value }) => ({ url: positionals[0], waitUntil: value('wait-until') }),
  focus: ({ positionals }) => ({ targetId: positionals[0] }),
  close: ({ positionals }) => ({ targetId: positionals[0] }),
  snapshot: (call) => ({ maxChars: readWhole(call, 'max-chars') }),
  screenshot: (call) => ({ ...readElement(call), fullPage: flag(call, 'full-page'), type: call.value('type') }),
  pdf: (call) => ({ landscape: flag(call, 'landscape'), format: call.value('format') }),
  click: (call) => ({ ...splitElement(call, 'click').element, doubleClick: flag(call, 'double'), button: call.value('button') }),
  type: (call) => {
    const { element, rest } = splitElement(call, 'type');
    if (rest.length !== 1) throw usage('type', 'the text is missing');
    return { ...element, text: rest[0], append: flag(call, 'append'), submit: flag(call, 'submit') };
  },
  press: (call) => ({ ...readElement(call), key: call.positionals[0] }),
  hover: (call) => splitElement(call, 'hover').element,
  select: (call) => {
    const { element, rest } = splitElement(call, 'select');
    if (rest.length === 0) throw usage('select', 'the values are missing');
    return { ...element, values: rest };
  },
  wait: (call) => ({
    text: call.value('text'),
    textGone: call.value('text-gone'),
    selector: call.value('selector'),
    url: call.value('url'),
    download: flag(call, 'download'),
  }),
  evaluate: (call) => ({ ...readElement(call), fn: call.positionals[0] }),
  console: (call) => ({ clear: flag(call, 'clear') }),
  cookies: (call) => ({ clear: flag(call, 'clear'), set: call.has('set') ? call.values('set').map(readCookie) : undefined }),
  dialog: ({ positionals, value }) => ({ answer: positionals[0], text: value('text') }),
};

function flag({ has }: Call, name: string): true | undefined {
  return has(name) ? true : undefined;
}

function readElement({ value }: Call): Params {
  return { ref: value('ref'), selector: value('selector') };
}

/** The element comes first, unless a selector names it. */
function splitElement({ positionals, value }: Call, action: string): { readonly element: Params; readonly rest: readonly string[] } {
  const selector = value('selector');
  if (selector !== undefined) return { element: { selector }, rest: positionals };
  const [ref, ...rest] = positionals;
  if (ref === undefined) throw usage(action, 'no element is named');
  return { element: { ref }, rest };
}

function readTimeout(call: Call): number | undefined {
  const seconds = readWhole(call, 'timeout');
  return seconds === undefined ? undefined : seconds * 1_000;
}

function readWhole({ value }: Call, name: string): number | undefined {
  const text = value(name);
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new OmniclawError('OCE_USAGE', `"--${name}" must be a whole number from 1, got "${text}"`, { hint: `--${name} 10` });
}

function readCookie(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new OmniclawError('OCE_USAGE', `"--set" must be JSON: ${cause.message}`, {
      hint: `--set '{"name":"a","value":"b","domain":"example.com"}'`,
    });
  }
}

function usage(action: string, problem: string): OmniclawError {
  return new OmniclawError('OCE_USAGE', problem, { hint: `omniclaw browser ${action} --help` });
}
