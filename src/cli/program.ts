/** All that the launcher starts. */
export { runProgram } from './run-program.ts';
export { openTerminal } from './terminal.ts';
