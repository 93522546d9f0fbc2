/**
 * Writes `docs/rules.md`: the table of all rules and the page of each, from the rules themselves, and under `fixtures/rules/`
 * the fleets and hosts of the pages as files. With `--check` it writes nothing and fails when one of them differs.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { blankHostState } from '../src/plan/blank-host-state.ts';
import type { Rule } from '../src/plan/rule.ts';
import { RULES } from '../src/plan/rule-registry.ts';

const root = join(import.meta.dirname, '..');

const INTRODUCTION = `# Rules

What lint and plan find. Lint checks the rules that need only the fleet file; those marked "host" need the machine and
are checked by plan, together with all others. Codes never change their meaning and are never used again. \`omniclaw explain
CODE\` prints the page of a rule, and each has a fleet with and one without the fault under \`fixtures/rules/\`; a rule of the
host has the recorded hosts beside them.

What of the host could not be read makes no finding: plan says it in a note. \`plan --save-host-state FILE\` writes down what
was seen, without secrets, and \`plan --host-state FILE\` checks against such a file, on any machine. A rule of the host is
silenced like any other; lint, which does not look at the host, does not call such an ignore unused.

| code | severity | what is wrong | found by |
|---|---|---|---|
`;

const files = new Map<string, string>([[join(root, 'docs', 'rules.md'), rulesPage()], ...RULES.flatMap(fixturesOf)]);
const stale = [...files].filter(([path, text]) => readOrNull(path) !== text).map(([path]) => path);
const known = new Set(RULES.map(({ code }): string => code));
const fixtures = join(root, 'fixtures', 'rules');
const strays = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter(
  (name) => !known.has(name) && !files.has(join(fixtures, name)),
);

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`"${relative(root, path)}" is not what the rules say: npm run docs`);
  for (const name of strays) console.error(`"fixtures/rules/${name}" belongs to no rule`);
  process.exitCode = stale.length + strays.length > 0 ? 1 : 0;
} else {
  for (const path of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, files.get(path) ?? '');
    console.log(`wrote ${relative(root, path)}`);
  }
}

function rulesPage(): string {
  const found = { fleet: 'lint', load: 'lint', host: 'plan (host)' };
  const rows = RULES.map(
    ({ code, severity, title, scope }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${title} | ${found[scope]} |\n`,
  );
  return `${INTRODUCTION}${rows.join('')}${RULES.map(pageOf).join('')}`;
}

function pageOf(rule: Rule): string {
  const { code, title, page } = rule;
  const block = (text: string) => (text === '' ? 'An empty file.' : `\`\`\`json\n${pretty(text).trimEnd()}\n\`\`\``);
  const host = (which: 'bad' | 'good') =>
    rule.scope !== 'host'
      ? ''
      : which === 'good' && rule.page.seen.good === rule.page.seen.bad
        ? '\nOn the same host.\n'
        : `\nOn a host where:\n\n${block(rule.page.seen[which])}\n`;
  return `
## ${code}

${title.slice(0, 1).toUpperCase()}${title.slice(1)}.

${page.why}

**Mend it.** ${page.mend}

This fleet has it:

${block(page.bad)}
${host('bad')}
This one does not:

${block(page.good)}
${host('good')}`;
}

function fixturesOf(rule: Rule): [string, string][] {
  const { code, page } = rule;
  const folder = join(root, 'fixtures', 'rules', code);
  const hosts =
    rule.scope !== 'host'
      ? []
      : (['bad', 'good'] as const).map((which): [string, string] => [
          join(folder, `${which}.host-state.json`),
          hostState(rule.page.seen[which]),
        ]);
  return [
    ...hosts,
    [join(folder, 'bad.fleet.json'), page.bad === '' ? '' : pretty(page.bad)],
    [join(folder, 'good.fleet.json'), pretty(page.good)],
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

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}
