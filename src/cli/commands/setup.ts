import { jsonText } from '../../render/json-text.ts';
import { painter, printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { readFolder } from '../read-folder.ts';
import { readHost } from '../read-host.ts';
import { type SetUp, setUpGateway } from '../set-up-gateway.ts';
import { pathShortener } from '../shorten-path.ts';

/** 0 done, or there already. */
export async function runSetup(call: Call): Promise<number> {
  const workspace = call.value('workspace');
  const done = await setUpGateway(call, {
    port: null,
    bind: null,
    auth: null,
    workspace: workspace === undefined ? null : readFolder(workspace, readHost(call.environment).home),
  });
  if (call.has('json')) call.terminal.out(jsonText(setUpDocument(done)));
  else {
    reportSetUp(call, done);
    reportNext(call, done);
  }
  return 0;
}

/** The document `omniclaw.setup.v1`. Holds no secret. */
export function setUpDocument({ derived, changed, doubts }: SetUp) {
  return {
    schema: 'omniclaw.setup.v1',
    formatVersion: '1.0',
    profile: derived.profile,
    changed: changed === 'yes',
    ports: derived.ports,
    paths: derived.paths,
    notes: doubts,
  };
}

/** What was set up. */
export function reportSetUp(call: Call, { derived, changed, doubts }: SetUp): void {
  const { terminal, environment } = call;
  const paint = painter(terminal.color);
  const shorten = pathShortener(readHost(environment).home, process.cwd());
  const { gateway, browserControl, canvas, cdp } = derived.ports;
  const others = [
    ...(browserControl === null ? [] : [`control ${browserControl}`]),
    ...(canvas === null ? [] : [`canvas ${canvas}`]),
    ...(cdp === null ? [] : [`browsers ${cdp.first}-${cdp.last}`]),
  ];
  const rows = [
    ['profile', derived.profile],
    ['port', [String(gateway), ...others].join(', ')],
    ['config', shorten(derived.paths.config)],
    ['workspace', shorten(derived.paths.workspace)],
  ];
  terminal.out(`${paint('green', changed === 'yes' ? 'set up' : 'as it was')}\n`);
  for (const [name = '', value = ''] of rows) terminal.out(`  ${name.padEnd(10)} ${printable(value)}\n`);
  for (const doubt of doubts) terminal.err(`note: ${printable(doubt)}\n`);
}

/** What to type next. */
export function reportNext({ terminal }: Call, { derived: { profile } }: SetUp): void {
  const paint = painter(terminal.color);
  const line = profile === 'default' ? 'omniclaw' : `omniclaw --profile ${profile}`;
  terminal.out(`\nnext: ${paint('bold', `${line} gateway`)} runs it here, ${paint('bold', `${line} gateway install`)} as a service\n`);
}
