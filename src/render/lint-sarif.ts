import type { Finding, Location, Severity } from '../plan/finding.ts';
import { fingerprintOf } from '../plan/fingerprint.ts';
import type { Rule } from '../plan/rule.ts';
import { RULES } from '../plan/rule-registry.ts';
import { jsonText } from './json-text.ts';
import { type LintReport, type Replacement, relativePath } from './lint-report.ts';

/** Where the docs of a published version are read: the files of the package. */
const DOCS = 'https://unpkg.com/omniclaw';

const LEVELS: { readonly [severity in Severity]: 'error' | 'warning' | 'note' } = { error: 'error', warning: 'warning', note: 'note' };

/** A SARIF 2.1.0 log: relative paths, the second place as a related location, fixes as replacements. */
export function lintSarif(report: LintReport): string {
  const results = [
    ...report.findings.map((finding) => result(finding, report)),
    ...report.suppressed.map(({ finding, reason }) => ({
      ...result(finding, report),
      suppressions: [{ kind: 'inSource', status: 'accepted', ...(reason === '' ? {} : { justification: reason }) }],
    })),
  ];
  const run = {
    tool: sarifTool(
      report.version,
      RULES.map((rule) => describeRule(rule, report.version)),
    ),
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOT: { description: { text: 'The folder in which lint was run.' } } },
    artifacts: artifactsOf(report),
    results,
  };
  return jsonText({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] });
}

/** This program as the tool of a run. `rules`: reporting descriptors of what it may report. */
export function sarifTool(version: string, rules: readonly { readonly id: string }[]) {
  return { driver: { name: 'omniclaw', semanticVersion: version, informationUri: `${DOCS}@${version}/README.md`, rules } };
}

function describeRule({ code, title, severity, page }: Rule, version: string) {
  const helpUri = `${DOCS}@${version}/docs/rules.md#${code.toLowerCase()}`;
  return {
    id: code,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: page.why },
    help: { text: page.mend, markdown: `${page.why}\n\n${page.mend}` },
    helpUri,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function result(finding: Finding, report: LintReport) {
  const { code, severity, message, locations, fix } = finding;
  const [first, ...others] = locations;
  const replacements = report.replacements(finding);
  return {
    ruleId: code,
    ruleIndex: RULES.findIndex((rule) => rule.code === code),
    level: LEVELS[severity],
    message: { text: `${sentence(message)}${fix === null ? '' : ` Fix: ${fix.description}.`}` },
    locations: first === undefined ? [] : [{ physicalLocation: physical(first, report) }],
    ...(others.length === 0
      ? {}
      : {
          relatedLocations: others.map((place, at) => ({
            id: at + 1,
            physicalLocation: physical(place, report),
            message: { text: 'The other place.' },
          })),
        }),
    partialFingerprints: { 'omniclawFinding/v1': fingerprintOf(finding) },
    ...(replacements.length === 0 || fix === null
      ? {}
      : { fixes: [{ description: { text: sentence(fix.description) }, artifactChanges: changes(replacements, report) }] }),
  };
}

function changes(replacements: readonly Replacement[], report: LintReport) {
  return [...Map.groupBy(replacements, ({ file }) => file)].map(([file, own]) => ({
    artifactLocation: artifact(file, report),
    replacements: own.map(({ start, end, text }) => ({
      deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
      insertedContent: { text },
    })),
  }));
}

function physical({ file, line, column }: Location, report: LintReport) {
  return { artifactLocation: artifact(file, report), region: { startLine: line, startColumn: column } };
}

function artifactsOf(report: LintReport) {
  const all = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const files = new Set([report.fleet, ...all.flatMap(({ locations }) => locations.map(({ file }) => file))]);
  return [...files].map((file) => ({ location: artifact(file, report), roles: ['analysisTarget'] }));
}

/** Files outside the folder have an absolute address. */
function artifact(file: string, { folder }: LintReport) {
  const path = relativePath(file, folder);
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return path === file && file.startsWith('/') ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: 'ROOT' };
}
