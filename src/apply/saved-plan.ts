/**
 * A plan in a file: what it would change, for people, and fingerprints of everything it was made from, for us. Carrying it
 * out makes the plan anew and compares the fingerprints, so a file can never make apply do what a fresh plan would not.
 * Signed with a key of this user on this host; no secret and no config text is in it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { PlanChoices } from '../plan/plan-choices.ts';
import type { Change } from '../plan/resource.ts';

/** Whose plan it is. A plan is good only where all of this is the same. */
export type PlanOwner = { readonly hostname: string; readonly user: string; readonly home: string };

export type SavedPlan = {
  readonly made: string;
  /** Version of the program that made it. */
  readonly program: string;
  readonly owner: PlanOwner;
  /** Path of the fleet file. */
  readonly fleet: string;
  readonly choices: PlanChoices;
  /** By what it is, in words: a keyed hash of it. */
  readonly inputs: { readonly [what: string]: string };
};

const SCHEMA = 'omniclaw.saved-plan.v1';
const FORMAT = '1.0';

/** The text of the file. `key`: 64 hex digits. `changes` are there to be read; nothing is decided from them. */
export function printSavedPlan(plan: SavedPlan, changes: readonly Change[], key: string): string {
  const document = toJson({ schema: SCHEMA, formatVersion: FORMAT, ...plan, changes });
  return `${JSON.stringify({ ...document, signature: sign(document, key) }, null, 2)}\n`;
}

/** What a saved plan must fit: who reads it, and with which program. */
export type PlanReader = { readonly owner: PlanOwner; readonly program: string; readonly key: string | null };

/** Reads a saved plan. Throws OCE_PLAN when it is none, was edited, or belongs to somebody else; OCE_STALE when another version made it. */
export function readSavedPlan(path: string, text: string, { owner, program, key }: PlanReader): SavedPlan {
  const document = parseDocument(path, text);
  const { signature, ...signed } = document;
  const plan = readFields(path, signed);
  const wrong = (['hostname', 'user', 'home'] as const).find((what) => plan.owner[what] !== owner[what]);
  if (wrong !== undefined) {
    throw refuse(path, `was made for ${wrong} "${plan.owner[wrong]}", and this is "${owner[wrong]}"`);
  }
  if (key === null || typeof signature !== 'string' || !isSignature(signature, sign(signed, key))) {
    throw refuse(path, 'was changed after it was made: its signature does not fit');
  }
  if (plan.program !== program) {
    throw stale(path, [`the program: it was made by omniclaw ${plan.program}, and this is ${program}`]);
  }
  return plan;
}

/** Throws OCE_STALE, naming what changed, unless every input is what it was when the plan was made. */
export function requireSameInputs(path: string, saved: SavedPlan['inputs'], now: SavedPlan['inputs']): void {
  const names = [...new Set([...Object.keys(saved), ...Object.keys(now)])];
  const changed = names.filter((name) => saved[name] !== now[name]);
  if (changed.length > 0) throw stale(path, changed);
}

/** A keyed hash, so that nothing can be guessed from it. */
export function fingerprint(value: unknown, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex'))
    .update(canonicalJson(JSON.parse(JSON.stringify(value ?? null))))
    .digest('hex')
    .slice(0, 32);
}

function stale(path: string, changed: readonly string[]): OmniclawError {
  return new OmniclawError('OCE_STALE', `the plan "${path}" is out of date; changed since it was made: ${changed.join(', ')}`, {
    hint: `omniclaw plan --out ${JSON.stringify(path)}`,
  });
}

function refuse(path: string, problem: string, cause?: unknown): OmniclawError {
  return new OmniclawError('OCE_PLAN', `"${path}" ${problem}`, { hint: `omniclaw plan --out ${JSON.stringify(path)}`, cause });
}

function parseDocument(path: string, text: string): JsonObject {
  const value = parseText(path, text);
  if (!isJsonObject(value) || value['schema'] !== SCHEMA) throw refuse(path, 'is not a saved plan');
  if (value['formatVersion'] !== FORMAT)
    throw refuse(path, `has the format ${JSON.stringify(value['formatVersion'] ?? null)}, known is "${FORMAT}"`);
  return value;
}

function parseText(path: string, text: string): Json {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse(path, 'is not a saved plan', cause);
  }
}

/** Whether a file is a saved plan of any version, so that a new one may replace it. */
export function isSavedPlan(text: string): boolean {
  return /^\{\s*"schema": "omniclaw\.saved-plan\./.test(text);
}

function readFields(path: string, document: JsonObject): SavedPlan {
  const { made, program, owner, fleet, choices, inputs } = document;
  const incomplete = refuse(path, 'is not a whole saved plan');
  if (typeof made !== 'string' || typeof program !== 'string' || typeof fleet !== 'string') throw incomplete;
  if (!isJsonObject(owner) || !isJsonObject(choices) || !isJsonObject(inputs)) throw incomplete;
  const { hostname, user, home } = owner;
  const { targets, adopt, prune } = choices;
  if (typeof hostname !== 'string' || typeof user !== 'string' || typeof home !== 'string' || !Array.isArray(targets)) throw incomplete;
  return {
    made,
    program,
    owner: { hostname, user, home },
    fleet,
    choices: {
      targets: targets.map(String),
      adopt: adopt === 'allowed' ? 'allowed' : 'refused',
      prune: prune === 'yes' ? 'yes' : 'no',
    },
    inputs: Object.fromEntries(Object.entries(inputs).map(([what, hash]) => [what, String(hash)])),
  };
}

function sign(document: JsonObject, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(canonicalJson(document)).digest('hex');
}

function isSignature(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
