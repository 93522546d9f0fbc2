/** Processes and supervisors in words, and what to type against them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { describeHolder, describeManager, howToDismiss, howToStop } from '../../src/plan/describe-holder.ts';
import type { Holder, Manager } from '../../src/plan/host-state.ts';
import { shellWord } from '../../src/plan/shell-word.ts';

const words = suite('holders in words');

const bare: Holder = { pid: 7, command: '', unit: null, gateway: null, userDataDir: null };
const holders: readonly (readonly [holder: Holder | null, said: string, stop: string])[] = [
  [null, 'a process of another user', `see who has it ("sudo ss -ltnp 'sport = :80'") and stop that`],
  [bare, 'process 7', 'stop it ("kill 7")'],
  [{ ...bare, command: 'nc -l\u202e' }, 'process 7 (nc -l\\u{202e})', 'stop it ("kill 7")'],
  [
    { ...bare, unit: { scope: 'system', name: 'web.service' } },
    'process 7, the system unit "web.service"',
    'stop it ("sudo systemctl stop web.service")',
  ],
  [
    { ...bare, unit: { scope: 'user', name: 'my web.service' } },
    'process 7, the unit "my web.service"',
    `stop it ("systemctl --user stop 'my web.service'")`,
  ],
  [{ ...bare, userDataDir: '/h/u' }, 'process 7, a browser with the logins of "/h/u"', 'stop it ("kill 7")'],
  [
    { ...bare, gateway: { runtime: 'openclaw', profile: 'p', stateDir: '/s' } },
    'process 7, the openclaw gateway "p" of "/s"',
    'stop it ("kill 7")',
  ],
];
for (const [holder, said, stop] of holders) {
  words(said, () => {
    assert.is(describeHolder(holder), said);
    assert.is(howToStop({ port: 80, address: '127.0.0.1', holder }), stop);
  });
}

const managers: readonly (readonly [kind: Manager['kind'], said: string, dismiss: string])[] = [
  ['systemd-user', 'the user unit "x y"', "systemctl --user disable --now 'x y'"],
  ['systemd-system', 'the system unit "x y"', "sudo systemctl disable --now 'x y'"],
  ['launchd', 'the agent "x y"', "launchctl bootout gui/$(id -u)/'x y'"],
  ['supervisor', 'the supervisor of OmniClaw ("x y")', 'omniclaw fleet destroy main'],
  ['container', 'the container "x y"', "docker stop 'x y'"],
  ['pm2', 'PM2 ("x y")', "pm2 delete 'x y'"],
];
for (const [kind, said, dismiss] of managers) {
  words(said, () => {
    assert.is(describeManager({ kind, name: 'x y' }), said);
    assert.is(howToDismiss({ kind, name: 'x y' }, 'main'), dismiss);
  });
}

words('a word for a shell', () => {
  for (const plain of ['a', '/h/a-b_c.d', 'x=1,2', '~/x', 'a@b:1%']) assert.is(shellWord(plain), plain);
  for (const odd of ['', ' ', '$x', '`x`', 'a;b', 'a\nb', '*', '"', '\\']) assert.is(shellWord(odd), `'${odd}'`);
});

words.run();
