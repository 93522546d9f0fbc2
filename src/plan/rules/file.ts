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
