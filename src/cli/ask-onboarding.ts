/** The questions of `onboard`. What a flag says already is not asked. */

import { isIP } from 'node:net';
import { confirm, intro, isCancel, note, outro, select, text } from '@clack/prompts';
import { MAX_BASE_PORT } from '../fleet/port-block.ts';
import type { Call } from './command.ts';
import type { Onboarding } from './commands/onboard.ts';
import { readInstance } from './read-instance.ts';
import { declareSingle } from './single-gateway.ts';

/** `null`: the user gave up. */
export async function askOnboarding(call: Call, { choices, daemon }: Onboarding): Promise<Onboarding | null> {
  const instance = readInstance(call);
  const { derived } = await declareSingle(call, { instance, port: instance.port, driver: 'auto' });
  intro(`omniclaw: the gateway of profile "${instance.profile}"`);
  note(`state   ${derived.paths.stateDir}\nconfig  ${derived.paths.config}`, 'it lives in');
  const port = instance.port === null ? await askPort(derived.ports.gateway) : String(instance.port);
  if (isCancel(port)) return null;
  const bind = choices.bind ?? (await askBind(derived.spec.bind));
  if (isCancel(bind)) return null;
  const workspace =
    choices.workspace ?? (await text({ message: 'where do agents work?', initialValue: derived.paths.workspace, validate: needText }));
  if (isCancel(workspace)) return null;
  const service =
    daemon === 'yes' || (await confirm({ message: 'run it as a service, from now on and after each login?', initialValue: true }));
  if (isCancel(service)) return null;
  outro('thank you');
  return { choices: { ...choices, port: Number(port), bind, workspace }, daemon: service ? 'yes' : 'no' };
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
  return text({ message: 'which address?', validate: (value = '') => (isIP(value) === 0 ? 'an IP address' : undefined) });
}

function needText(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? 'a folder' : undefined;
}
