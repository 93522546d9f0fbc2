/** What is left of a session: it is signalled when its leader has ended, and when it is the one that is meant. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { identifyProcess, signalSession } from '../../src/os/process-facts.ts';
import { until } from '../stories/until.ts';

type Context = { leader: ChildProcess; session: number; child: number };
const sessions = suite<Context>('what is left of a session');

sessions.before.each(async (context) => {
  const leader = spawn('sh', ['-c', 'trap "" TERM; sleep 300 & echo $!; wait'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = await once(leader.stdout, 'data');
  Object.assign(context, { leader, session: leader.pid ?? 0, child: Number(String(said)) });
});
sessions.after.each(async ({ leader, child }) => {
  await kill(leader);
  if ((await identifyProcess(child)) !== null) process.kill(child, 'SIGKILL');
});

sessions('one whose leader lives is left alone', async ({ session, child }) => {
  assert.is(signalSession(session, 'SIGKILL'), 0);
  assert.is.not(await identifyProcess(session), null);
  assert.is.not(await identifyProcess(child), null);
});

sessions(
  'the rest of one whose leader has ended is counted, asked and ended, and then there is none',
  async ({ leader, session, child }) => {
    await kill(leader);
    assert.is(signalSession(session, 0), 1);
    assert.is(signalSession(session, 'SIGTERM'), 1);
    assert.is.not(await identifyProcess(child), null, 'it does not listen to that');
    signalSession(session, 'SIGKILL');
    await until(async () => signalSession(session, 0) === 0);
    assert.is(await identifyProcess(child), null);
  },
);

sessions('those that are not meant are left alone', async ({ leader, session, child }) => {
  await kill(leader);
  assert.is(
    signalSession(session, 'SIGKILL', (pid) => pid !== child),
    0,
  );
  assert.is.not(await identifyProcess(child), null);
});

async function kill(leader: ChildProcess): Promise<void> {
  if (leader.exitCode !== null || leader.signalCode !== null) return;
  const ended = once(leader, 'exit');
  leader.kill('SIGKILL');
  await ended;
}

sessions.run();
