import type { Action } from '../../plan/resource.ts';
import type { Loaded } from './agent-state.ts';

/** What to tell launchd, in order. `missing`: whether the answer "not found" is a failure. */
export type LaunchctlCall = { readonly words: readonly string[]; readonly missing: 'fails' | 'is-fine' };

/** What a step needs to be told: the agent as launchd names it, and its file. */
export type AgentPlace = { readonly domain: string; readonly label: string; readonly path: string };

/**
 * launchd reads a property list when it is bootstrapped, so a changed one needs `bootout` first, also while nothing runs; that
 * waits for the process to end. `enable` takes back what `disable` of a former stop has left behind for the next login.
 * `kickstart` leaves a process that runs alone. Source: launchctl(1), macOS 14.
 */
export function launchctlCalls(action: Action, { domain, label, path }: AgentPlace, loaded: Loaded): LaunchctlCall[] {
  const target = `${domain}/${label}`;
  const call = (...words: readonly string[]): LaunchctlCall => ({ words, missing: 'fails' });
  const bootout: LaunchctlCall = { words: ['bootout', target], missing: 'is-fine' };
  const load = [call('enable', target), call('bootstrap', domain, path)];
  switch (action) {
    case 'start':
    case 'adopt':
      if (loaded === 'wanted') return [call('enable', target), call('kickstart', target)];
      return loaded === 'none' ? load : [bootout, ...load];
    case 'restart':
      return [bootout, ...load];
    case 'update':
      return [call('enable', target)];
    case 'stop':
      return [call('disable', target), bootout];
    case 'delete':
      return [bootout, { words: ['enable', target], missing: 'is-fine' }];
    default:
      throw new TypeError(`a service cannot "${action}"`);
  }
}
