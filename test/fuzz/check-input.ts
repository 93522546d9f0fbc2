/** Lints one input in several ways and holds every promise against what happens. Throws an error that says which is broken. */
import { applyPatch } from 'diff';
import { checkFormat, checkPlaces, checkRun, type Found, insist, readFindings } from './check-output.ts';
import type { FuzzInput } from './fuzz-input.ts';
import type { Lab, Ran } from './lab.ts';

/** `xml`: keeps a document for a validator. */
export type Report = { readonly ran: () => void; readonly xml: (text: string) => void };

const JSON_LINT = ['lint', '--json'];
const BESIDE: readonly (readonly string[])[] = [
  ['lint'],
  ['lint'],
  ...['compact', 'sarif', 'github', 'junit'].map((format) => ['lint', '--format', format]),
  ['lint', '--fix', '--dry-run'],
];
const PORTS: readonly (readonly string[])[] = [
  ['plan', '--prove'],
  ['plan', '--prove', '--json'],
  ['fleet', 'ports'],
  ['fleet', 'ports', '--json'],
  ['fleet', 'ports', '--svg'],
];
/** They look at the host as well, which takes longer than all the others. */
const LIVE: readonly (readonly string[])[] = [['fleet', 'who', '18789'], ['plan'], ['plan', '--json']];

/**
 * What is tried with an input, by its number below 100: mostly the JSON document alone, because it says everything; for
 * some inputs a second form, which has to tell the same; for few the whole course of a fix.
 */
type Look = { readonly is: 'document' | 'fix' } | { readonly is: 'beside' | 'alone'; readonly args: readonly string[] };

function chooseLook(pick: number): Look {
  const [share, which] = [pick % 100, Math.floor(pick / 100)];
  const from = (list: readonly (readonly string[])[]) => list[which % list.length] ?? JSON_LINT;
  if (share < 4) return { is: 'fix' };
  if (share < 30) return { is: 'beside', args: from(BESIDE) };
  if (share < 39) return { is: 'alone', args: from(PORTS) };
  return share < 40 ? { is: 'alone', args: from(LIVE) } : { is: 'document' };
}

export async function checkInput(input: FuzzInput, lab: Lab, report: Report): Promise<void> {
  lab.fill(input);
  const reading = async (...args: readonly string[]): Promise<Ran> => {
    const before = lab.snapshot();
    const ran = await lab.run(...args);
    report.ran();
    checkRun(ran);
    const after = lab.snapshot();
    insist(after === before, `"${args.join(' ')}" wrote something`, before, after);
    return ran;
  };
  const look = chooseLook(input.pick);
  if (look.is === 'alone') return keepXml(await reading(...look.args), report);
  const findings = readFindings(await reading(...JSON_LINT));
  if (findings !== null) checkPlaces(findings, (file) => readThere(file, lab));
  if (look.is === 'beside') return checkBeside(await reading(...look.args), findings, report);
  if (look.is === 'fix' && findings !== null) return tryFix(input, lab, { reading, report, findings });
}

/** The same findings in another form, and the same exit code. */
function checkBeside(ran: Ran, findings: readonly Found[] | null, report: Report): void {
  keepXml(ran, report);
  insist((ran.code === 2) === (findings === null), 'lint can run in one form and not in the other', ran.args.join(' '), ran.out, ran.err);
  if (findings === null || ran.args.includes('--fix')) return;
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  insist(ran.code === (hasErrors ? 1 : 0), `another exit code than with --json: ${ran.code}`, ran.args.join(' '), ran.out.slice(0, 3_000));
  const [, option, format = ''] = ran.args;
  if (option === '--format') checkFormat(format, ran, findings);
  else checkPretty(ran, findings);
}

/** Keeps a document for the validator. JSON is read at once. */
function keepXml({ args, code, out }: Ran, report: Report): void {
  if (args.includes('--json') && out !== '') JSON.parse(out);
  if (code !== 2 && out !== '' && (args.includes('junit') || args.includes('--svg'))) report.xml(out);
}

