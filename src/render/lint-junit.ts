import type { Finding } from '../plan/finding.ts';
import { escapeXml } from './escape-xml.ts';
import { type LintReport, relativePath } from './lint-report.ts';

/** One test case a finding; errors and warnings fail, notes pass with their text. A clean run is one case that passes. */
export function lintJunit(report: LintReport): string {
  const { findings, fleet, folder } = report;
  const failures = findings.filter(({ severity }) => severity !== 'note').length;
  const cases =
    findings.length === 0
      ? [`    <testcase name="no problems" classname="omniclaw.lint"/>\n`]
      : findings.map((one) => testCase(one, report));
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="omniclaw lint" ${counts}>\n`,
    `  <testsuite name="${escapeXml(relativePath(fleet, folder))}" ${counts} skipped="0">\n`,
    ...cases,
    '  </testsuite>\n</testsuites>\n',
  ].join('');
}

function testCase({ code, severity, message, locations, fix, gateways }: Finding, { fleet, folder }: LintReport): string {
  const places = locations.map(({ file, line, column }) => `${relativePath(file, folder)}:${line}:${column}`);
  const place = places[0] ?? relativePath(fleet, folder);
  const detail = [message, ...places, ...(fix === null ? [] : [`fix: ${fix.description}`])].join('\n');
  const head = `    <testcase name="${escapeXml([code, ...gateways, place].join(' '))}" classname="omniclaw.lint.${code}">\n`;
  const body =
    severity === 'note'
      ? `      <system-out>${escapeXml(detail)}</system-out>\n`
      : `      <failure message="${escapeXml(message)}" type="${severity}">${escapeXml(detail)}</failure>\n`;
  return `${head}${body}    </testcase>\n`;
}
