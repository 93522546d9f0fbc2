import { nearestName } from '../../fleet/nearest-name.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { RULES } from '../../plan/rule-registry.ts';
import { explainRule, type RuleExplanation, ruleExplanation } from '../../plan/run-rules.ts';
import { jsonText } from '../../render/json-text.ts';
import { painter, wrap } from '../../render/style.ts';
import type { Call } from '../command.ts';

/** Prints the page of a rule, or the list of all rules. */
export async function runExplain(call: Call): Promise<number> {
  const [code] = call.positionals;
  if (code === undefined) return listRules(call);
  const rule = explainRule(code);
  if (rule === undefined) {
    const nearest = nearestName(
      code.toUpperCase(),
      RULES.map((one) => one.code),
    );
    throw new OmniclawError('OCE_USAGE', `there is no rule "${code}"`, {
      hint: nearest === undefined ? 'omniclaw explain' : `omniclaw explain ${nearest}`,
    });
  }
  if (call.has('json')) call.terminal.out(jsonText(rule));
  else call.terminal.out(renderPage(rule, call));
  return 0;
}

function listRules(call: Call): number {
  const { out, color } = call.terminal;
  if (call.has('json')) {
    out(jsonText({ schema: 'omniclaw.rules.v1', formatVersion: '1.0', rules: RULES.map(ruleExplanation) }));
    return 0;
  }
  const paint = painter(color);
  for (const { code, severity, title } of RULES) out(`${paint('bold', code)}  ${severity.padEnd(8)} ${wrap(title, 80, ' '.repeat(16))}\n`);
  out('\n"omniclaw explain CODE" shows one of them\n');
  return 0;
}

function renderPage({ code, severity, title, why, mend, bad, good, seen }: RuleExplanation, { terminal }: Call): string {
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
    section('Why it matters', why),
    section('How to mend it', mend),
    code_('This fleet has it', bad === '' ? '(an empty file)' : bad),
    ...(seen === null ? [] : [section('On a host where', seen.bad.words)]),
    code_('This one does not', good),
    ...(seen === null || seen.good.words === seen.bad.words ? [] : [section('On a host where', seen.good.words)]),
  ].join('');
}
