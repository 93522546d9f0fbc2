/**
 * What `omniclaw` starts: says in words that Node is too old, which the program itself could only say by a syntax error.
 * So this file must stay readable for old versions, and import nothing statically.
 */

/** Source: `engines` in package.json; a test compares. */
const OLDEST_NODE = 24;

/** First words of the commands whose start counts; a test compares. */
const OFTEN_USED = ['lint', 'plan', 'apply', 'fleet', 'gateway', 'supervisor', 'status', 'browser'];

const major = Number(process.versions.node.split('.')[0]);
if (major >= OLDEST_NODE) {
  useCompileCache(process.argv, process.env);
  const [{ runProgram }, { openTerminal }] = await Promise.all([import('./run-program.ts'), import('./terminal.ts')]);
  process.exitCode = await runProgram(process.argv.slice(2), { terminal: openTerminal(process), environment: process.env });
} else {
  process.stderr.write(`error: omniclaw needs Node ${OLDEST_NODE} or newer, and this is ${process.version} (${process.execPath})\n`);
  process.stderr.write('  try: npm install --global node@24, or in a pre-commit configuration "language_version: 24.18.0"\n');
  process.exitCode = 2;
}

/**
 * Keeps compiled code of the built program in the user's own cache folder: never in a folder that others can write. Node
 * keeps of a file what its first run has compiled, so each command has a folder of its own: after "lint", "plan" would have
 * to compile most of what it needs every time.
 */
function useCompileCache(words: readonly string[], { XDG_CACHE_HOME: given = '', HOME: home = '' }: NodeJS.ProcessEnv): void {
  const cache = given.startsWith('/') ? given : home.startsWith('/') ? `${home}/.cache` : '';
  const command = words.slice(2).find((word) => OFTEN_USED.includes(word)) ?? 'others';
  if (cache !== '' && import.meta.url.endsWith('.js'))
    process.getBuiltinModule('node:module').enableCompileCache(`${cache}/omniclaw/compiled/${command}`);
}
