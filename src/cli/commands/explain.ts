import { nearestName } from '../../fleet/nearest-name.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import type { Rule } from '../../plan/rule.ts';
import { RULES } from '../../plan/rule-registry.ts';
import { jsonText } from '../../render/json-text.ts';
import { painter, wrap } from '../../render/style.ts';
import type { Call } from '../command.ts';

/** Prints the page of a rule, or the list of all rules. */
export async function runExplain(call: Call): Promise<number> {
  const [code] = call.positionals;
  if (code === undefined) return listRules(call);
  const rule = RULES.find((one) => one.code === code.toUpperCase());
  if (rule === undefined) {
    const nearest = nearestName(
      code.toUpperCase(),
      RULES.map((one) => one.code),
    );
    throw new OmniclawError('OCE_USAGE', `there is no rule "${code}"`, {
      hint: nearest === undefined ? 'omniclaw explain' : `omniclaw explain ${nearest}`,
    });
  }
  if (call.has('json')) call.terminal.out(jsonText(ruleDocument(rule)));
  else call.terminal.out(renderPage(rule, call));
  return 0;
}

function listRules(call: Call): number {
  const { out, color } = call.terminal;
  if (call.has('json')) {
    out(jsonText({ schema: 'omniclaw.rules.v1', formatVersion: '1.0', rules: RULES.map(ruleDocument) }));
    return 0;
  }
  const paint = painter(color);
  for (const { code, severity, title } of RULES) out(`${paint('bold', code)}  ${severity.padEnd(8)} ${wrap(title, 80, ' '.repeat(16))}\n`);
  out('\n"omniclaw explain CODE" shows one of them\n');
  return 0;
}

function ruleDocument({ code, severity, title, scope, page }: Rule) {
  return { code, severity, title, scope, ...page };
}

function renderPage({ code, severity, title, page }: Rule, { terminal }: Call): string {
  const paint = painter(terminal.color);
  const columns = Math.min(80, terminal.columns);
  const section = (head: string, text: string) => `\n${paint('bold', head)}\n  ${wrap(text, columns, '  ')}\n`;
  const code_ = (head: string, text: string) =>
    `\n${paint('bold', head)}\n${text
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('')}`;
  return [
    `${paint('bold', code)} (${severity}): ${wrap(title, columns, '  ')}\n`,
    section('Why it matters', page.why),
    section('How to mend it', page.mend),
    code_('This fleet has it', page.bad === '' ? '(an empty file)' : page.bad),
    code_('This one does not', page.good),
  ].join('');
}
