import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { printPortLock } from '../drivers/port-lock-file.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { type CheckContext, type CheckedFleet, checkFleet, checkLoaded, OFFLINE } from './check-fleet.ts';
import type { Call } from './command.ts';
import { lintExit, reported } from './commands/lint.ts';
import { findingsView, shownText } from './findings-view.ts';
import { type FixedFleet, fixFleet } from './fix-fleet.ts';
import type { LintOptions } from './lint-options.ts';
import { listenToHost } from './open-host.ts';
import { readHost } from './read-host.ts';
import { writeLintReport } from './write-lint-report.ts';

/** A file and its text before and after; `before: null`: it is new. */
type FileChange = { readonly file: string; readonly before: string | null; readonly after: string };

/** `lint --fix`: mends the files, or with `--dry-run` shows how, then reports what is left. */
export async function lintAndFix(call: Call, options: LintOptions): Promise<number> {
  const context: CheckContext = { ...OFFLINE, taken: await listenToHost() };
  const start = await checkFleet(call, context);
  const chosen = new Set(reported(start, options).map(({ code }) => code));
  const host = { ...readHost(call.environment), fleetDir: dirname(start.path) };
  const fixed = await fixFleet(
    start,
    (loaded) => checkLoaded(loaded, host, context),
    ({ code }) => chosen.has(code),
  );
  const lock = lockChange(fixed.checked, options);
  const changes = [...textChanges(fixed), ...lock];
  const shown = { before: shownText(start), after: shownText(fixed.checked) };
  if (options.fix === 'write') await writeChanges(changes);
  const after = lock.length === 0 ? fixed.checked : withoutLockFindings(fixed.checked);
  const findings = reported(after, options);
  const say = options.format === 'pretty' ? call.terminal.out : call.terminal.err;
  say(await describeChanges(call, after, { changes, made: fixed.made, fix: options.fix, shown }));
  await writeLintReport(call, after, findings, options.format);
  return options.fix === 'show' && changes.length > 0 ? 1 : lintExit(findings, options);
}

function textChanges({ texts, before }: FixedFleet): FileChange[] {
  return [...texts].map(([file, after]) => ({ file, before: before.get(file) ?? '', after })).filter((one) => one.before !== one.after);
}

/** The lock file as it should be, when a finding says that it is not. */
function lockChange(checked: CheckedFleet, options: LintOptions): FileChange[] {
  const { fleet } = checked;
  if (fleet === null || !reported(checked, options).some(({ code }) => code === 'OC704')) return [];
  return [{ file: fleet.lock.path, before: fleet.lock.text, after: printPortLock(fleet.lock.wanted) }];
}

function withoutLockFindings(checked: CheckedFleet): CheckedFleet {
  return { ...checked, findings: checked.findings.filter(({ code }) => code !== 'OC704') };
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Each file is replaced where it really lies, with its mode, and only while it still has the text that was read. */
async function writeChanges(changes: readonly FileChange[]): Promise<void> {
  for (const { file, before, after } of changes) {
    if (before === null) {
      await writeFileSafely(file, after, 0o644, { previous: null });
      continue;
    }
    const real = realpathSync.native(file);
    const mark = readFileSync(real, 'utf8').startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    await writeFileSafely(real, mark + after, statSync(real).mode & 0o777, { previous: mark + before });
  }
}

type Account = {
  readonly changes: readonly FileChange[];
  readonly made: readonly string[];
  readonly fix: LintOptions['fix'];
  readonly shown: Shown;
};

type Shown = { readonly before: (file: string) => string | null; readonly after: (file: string) => string | null };

async function describeChanges(call: Call, checked: CheckedFleet, { changes, made, fix, shown }: Account): Promise<string> {
  const { shorten, paint } = findingsView(call, checked);
  if (changes.length === 0) return 'nothing to fix\n\n';
  if (fix === 'show') {
    const { unifiedDiff } = await import('../render/text-diff.ts');
    const lock = checked.fleet?.lock.path;
    const diffs = changes.map(({ file, before, after }) =>
      file === lock
        ? unifiedDiff(shorten(file), before ?? '', after, paint)
        : unifiedDiff(shorten(file), shown.before(file) ?? '', shown.after(file) ?? '', paint),
    );
    return `${diffs.join('')}\n`;
  }
  const lines = [...made, ...changes.filter(({ file }) => file === checked.fleet?.lock.path).map(({ file }) => `wrote ${shorten(file)}`)];
  return `${lines.map((line) => `${paint('green', 'fixed')} ${line}\n`).join('')}\n`;
}
