/**
 * What `omniclaw` starts: says in words that Node is too old, which the program itself could only say by a syntax error.
 * So this file must stay readable for old versions, and import nothing statically but what is bundled with it.
 */
import { createLoader } from './compiled-code.ts';

/** Source: `engines` in package.json; a test compares. */
const OLDEST_NODE = 24;

/** First words of the commands whose start counts; a test compares. */
const OFTEN_USED = ['lint', 'plan', 'apply', 'fleet', 'gateway', 'supervisor', 'status', 'browser'];

/** The file that the program begins with: set by the build, so this runs only as built. From source, `main.ts` does. */
declare const PROGRAM_FILE: string;

const major = Number(process.versions.node.split('.')[0]);
if (major >= OLDEST_NODE) {
  const { load, keep } = createLoader<typeof import('./program.ts')>({
    folder: `${import.meta.dirname}/chunks`,
    store: compiledFolder(process.argv, process.env),
  });
  const { runProgram, openTerminal } = load(PROGRAM_FILE);
  process.exitCode = await runProgram(process.argv.slice(2), {
    terminal: openTerminal(process),
    environment: process.env,
    started: keep,
  });
} else {
  process.stderr.write(`error: omniclaw needs Node ${OLDEST_NODE} or newer, and this is ${process.version} (${process.execPath})\n`);
  process.stderr.write('  try: npm install --global node@24, or in a pre-commit configuration "language_version: 24.18.0"\n');
  process.exitCode = 2;
}

/**
 * Compiled code of the built program lies in the user's own cache folder, or where Node is told to keep such code. Each command
 * has a folder of its own, because it needs other parts of the files. `null`: there is no such folder, or it must not be used.
 */
function compiledFolder(words: readonly string[], environment: NodeJS.ProcessEnv): string | null {
  const { NODE_COMPILE_CACHE: told = '', XDG_CACHE_HOME: given = '', HOME: home = '' } = environment;
  const { NODE_DISABLE_COMPILE_CACHE: disabled = '', NODE_V8_COVERAGE: measured = '' } = environment;
  const cache = [told, given, home === '' ? '' : `${home}/.cache`].find((folder) => folder.startsWith('/'));
  if (cache === undefined || disabled !== '' || measured !== '') return null;
  const command = words.slice(2).find((word) => OFTEN_USED.includes(word));
  return `${cache}/omniclaw/compiled/${process.version}-${process.arch}/${command === undefined ? 'others' : command}`;
}
