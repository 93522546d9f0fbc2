import type { ErrorCode } from '../fleet/omniclaw-error.ts';
import { escapeXml } from './escape-xml.ts';
import { jsonText } from './json-text.ts';
import { githubCommand } from './lint-github.ts';
import type { LintFormat } from './lint-report.ts';
import { sarifTool } from './lint-sarif.ts';

/** Why nothing could be checked. `exit`: the exit code that goes with it. */
export type LintFailure = { readonly code: ErrorCode; readonly message: string; readonly hint: string; readonly exit: number };

/** What a format says when lint could not run, so that whoever reads it is told too; empty where standard error is enough. */
export function lintFailure(format: LintFormat, { code, message, hint, exit }: LintFailure, version: string): string {
  switch (format) {
    case 'json':
      return jsonText({ schema: 'omniclaw.error.v1', formatVersion: '1.0', error: { code, message, hint } });
    case 'sarif': {
      const notification = { level: 'error', descriptor: { id: code }, message: { text: `${message}. ${hint}`.trim() } };
      const invocation = { executionSuccessful: false, exitCode: exit, toolExecutionNotifications: [notification] };
      const run = { tool: sarifTool(version, []), invocations: [invocation], results: [] };
      return jsonText({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] });
    }
    case 'github':
      return githubCommand('error', { title: code }, hint === '' ? message : `${message}\n${hint}`);
    case 'junit': {
      const counts = 'tests="1" failures="0" errors="1"';
      const error = `<error message="${escapeXml(message)}" type="${code}">${escapeXml(`${message}\n${hint}`)}</error>`;
      const testCase = `<testcase name="the fleet file" classname="omniclaw.lint">\n      ${error}\n    </testcase>`;
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="omniclaw lint" ${counts}>\n  <testsuite name="omniclaw lint" ${counts} skipped="0">\n    ${testCase}\n  </testsuite>\n</testsuites>\n`;
    }
    case 'pretty':
    case 'compact':
      return '';
    default:
      return format satisfies never;
  }
}
