import type { RawData } from 'ws';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { validateRequestFrame } from './generated/validate-frames.js';

/** What a client sent. `noise`: no request that could be answered. */
export type ReadFrame =
  | { readonly kind: 'request'; readonly id: string; readonly method: string; readonly params: JsonObject }
  | { readonly kind: 'noise'; readonly problem: string };

export function readFrame(data: RawData, isBinary: boolean): ReadFrame {
  if (isBinary) return noise('frames are text');
  const value = parseJson(data.toString());
  if (value === undefined) return noise('frames are JSON');
  if (!validateRequestFrame(value) || !isJsonObject(value)) return noise('that is no request');
  const { params = {} } = value;
  return { kind: 'request', id: value.id, method: value.method, params: isJsonObject(params) ? params : {} };
}

function noise(problem: string): ReadFrame {
  return { kind: 'noise', problem };
}
