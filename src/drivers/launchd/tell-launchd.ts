/** Tells launchd what a step takes, call by call, and waits where it answers before it is done. */
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { type AgentState, loadedOf, parseAgentState } from './agent-state.ts';
import { isInTheWay, type Launchctl } from './launchctl.ts';
import type { LaunchctlCall } from './launchd-steps.ts';

/** `target`: the agent as launchd names it · `wanted`: the text of its property list · `stopTimeoutMs`: what its process has to end. */
export type Agent = { readonly target: string; readonly wanted: string; readonly stopTimeoutMs: number };

export async function tellLaunchd(launchctl: Launchctl, calls: readonly LaunchctlCall[], agent: Agent): Promise<void> {
  for (const { words, missing } of calls) {
    const answer = words[0] === 'bootstrap' ? await load(launchctl, words, agent) : await launchctl.run(...words);
    if (words[0] === 'bootout') await waitUntilGone(launchctl, agent);
    if (answer === null && missing === 'fails') {
      throw new OmniclawError('OCE_SERVICE', `launchd does not know "${agent.target}"`, { hint: `launchctl print ${agent.target}` });
    }
  }
}

/** What launchd has loaded; `null`: nothing of that name. */
export async function lookAtAgent(launchctl: Launchctl, target: string): Promise<AgentState | null> {
  const text = await launchctl.run('print', target);
  return text === null ? null : parseAgentState(text);
}

/** launchd answers "bootout" before the process has ended, and refuses to load the agent again until it has. */
async function waitUntilGone(launchctl: Launchctl, { target, stopTimeoutMs }: Agent): Promise<void> {
  const deadline = performance.now() + stopTimeoutMs + GONE_MARGIN_MS;
  while ((await launchctl.run('print', target)) !== null) {
    if (performance.now() > deadline) {
      throw new OmniclawError('OCE_SERVICE', `launchd does not let go of "${target}"`, { hint: `launchctl print ${target}` });
    }
    await pause();
  }
}

/** Beyond the time that an agent has to end, after which it is killed. */
const GONE_MARGIN_MS = 15_000;

/** Loads it once launchd has let go of the one before, which it may do after it said that there is none. One that is loaded by now is fine. */
async function load(launchctl: Launchctl, words: readonly string[], { target, wanted }: Agent): Promise<string | null> {
  const deadline = performance.now() + RELEASE_MS;
  for (;;) {
    const answer = await launchctl.run(...words).catch(unlessInTheWay);
    if (!(answer instanceof OmniclawError)) return answer;
    if (loadedOf(await lookAtAgent(launchctl, target), wanted) === 'wanted') return '';
    if (performance.now() > deadline) throw answer;
    await pause();
  }
}

/** Twice what launchd has been seen to take, macOS 26.5. Source: https://github.com/headroomlabs-ai/headroom/issues/1289. */
const RELEASE_MS = 10_000;

function unlessInTheWay(thrown: unknown): OmniclawError {
  if (isInTheWay(thrown)) return thrown;
  throw thrown;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
