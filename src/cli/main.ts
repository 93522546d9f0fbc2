/** The entry of the program, and the only place that hands it this process. */
import { useCompileCache } from './compile-cache.ts';
import { runProgram } from './run-program.ts';
import { openTerminal } from './terminal.ts';

useCompileCache(process.env);
process.exitCode = await runProgram(process.argv.slice(2), { terminal: openTerminal(process), environment: process.env });
