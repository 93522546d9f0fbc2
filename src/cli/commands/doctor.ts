import { setField } from '../../fleet/edit-json5.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { pointerKeys } from '../../fleet/json-pointer.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import { changeConfig, editFields } from '../../gateway/change-config.ts';
import { redactText } from '../../gateway/redact-config.ts';
import { counted } from '../../plan/describe-ports.ts';
import { countBySeverity, type Finding, type SourceEdit } from '../../plan/finding.ts';
import { RULES } from '../../plan/rule-registry.ts';
import { jsonText } from '../../render/json-text.ts';
import { renderFindings } from '../../render/render-findings.ts';
import { painter, printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { configKeys, type Diagnosis, diagnoseHost } from '../diagnose-host.ts';
import { readHost } from '../read-host.ts';
import { pathShortener } from '../shorten-path.ts';

/** What one fix may lay open, the next round mends. */
const MOST_ROUNDS = 5;

/** 0 nothing wrong, 1 something is. */
export async function runDoctor(call: Call): Promise<number> {
  let diagnosis = await diagnoseHost(call);
  const mended: string[] = [];
  const refused: string[] = [];
  for (let round = 0; call.has('fix') && round < MOST_ROUNDS; round += 1) {
    const made = await mend(call, diagnosis, refused);
    if (made.length === 0) break;
    mended.push(...made);
    diagnosis = await diagnoseHost(call);
  }
  if (call.has('json')) call.terminal.out(jsonText(documentOf(diagnosis, mended, refused)));
  else report(call, diagnosis, mended, refused);
  const { errors, warnings } = countBySeverity(diagnosis.findings);
  return errors + warnings + diagnosis.problems.length > 0 ? 1 : 0;
}

/** Carries the fixes over into the configs of our own gateways. Returns what was done, in words. */
async function mend(call: Call, { findings, gateways }: Diagnosis, refused: string[]): Promise<string[]> {
  const made = new Set<string>();
  const done = new Set<string>();
  for (const { fix } of findings) {
    if (fix === null || fix.by === 'hand' || fix.edits.length === 0) continue;
    const places = fix.edits.map((edit) => placeOf(edit, gateways));
    if (places.some((place) => place === null) || fix.edits.some(({ pointer }) => done.has(pointer))) continue;
    for (const place of places.filter((one) => one !== null)) {
      const source = { path: place.file, home: readHost(call.environment).home, variables: call.environment };
      try {
        await changeConfig(
          source,
          null,
          editFields((text) => setField(text, place.keys, place.value)),
        );
        made.add(fix.description);
      } catch (thrown) {
        if (!(thrown instanceof OmniclawError)) throw thrown;
        if (!refused.includes(thrown.message)) refused.push(thrown.message);
      }
    }
    for (const { pointer } of fix.edits) done.add(pointer);
  }
  return [...made];
}

function placeOf({ pointer, value }: SourceEdit, gateways: Diagnosis['gateways']) {
  const [, name] = pointerKeys(pointer);
  const gateway = gateways.find((one) => one.name === name);
  const keys = configKeys(pointer);
  if (gateway === undefined || keys === null || gateway.found.runtime !== 'omniclaw') return null;
  return { file: gateway.found.configPath, keys, value };
}

function documentOf({ gateways, findings, problems, notes }: Diagnosis, mended: readonly string[], refused: readonly string[]) {
  return {
    schema: 'omniclaw.doctor.v1',
    formatVersion: '1.0',
    gateways: gateways.map(({ name, found }) => ({ name, runtime: found.runtime, profile: found.profile, config: found.configPath })),
    findings,
    problems: problems.map(({ gateway, file, message, line, column }) => ({ gateway, file, message, line, column })),
    notes,
    mended,
    refused,
    summary: { ...countBySeverity(findings), problems: problems.length },
  };
}

function report(
  call: Call,
  { gateways, findings, problems, notes, texts }: Diagnosis,
  mended: readonly string[],
  refused: readonly string[],
): void {
  const { out, color, columns } = call.terminal;
  const paint = painter(color);
  const shorten = pathShortener(readHost(call.environment).home, process.cwd());
  for (const text of mended) out(`${paint('green', 'mended')} ${printable(shorten(text))}\n`);
  for (const text of refused) out(`${paint('red', 'not mended')} ${printable(shorten(text))}\n`);
  for (const { file, line, column, message } of problems)
    out(`${paint('red', 'error')} ${printable(`${shorten(file)}:${line}:${column} ${message}`)}\n`);
  const textOf = (file: string): string | null => withoutSecrets(texts.get(file) ?? null);
  const whyOf = (code: string): string => RULES.find((rule) => rule.code === code)?.page.why ?? '';
  const listAll = 'omniclaw doctor --json';
  out(renderFindings(findings, { paint, columns: Math.min(80, columns), textOf, shorten, whyOf, changesOf: () => [], listAll }));
  for (const text of notes) out(`${paint('blue', 'note')} ${printable(shorten(text))}\n`);
  const names = printable(gateways.map(({ name }) => name).join(', '));
  out(gateways.length === 0 ? 'no gateway of this host has a config\n' : `${counted(gateways.length, 'gateway')} of this host: ${names}\n`);
  out(summaryOf(findings, problems.length, mended));
}

function summaryOf(findings: readonly Finding[], problems: number, mended: readonly string[]): string {
  const { errors, warnings } = countBySeverity(findings);
  if (errors + warnings + problems === 0) return 'nothing is wrong\n';
  const fixable = findings.filter(({ fix }) => fix !== null && fix.by !== 'hand' && fix.edits.length > 0).length;
  const advice = fixable > 0 && mended.length === 0 ? `; "omniclaw doctor --fix" mends ${fixable} of them` : '';
  return `${counted(errors + problems, 'error')}, ${counted(warnings, 'warning')}${advice}\n`;
}

/** The text of a config as it may be shown; its lines stay where they are. */
function withoutSecrets(text: string | null): string | null {
  if (text === null || text.trim() === '') return text;
  const parsed = parseJson5(text);
  return 'value' in parsed && isJsonObject(parsed.value) ? redactText(text, parsed.value) : null;
}
