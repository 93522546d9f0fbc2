import type { Option } from './command.ts';

/** Options that say which fleet file is meant and whether its code may run. */
export const FLEET_OPTIONS: { readonly [name: string]: Option } = {
  fleet: { value: 'FILE', summary: 'fleet file; default: OMNICLAW_FLEET, this folder, then ~/.config/omniclaw', short: 'f' },
  'no-exec': { value: '', summary: 'accept data files only (JSON, YAML); never run code' },
};

export const JSON_OPTION: { readonly [name: string]: Option } = {
  json: { value: '', summary: 'print one JSON document on standard output' },
};
