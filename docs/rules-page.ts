/** What `docs/rules.md` and `fixtures/rules/` hold, made from the rules. */
import { join } from 'node:path';
import type { Rule } from '../src/plan/rule.ts';
import { RULES } from '../src/plan/rule-registry.ts';

/** Folder of the fleets of the pages: one folder a rule, with a bad and a good fleet. */
export const FLEETS = join('fixtures', 'rules');

/** Text of each file by its path, from the root of the project. */
export function rulesFiles(): ReadonlyMap<string, string> {
  return new Map([[join('docs', 'rules.md'), rulesPage()], ...RULES.flatMap(fixturesOf)]);
}

const INTRODUCTION = `# Rules

What lint and plan find. Lint checks the rules that need only the fleet file; those marked "host" need the machine and
are checked by plan and apply. Codes never change their meaning and are never used again. \`omniclaw explain CODE\` prints
the page of a rule, and each has a fleet with and one without the fault under \`fixtures/rules/\`.

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

function pageOf({ code, title, page }: Rule): string {
  const block = (text: string) => (text === '' ? 'An empty file.' : `\`\`\`json\n${pretty(text).trimEnd()}\n\`\`\``);
  return `
## ${code}

${title.slice(0, 1).toUpperCase()}${title.slice(1)}.

${page.why}

**Mend it.** ${page.mend}

This fleet has it:

${block(page.bad)}

This one does not:

${block(page.good)}
`;
}

function fixturesOf({ code, page }: Rule): [string, string][] {
  const folder = join(FLEETS, code);
  return [
    [join(folder, 'bad.fleet.json'), page.bad === '' ? '' : pretty(page.bad)],
    [join(folder, 'good.fleet.json'), pretty(page.good)],
  ];
}

function pretty(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}
