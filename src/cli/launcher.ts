/**
 * What `omniclaw` starts: says in words that Node is too old, which the program itself could only say by a syntax error.
 * So this file must stay readable for old versions, and import nothing statically.
 */

/** Source: `engines` in package.json; a test compares. */
const OLDEST_NODE = 24;

const major = Number(process.versions.node.split('.')[0]);
if (major >= OLDEST_NODE) await import('./main.ts');
else {
  process.stderr.write(`error: omniclaw needs Node ${OLDEST_NODE} or newer, and this is ${process.version} (${process.execPath})\n`);
  process.stderr.write('  try: npm install --global node@24, or in a pre-commit configuration "language_version: 24.18.0"\n');
  process.exitCode = 2;
}
