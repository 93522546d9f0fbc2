/** What `docs/rules.md` and `fixtures/rules/` hold, made from the rules. */
import { join } from 'node:path';
import { blankHostState } from '../src/plan/blank-host-state.ts';
import type { Rule, SeenPair } from '../src/plan/rule.ts';
import { RULES } from '../src/plan/rule-registry.ts';

/** Folder of the fleets of the pages: one folder a rule, with a bad and a good fleet. */
export const FLEETS = join('fixtures', 'rules');

/** Text of each file by its path, from the root of the project. */
export function rulesFiles(): ReadonlyMap<string, string> {
  return new Map([[join('docs', 'rules.md'), rulesPage()], ...RULES.flatMap(fixturesOf)]);
}

const INTRODUCTION = `# Rules

What lint and plan find. Lint checks the rules that need only the fleet file; those marked "host" need the machine and
are checked by plan, together with all others. Codes never change their meaning and are never used again. \`omniclaw explain
CODE\` prints the page of a rule, and each has a fleet with and one without the fault under \`fixtures/rules/\`; a rule of the
host has the recorded hosts beside them.

What of the host could not be read makes no finding: plan says it in a note. \`plan --save-host-state FILE\` writes down what
was seen, without secrets, and \`plan --host-state FILE\` checks against such a file, on any machine. A rule of the host is
silenced like any other; lint, which does not look at the host, does not call such an ignore unused.

Findings with one cause are shown together. Of more than 100 causes the text shows the worst, errors before warnings, and counts
the others; every other format lists every finding, and all of them count for the summary and the exit status.

| code | severity | what is wrong | found by |
|---|---|---|---|
`;

function rulesPage(): string {
  const found = { fleet: 'lint', load: 'lint', host: 'plan (host)' };
  const rows = RULES.map(
    ({ code, severity, title, scope }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${title} | ${found[scope]} |\n`,
  );
  return `${INTRODUCTION}${rows.join('')}${RULES.map(pageOf).join('')}`;
}

function pageOf(rule: Rule): string {
  const { code, title, page } = rule;
  return `
## ${code}

${title.slice(0, 1).toUpperCase()}${title.slice(1)}.

${page.why}

**Mend it.** ${page.mend}

This fleet has it:

${block(page.bad)}
${hostOf(rule, 'bad')}
This one does not:

${block(page.good)}
${hostOf(rule, 'good')}`;
}

function block(text: string): string {
  return text === '' ? 'An empty file.' : `\`\`\`json\n${pretty(text).trimEnd()}\n\`\`\``;
}

/** The part of the host that matters to one of the two fleets; empty for a rule that needs no host. */
function hostOf(rule: Rule, which: keyof SeenPair): string {
  if (rule.scope !== 'host') return '';
  const { seen } = rule.page;
  const same = which === 'good' && seen.good.words === seen.bad.words;
  return same ? '\nOn the same host.\n' : `\nOn a host where ${seen[which].words}.\n`;
}

function fixturesOf(rule: Rule): [string, string][] {
  const { code, page } = rule;
  const folder = join(FLEETS, code);
  const hosts =
    rule.scope === 'host' ? (['bad', 'good'] as const).map((which) => [which, hostState(rule.page.seen[which].state)] as const) : [];
  return [
    [join(folder, 'bad.fleet.json'), page.bad === '' ? '' : pretty(page.bad)],
    [join(folder, 'good.fleet.json'), pretty(page.good)],
    ...hosts.map(([which, text]): [string, string] => [join(folder, `${which}.host-state.json`), text]),
  ];
}

/** A whole record from the parts that matter. */
function hostState(parts: string): string {
  const blank = blankHostState({ home: '/home/ann', hostname: 'box', platform: 'linux', user: 'ann' });
  return `${JSON.stringify({ ...blank, ...JSON.parse(parts) }, null, 2)}\n`;
}

function pretty(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}
