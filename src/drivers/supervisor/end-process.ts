/** Ends processes of a service as systemd would: who asks `main` has `KillMode=mixed` there, who asks the `group` has `control-group`. */
import { isSameProcess, type ProcessIdentity, signalGroup, signalProcess, signalSession } from '../../os/process-facts.ts';
import type { StopPolicy } from '../../plan/resource.ts';

/** Asks the process to end, ends it after its time, and leaves nothing of its session behind. */
export async function endProcess(identity: ProcessIdentity, { timeoutMs, asks }: StopPolicy): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  await (asks === 'main' ? signalProcess : signalGroup)(identity, 'SIGTERM');
  while (await isSameProcess(identity)) {
    if (performance.now() > deadline) await signalGroup(identity, 'SIGKILL');
    await pause(15);
  }
  await endLeft(identity.pid, asks === 'main' ? 0 : deadline);
}

/** Ends what a process that ended by itself has left of its session. `isMeant`: of those that are in it. */
export async function endRest(leader: number, { timeoutMs, asks }: StopPolicy, isMeant?: (pid: number) => boolean): Promise<void> {
  if (asks === 'group') signalSession(leader, 'SIGTERM', isMeant);
  await endLeft(leader, asks === 'main' ? 0 : performance.now() + timeoutMs, isMeant);
}

/** What was killed has its ports until it is gone; what the kernel holds on to is not waited for. */
const GONE_WITHIN_MS = 5_000;

/** `deadline`: until then they may end by themselves. */
async function endLeft(leader: number, deadline: number, isMeant?: (pid: number) => boolean): Promise<void> {
  const latest = Math.max(deadline, performance.now()) + GONE_WITHIN_MS;
  while (signalSession(leader, performance.now() < deadline ? 0 : 'SIGKILL', isMeant) > 0 && performance.now() < latest) await pause(30);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
