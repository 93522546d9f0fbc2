/** Lints one input in several ways and holds every promise against what happens. Throws an error that says which is broken. */
import { applyPatch } from 'diff';
import { checkFormat, checkPlaces, checkRun, type Found, insist, readFindings } from './check-output.ts';
import type { FuzzInput } from './fuzz-input.ts';
import type { Lab, Ran } from './lab.ts';

/** `xml`: keeps a document for a validator. */
export type Report = { readonly ran: () => void; readonly xml: (text: string) => void };

const FORMATS: readonly (readonly string[])[] = ['compact', 'sarif', 'github', 'junit'].map((format) => ['lint', '--format', format]);
const FIX = ['lint', '--fix'];
const PORTS: readonly (readonly string[])[] = [
  ['plan', '--prove'],
  ['plan', '--prove', '--json'],
  ['fleet', 'ports'],
  ['fleet', 'ports', '--json'],
  ['fleet', 'ports', '--svg'],
];
/** They look at the host as well, which takes longer than all the others. */
const LIVE: readonly (readonly string[])[] = [['fleet', 'who', '18789'], ['plan'], ['plan', '--json']];

/** What is tried beside `lint` and `lint --json`. */
const OTHERS: readonly (readonly string[])[] = [...FORMATS, ...FORMATS, ...FORMATS, FIX, FIX, FIX, FIX, FIX, ...PORTS, ...PORTS, ...LIVE];

export async function checkInput(input: FuzzInput, lab: Lab, report: Report): Promise<void> {
  lab.fill(input);
  const reading = async (...args: readonly string[]): Promise<Ran> => {
    const before = lab.snapshot();
    const ran = await lab.run(...args);
    report.ran();
    checkRun(ran);
    insist(lab.snapshot() === before, `"${args.join(' ')}" wrote something`, before, lab.snapshot());
    return ran;
  };
  const document = await reading('lint', '--json');
  const findings = readFindings(document);
  const other = OTHERS[input.pick % OTHERS.length] ?? [];
  if (findings === null) {
    await reading(...other);
    return;
  }
  checkPlaces(findings, (file) => readThere(file, lab));
  const pretty = await reading('lint');
  insist(pretty.code === document.code, 'another exit code without --json', pretty.out);
  checkPretty(pretty, findings);
  if (other.includes('--fix')) return tryFix(input, lab, { reading, report, findings });
  const ran = await reading(...other);
  const format = other[1] === '--format' ? other[2] : undefined;
  if (format !== undefined) checkFormat(format, ran, findings);
  if (other.includes('--json') && ran.out !== '') JSON.parse(ran.out);
  if (ran.code !== 2 && (format === 'junit' || other.includes('--svg')) && ran.out !== '') report.xml(ran.out);
}

function readThere(file: string, lab: Lab): string {
  insist(file.startsWith(`${lab.folder}/`), `a place in "${file}", which is not in the folder`);
  return lab.read(file.slice(lab.folder.length + 1));
}

/** Every finding has its head, and nothing is wider than a terminal but a word that cannot be broken. */
function checkPretty({ out }: Ran, findings: readonly Found[]): void {
  const heads = out.match(/^(?:error|warning|note)\[OC\d{3}\] /gm) ?? [];
  insist(heads.length === findings.length, `${heads.length} heads for ${findings.length} findings`, out.slice(0, 3_000));
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
