/** The questions of `onboard`. What a flag says already is not asked, and an answer that cannot work is asked for again. */

import { isIP } from 'node:net';
import { confirm, intro, isCancel, log, note, outro, select, text } from '@clack/prompts';
import { MAX_BASE_PORT } from '../fleet/port-block.ts';
import { printable } from '../render/style.ts';
import type { Call } from './command.ts';
import type { Onboarding } from './commands/onboard.ts';
import { readFolder, whatIsWrongWith } from './read-folder.ts';
import { readHost } from './read-host.ts';
import { readInstance } from './read-instance.ts';
import { considerSetUp, type SetUpChoices } from './set-up-gateway.ts';

/** `null`: the user gave up. */
export async function askOnboarding(call: Call, { choices, daemon }: Onboarding): Promise<Onboarding | null> {
  const instance = readInstance(call);
  const { derived } = await considerSetUp(call, choices);
  const { home } = readHost(call.environment);
  intro(`omniclaw: the gateway of profile "${instance.profile}"`);
  note(`state   ${derived.paths.stateDir}\nconfig  ${derived.paths.config}`, 'it lives in');
  const port =
    instance.port === null
      ? await askUntilItFits(call, choices, {
          // Looked for each time: what was free a moment ago may be taken now.
          ask: async () => askPort((await considerSetUp(call, choices)).derived.ports.gateway),
          add: (answer) => ({ port: Number(answer) }),
        })
      : { ...choices, port: instance.port };
  if (port === null) return null;
  const bind = port.bind ?? (await askBind(derived.spec.bind));
  if (isCancel(bind)) return null;
  const bound = { ...port, bind };
  const settled =
    bound.workspace === null
      ? await askUntilItFits(call, bound, {
          ask: () => askWorkspace(derived.paths.workspace),
          add: (answer) => ({ workspace: readFolder(answer, home) }),
        })
      : bound;
  if (settled === null) return null;
  const service =
    daemon === 'yes' || (await confirm({ message: 'run it as a service, from now on and after each login?', initialValue: true }));
  if (isCancel(service)) return null;
  outro('thank you');
  return { choices: settled, daemon: service ? 'yes' : 'no' };
}

type Question = {
  readonly ask: () => Promise<string | symbol>;
  /** What an answer adds to the choices. */
  readonly add: (answer: string) => Partial<SetUpChoices>;
};

/** Asks until nothing stands in the way of the answer; `null`: the user gave up. */
async function askUntilItFits(call: Call, choices: SetUpChoices, { ask, add }: Question): Promise<SetUpChoices | null> {
  const told = new Set((await considerSetUp(call, choices)).doubts.map(({ message }) => message));
  for (;;) {
    const answer = await ask();
    if (typeof answer === 'symbol') return null;
    const wanted = { ...choices, ...add(answer) };
    const { conflicts, doubts } = await considerSetUp(call, wanted);
    for (const { code, message } of conflicts.slice(0, 1)) log.error(printable(`${message} (${code})`));
    if (conflicts.length > 0) continue;
    for (const { code, message } of doubts) if (!told.has(message)) log.warn(printable(`${message} (${code})`));
    return wanted;
  }
}

function askPort(free: number) {
  return text({
    message: 'base port? The 110 ports above it belong to the gateway too',
    initialValue: String(free),
    validate: (value = '') =>
      /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= MAX_BASE_PORT ? undefined : `a number from 1 to ${MAX_BASE_PORT}`,
  });
}

async function askBind(now: string) {
  const initialValue = isIP(now) === 0 ? '' : now;
  const choice = await select({
    message: 'who may reach it?',
    initialValue: now === 'loopback' || now === 'lan' ? now : 'address',
    options: [
      { value: 'loopback', label: 'programs on this machine', hint: 'recommended' },
      { value: 'lan', label: 'the whole network, with the token' },
      { value: 'address', label: 'one address of this machine' },
    ],
  });
  if (choice !== 'address') return choice;
  return text({ message: 'which address?', initialValue, validate: (value = '') => (isIP(value) === 0 ? 'an IP address' : undefined) });
}

function askWorkspace(usual: string) {
  return text({ message: 'where do agents work?', initialValue: usual, validate: (value = '') => whatIsWrongWith(value) ?? undefined });
}