function readThere(file: string, lab: Lab): string {
  insist(file.startsWith(`${lab.folder}/`), `a place in "${file}", which is not in the folder`);
  return lab.read(file.slice(lab.folder.length + 1));
}

/** Every finding has its head, or is counted with its cause or with the causes that are not shown; and nothing is wider than a terminal but a word that cannot be broken. */
function checkPretty({ out }: Ran, findings: readonly Found[]): void {
  const heads = out.match(/^(?:error|warning|note)\[OC\d{3}\] /gm) ?? [];
  const counted = [...out.matchAll(/^and (\d+) more of the same cause/gm)].reduce((sum, [, more]) => sum + Number(more), 0);
  const [, unshown = ''] = /^and (.+) more; ".+" lists everything$/m.exec(out) ?? [];
  const left = [...unshown.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
  insist(
    heads.length + counted + left === findings.length,
    `${heads.length} heads and ${counted} + ${left} more for ${findings.length} findings`,
    out.slice(0, 3_000),
  );
  for (const line of out.split('\n'))
    insist([...line].length <= 80 || !/\S \S.* \S/.test(line.slice(9, 80)), `wider than 80 columns: ${line.slice(0, 300)}`);
}

type Trial = {
  readonly reading: (...args: readonly string[]) => Promise<Ran>;
  readonly report: Report;
  readonly findings: readonly Found[];
};

/** A dry run writes nothing; a fix leaves a file that reads again, says the rest, keeps comments, and has nothing to do twice. */
async function tryFix(input: FuzzInput, lab: Lab, { reading, report, findings }: Trial): Promise<void> {
  const dry = await reading('lint', '--fix', '--dry-run');
  const before = lab.read(input.name);
  const fixed = await lab.run('lint', '--fix', '--json');
  report.ran();
  checkRun(fixed);
  const rest = readFindings(fixed);
  const told = [
    `before:\n${before.slice(0, 3_000)}`,
    `after:\n${lab.read(input.name).slice(0, 3_000)}`,
    fixed.out.slice(0, 2_000),
    fixed.err,
  ] as const;
  insist(rest !== null, 'a fix that could not run', ...told);
  const [again, after] = [await reading('lint', '--json'), lab.read(input.name)];
  const codes = (list: readonly Found[] | null) => (list ?? []).map(({ code, locations }) => `${code} ${locations[0]?.line}`).join();
  insist(
    codes(readFindings(again)) === codes(rest),
    'the fix tells of other findings than the next lint',
    ...told,
    again.out.slice(0, 2_000),
  );
  insist(rest.length <= findings.length, 'more findings than before', ...told);
  for (const comment of input.comments)
    insist(
      !new RegExp(`\\b${comment}\\b`).test(before) || new RegExp(`\\b${comment}\\b`).test(after),
      `the comment "${comment}" is lost`,
      ...told,
    );
  const second = await reading('lint', '--fix');
  insist(second.out.startsWith('nothing to fix\n'), 'a second fix has something to do', ...told, second.out.slice(0, 2_000));
  if (before !== after) checkDiff(input, dry, [before, after]);
}

/** The diff of the dry run, put to use, gives the file that the fix wrote. What cannot be printed is escaped in it, so only plain files are compared. */
function checkDiff({ name }: FuzzInput, dry: Ran, [before, after]: readonly [string, string]): void {
  if (!/^[\n -~]*$/.test(before + after) || dry.out.includes('***')) return;
  const [, own = ''] = new RegExp(`(--- ${name.replaceAll('.', '\\.')}\n[\\s\\S]*?)\n(?:--- |\n)`).exec(dry.out) ?? [];
  insist(applyPatch(before, `${own}\n`) === after, 'the diff of the dry run gives another file', dry.out.slice(0, 3_000), before, after);
}
