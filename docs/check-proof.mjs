// Checks a certificate of "omniclaw plan --prove --json": node check-proof.mjs FILE, or on standard input.
import { readFileSync } from 'node:fs';

const { intervals, gateways } = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
const fail = (why) => {
  console.log(`not proven: ${why}`);
  process.exit(1);
};
let before = { last: 0 };
for (const one of intervals) {
  const { first, last, gateway } = one;
  if (!Number.isInteger(first) || !Number.isInteger(last) || first > last || last > 65535) fail(`${first}-${last} is no range of ports`);
  if (first <= before.last) fail(`"${before.gateway}" and "${gateway}" both have port ${first}`);
  if (!gateways.includes(gateway)) fail(`"${gateway}" is not one of the gateways`);
  before = one;
}
for (const name of gateways) if (!intervals.some(({ gateway }) => gateway === name)) fail(`"${name}" has no port`);
console.log(`proven: ${intervals.length} ranges of ${gateways.length} gateways, none shares a port with another`);
