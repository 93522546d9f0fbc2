import type { Rule } from '../rule.ts';

/** Reported while the file is read. */
export const schemaMismatch: Rule = {
  code: 'OC701',
  severity: 'error',
  title: 'a value of the fleet file has the wrong form',
  scope: 'load',
  find: () => [],
  page: {
    why: 'What is misspelled or has the wrong type would be ignored, and the gateway would run with something else than you meant. Nothing is coerced: "18789" in quotes is not a port.',
    mend: 'Correct the value. For an unknown key the message names the nearest known one.',
    bad: '{ "gateways": { "main": { "port": "18789" } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
  },
};

/** Reported when findings are silenced: see `apply-ignores.ts`. */
export const uselessIgnore: Rule = {
  code: 'OC703',
  severity: 'warning',
  title: 'an ignore has no reason or no effect',
  scope: 'load',
  find: () => [],
  page: {
    why: 'An ignore that silences nothing hides the next mistake of its kind. One without a reason leaves the next reader to guess whether it is still right.',
    mend: 'Remove it, or say why: "// omniclaw-ignore CODE -- reason" in code, "# omniclaw-ignore CODE -- reason" in YAML, and { "rule": "CODE", "reason": "..." } in the "ignore" list of a gateway.',
    bad: '{ "gateways": { "main": { "port": 18789, "ignore": [{ "rule": "OC103", "reason": "they never run together" }] } } }',
    good: '{ "gateways": { "main": { "port": 18789, "ignore": [{ "rule": "OC103", "reason": "they never run together" }] }, "dev": { "port": 18900, "browser": { "cdpPortRange": { "first": 18801, "last": 18820 } } } } }',
  },
};

export const brokenFile: Rule = {
  code: 'OC702',
  severity: 'error',
  title: 'the fleet file gives no fleet',
  scope: 'load',
  find: () => [],
  page: {
    why: 'A file that is empty, throws, hangs, prints, ends the process or exports something else than a fleet leaves nothing to check.',
    mend: 'Export one fleet: "export default defineFleet({ gateways: { ... } })". The file is evaluated alone, without network, environment or other folders.',
    bad: '',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
  },
};
