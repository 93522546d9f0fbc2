import { isIP } from 'node:net';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { jsonText } from '../../render/json-text.ts';
import type { Call } from '../command.ts';
import { readFolder } from '../read-folder.ts';
import { readHost } from '../read-host.ts';
import { type SetUp, type SetUpChoices, setUpGateway } from '../set-up-gateway.ts';
import { runGatewayInstall } from './gateway-install.ts';
import { reportNext, reportSetUp, setUpDocument } from './setup.ts';

/** Choices, and whether the gateway is to run as a service. */
export type Onboarding = { readonly choices: SetUpChoices; readonly daemon: 'yes' | 'no' };

/** 0 done, 130 given up. */
export async function runOnboard(call: Call): Promise<number> {
  const given = readFlags(call);
  if (call.has('non-interactive') || call.has('json')) return carryOut(call, given);
  if (!call.terminal.canAsk) {
    throw new OmniclawError('OCE_USAGE', 'this is no terminal, so nothing can be asked', { hint: 'omniclaw onboard --non-interactive' });
  }
  const { askOnboarding } = await import('../ask-onboarding.ts');
  const answers = await askOnboarding(call, given);
  if (answers === null) {
    call.terminal.err('nothing was changed\n');
    return 130;
  }
  return carryOut(call, answers);
}

function readFlags(call: Call): Onboarding {
  const workspace = call.value('workspace');
  const [auth, bind] = [call.value('auth') ?? null, call.value('bind') ?? null];
  if (auth !== null && auth !== 'token' && auth !== 'none')
    throw new OmniclawError('OCE_USAGE', `"--auth" must be "token" or "none", got "${auth}"`, { hint: '--auth token' });
  if (bind !== null && bind !== 'loopback' && bind !== 'lan' && isIP(bind) === 0)
    throw new OmniclawError('OCE_USAGE', `"--bind" must be "loopback", "lan" or an IP address, got "${bind}"`, { hint: '--bind loopback' });
  return {
    choices: { port: null, bind, auth, workspace: workspace === undefined ? null : readFolder(workspace, readHost(call.environment).home) },
    daemon: call.has('install-daemon') ? 'yes' : 'no',
  };
}

async function carryOut(call: Call, { choices, daemon }: Onboarding): Promise<number> {
  const done = await setUpGateway(call, choices);
  if (call.has('json')) return carryOutAsJson(call, done, daemon);
  reportSetUp(call, done);
  if (daemon === 'yes') return runGatewayInstall(call);
  reportNext(call, done);
  return 0;
}

/** One document, with that of the installation in it. */
async function carryOutAsJson(call: Call, done: SetUp, daemon: Onboarding['daemon']): Promise<number> {
  const document = { ...setUpDocument(done), schema: 'omniclaw.onboard.v1' };
  const print = (service: unknown): void => call.terminal.out(jsonText({ ...document, service }));
  if (daemon === 'no') {
    print(null);
    return 0;
  }
  const parts: string[] = [];
  const code = await runGatewayInstall({ ...call, terminal: { ...call.terminal, out: (text) => void parts.push(text) } });
  print(JSON.parse(parts.join('')));
  return code;
}
