/**
 * The door of `load`: one fleet file in, a spec with the places of its values out. Mistakes of the user are faults, all
 * at once; what the machine refuses is thrown. Code runs in a child without rights (`sandbox-program.ts`), never here.
 */
import { realpathSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { FleetFacts } from '../fleet/define-fleet.ts';
import type { FleetSpec, Json } from '../fleet/fleet-spec.ts';
import { pointerKeys } from '../fleet/json-pointer.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { escapeUnseen } from '../fleet/unseen.ts';
import type { Fault, Locate } from '../plan/finding.ts';
import { discoverFleet } from './discover-fleet.ts';
import { startEvaluation } from './evaluation.ts';
import type { FileProblem, FleetDocument } from './fleet-document.ts';
import type { IgnoreComment } from './ignore-comments.ts';
import { readSource } from './read-source.ts';
import { createSourceText, type SourceText } from './source-text.ts';
import { createLocator, type Locator, type SourceNode } from './source-tree.ts';

export type LoadRequest = {
  /** `--fleet FILE`; `null` when it was not given. */
  readonly fleet: string | null;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly workingDirectory: string;
  readonly facts: FleetFacts;
  /** `refused`: data files only, for files nobody has read yet. */
  readonly execution: 'allowed' | 'refused';
};

/** Texts, without byte order mark, that stand in for files. By the paths that places name. */
export type Overrides = ReadonlyMap<string, string>;

/** `path`: absolute. */
type FileRequest = Pick<LoadRequest, 'facts' | 'execution'> & { readonly path: string; readonly overrides: Overrides };

export type LoadedFleet = {
  readonly path: string;
  /** `null` when the faults say why there is none. */
  readonly spec: FleetSpec | null;
  /** Codes OC701 and OC702. Their pointers make sense to `locate` only. */
  readonly faults: readonly Fault[];
  readonly locate: Locate;
  /** Without byte order mark; empty when it is not text. */
  readonly sourceText: string;
  /** What the file says, before it was compared with the schema; `undefined` when it says nothing. Plain data. */
  readonly value: Json | undefined;
  /** Where the parts of the value stand. Made at the first look; `null`: the text cannot be parsed. */
  readonly tree: () => SourceNode | null;
  /** Text of a file that places name, without byte order mark; `null`: it is none of this fleet. */
  readonly textOf: (file: string) => string | null;
  /** Ignore comments of the fleet file and of other files of the fleet. */
  readonly ignoreComments: (files: Iterable<string>) => Promise<readonly IgnoreComment[]>;
  /** The same file with other texts, as if they stood in the folder. */
  readonly reload: (overrides: Overrides) => Promise<LoadedFleet>;
};

const CODE = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const MODULES = ['.ts', '.mts', '.js', '.mjs'];
/** Words of code that computes: for a file with one of them the child starts at once. */
const COMPUTES = /=>|\b(?:function|return|await|const|let|interface|type)\b(?!\s*:)|\.\.\.|\$\{/;
const YAML = ['.yaml', '.yml'];

/**
 * Finds, reads, evaluates, validates. The child of a code file starts before the first `await`, so a caller that has
 * other things to load calls this first. Throws the errors of `discoverFleet`, `OCE_UNREADABLE`, `OCE_EVALUATOR`, and
 * `OCE_REFUSED` for code when execution is refused.
 */
export async function loadFleet({ fleet, environment, workingDirectory, facts, execution }: LoadRequest): Promise<LoadedFleet> {
  const path = discoverFleet({ fleet, environment, workingDirectory, home: facts.home });
  return loadFile({ path, facts, execution, overrides: new Map() });
}

async function loadFile(request: FileRequest): Promise<LoadedFleet> {
  const { path } = request;
  refuseExecution(request);
  const text = request.overrides.get(path) ?? readSource(path).text;
  const source = createSourceText(path, text ?? '');
  // The child, when there is one, works while the rest of this room loads.
  const [document, { buildSpec }] = await Promise.all([
    text === null ? notText() : readDocument(request, source),
    import('./build-spec.ts'),
  ]);
  const locator = createLocator(path, document.tree);
  const { spec, problems } = buildSpec(document);
  const misfits = spec === null || request.execution === 'refused' ? [] : await checkConfigs(spec, path);
  return {
    path,
    spec,
    faults: [...problems, ...misfits].map((problem) => toFault(problem, locator)),
    locate: locator.locate,
    sourceText: source.text,
    value: document.value,
    tree: document.tree,
    textOf: (file) => document.textOf(file)?.written ?? null,
    ignoreComments: (files) => readIgnores(document, new Set([path, ...files])),
    reload: (overrides) => loadFile({ ...request, overrides }),
  };
}

/** Schemas of other programs are not looked at in files that nobody has read yet: checking may take as long as a schema likes. */
async function checkConfigs(spec: FleetSpec, path: string): Promise<FileProblem[]> {
  if (spec.gateways.every(({ config }) => Object.keys(config).length === 0)) return [];
  const { checkRuntimeConfigs } = await import('./check-runtime-configs.ts');
  return checkRuntimeConfigs(spec, dirname(path));
}

function refuseExecution({ path, execution }: FileRequest): void {
  if (execution === 'allowed' || !CODE.includes(extname(path))) return;
  throw new OmniclawError('OCE_REFUSED', `"${path}" is code, which "--no-exec" refuses to run`, {
    hint: 'omniclaw lint --no-exec --fleet omniclaw.fleet.json',
  });
}

/** What a reader of one format gives; only code has more than one text. */
type FormatDocument = Omit<FleetDocument, 'textOf'> & Partial<Pick<FleetDocument, 'textOf'>>;

async function readDocument(request: FileRequest, source: SourceText): Promise<FleetDocument> {
  const own = { written: source.text, plain: source.text };
  return { textOf: (file) => (file === source.file ? own : null), ...(await readFormat(request, source)) };
}

async function readFormat(request: FileRequest, source: SourceText): Promise<FormatDocument> {
  const extension = extname(request.path);
  if (![...CODE, ...YAML, '.json'].includes(extension)) throw unknownFormat(request.path);
  if (/^\s*$/.test(source.text)) return empty();
  if (CODE.includes(extension)) return (await readConstants(request, source)) ?? readCodeFile(request, source);
  if (extension === '.json') return (await import('./read-json.ts')).readJson(source);
  return (await import('./read-yaml.ts')).readYaml(source);
}

/** What can be had without running code costs no child. `null`: it may compute something. */
async function readConstants({ path }: FileRequest, source: SourceText): Promise<FormatDocument | null> {
  if (!MODULES.includes(extname(path)) || COMPUTES.test(source.text)) return null;
  const { readConstantCode } = await import('./read-constant-code.ts');
  const constant = readConstantCode(source);
  return constant === null ? null : { value: constant.value, problems: [], tree: () => constant.tree };
}

async function readCodeFile({ path, facts, overrides: given }: FileRequest, source: SourceText): Promise<FleetDocument> {
  const realPath = realpathSync.native(path);
  const overrides = new Map([...given].map(([file, text]) => [file === path ? realPath : file, text]));
  const evaluation = startEvaluation(realPath, facts, overrides);
  const { readCode } = await import('./read-code.ts');
  return readCode({ source, realPath, overrides, evaluation });
}

function unknownFormat(path: string): OmniclawError {
  return new OmniclawError('OCE_UNREADABLE', `"${path}" is no fleet file: its name must end in ${[...CODE, '.json', ...YAML].join(', ')}`, {
    hint: 'omniclaw init',
  });
}

function empty(): FormatDocument {
  return { value: undefined, problems: [{ code: 'OC702', message: 'the fleet file is empty', at: [''] }], tree: () => null };
}

function notText(): FleetDocument {
  const problem = { code: 'OC702', message: 'the fleet file is not UTF-8 text', at: [''] } as const;
  return { value: undefined, problems: [problem], tree: () => null, textOf: () => null };
}

/** The parser is loaded only for files that hold such a comment. */
async function readIgnores({ textOf }: FleetDocument, files: ReadonlySet<string>): Promise<IgnoreComment[]> {
  const texts = [...files].flatMap((file) => {
    const text = extname(file) === '.json' ? null : textOf(file);
    return text?.written.includes('omniclaw-ignore') === true ? [{ file, ...text }] : [];
  });
  if (texts.length === 0) return [];
  const { ignoreComments } = await import('./ignore-comments.ts');
  return texts.flatMap(({ file, written, plain }) => ignoreComments(file, written, plain));
}

function toFault({ code, message, at }: FileProblem, locator: Locator): Fault {
  const pointers = at.map((place) => (typeof place === 'string' ? place : locator.mark(place)));
  const gateways = at.flatMap((place) => gatewayOf(typeof place === 'string' ? place : place.pointer));
  const severity = code === 'OC705' ? 'warning' : 'error';
  return { code, severity, gateways: [...new Set(gateways)], message: escapeUnseen(message), pointers, fix: null };
}

function gatewayOf(pointer: string): string[] {
  const [section, name] = pointerKeys(pointer);
  return section === 'gateways' && name !== undefined ? [name] : [];
}
