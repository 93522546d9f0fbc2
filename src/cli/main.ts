/** The entry of the program as it is run from source; what is published begins with `launcher.ts`. */
import { runProgram } from './run-program.ts';
import { openTerminal } from './terminal.ts';

process.exitCode = await runProgram(process.argv.slice(2), { terminal: openTerminal(process), environment: process.env });
