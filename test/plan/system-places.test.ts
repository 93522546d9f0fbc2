/** Places that no gateway may call its own, and ports that nobody should use. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Host } from '../../src/fleet/host.ts';
import { isBlockedByBrowsers } from '../../src/plan/blocked-ports.ts';
import { ephemeralPorts } from '../../src/plan/ephemeral-range.ts';
import { foldPath } from '../../src/plan/fold-path.ts';
import { readSystemPlaces, whatIsWrong } from '../../src/plan/system-places.ts';
import { host } from './sample-gateway.ts';

const places = suite('system places');

function judge(path: string, machine: Partial<Host> = {}, real = path): string | null {
  const here = { ...host, ...machine };
  return whatIsWrong({ path, identity: foldPath(real, here) }, readSystemPlaces(here));
}

const words = (text: string) => text.trim().split(/\s+/);
const closed = words(`/bin /boot /dev /etc /lib /lib32 /lib64 /libx32 /proc /run /sbin /sys /usr/bin /usr/lib /usr/sbin /var/run
  /private/etc /System /Library /cores /private/var/run /private/var/db`);
const shared =
  words(`/usr /usr/local /usr/share /root /var /opt /srv /mnt /media /lost+found /snap /nix /nix/store /var/lib /var/log /var/cache
  /var/spool /var/opt /var/mail /var/lock /usr/include /usr/src /usr/local/bin /usr/local/lib
  /Users /Users/Shared /Applications /Volumes /private /private/var /Network`);
const temporary = words('/tmp /var/tmp /private/tmp /private/var/tmp /dev/shm /var/folders /private/var/folders');

for (const place of closed) {
  places(`${place} is closed, and so is everything in it`, () => {
    assert.is(judge(place), 'a system folder');
    assert.is(judge(`${place}/deep/inside`), 'a system folder');
    assert.is(judge(`${place}2/x`), null);
  });
}
for (const place of shared) {
  places(`${place} is shared: a folder of one's own in it is fine`, () => {
    assert.is(judge(place), 'a system folder');
    assert.is(judge(`${place}/gateway`), null);
  });
}
for (const place of temporary) {
  places(`${place} is emptied by the system`, () => {
    assert.is(judge(place), 'a temporary folder');
    assert.is(judge(`${place}/gateway`), place === '/dev/shm' ? 'a system folder' : null);
  });
}

const rows: readonly (readonly [string, string, Partial<Host>, string | null])[] = [
  ['the volumes of macOS', '/System/Volumes', {}, 'a system folder'],
  ['its data volume', '/System/Volumes/Data', {}, 'a system folder'],
  ['the home', '/home/ann', {}, 'the home folder itself'],
  ['the home with a slash', '/home/ann', { home: '/home/ann/' }, 'the home folder itself'],
  ['above the home', '/home', {}, 'a folder above the home folder'],
  ['the root', '/', {}, 'a folder above the home folder'],
  ['the root as home', '/', { home: '/' }, 'the home folder itself'],
  ['the homes of others, from root', '/home', { home: '/root' }, 'a system folder'],
  ['in the home', '/home/ann/gateway', {}, null],
  ['the home of somebody else', '/home/bob', {}, null],
  ['anywhere else', '/data', {}, null],
  ['the home is temporary', '/tmp', { home: '/tmp/ann' }, 'a temporary folder'],
  ['the home lies in a closed folder', '/usr/lib/ann/gateway', { home: '/usr/lib/ann' }, null],
  ['the closed folder of the home', '/usr/lib', { home: '/usr/lib/ann' }, 'a folder above the home folder'],
  ['another closed folder', '/etc/x', { home: '/usr/lib/ann' }, 'a system folder'],
  ['the case counts on Linux', '/ETC/x', {}, null],
  ['the case does not count on macOS', '/ETC/x', { platform: 'darwin', home: '/Users/ann' }, 'a system folder'],
  ['the home in another case', '/USERS/Ann', { platform: 'darwin', home: '/Users/ann' }, 'the home folder itself'],
];
for (const [is, path, machine, expected] of rows) places(is, () => assert.is(judge(path, machine), expected));

places('a link counts as what it is written as, and as what it leads to', () => {
  assert.is(judge('/data/w', {}, '/home/ann'), 'the home folder itself');
  assert.is(judge('/etc/w', {}, '/data/w'), 'a system folder');
  assert.is(judge('/data/w', {}, '/data/v'), null);
});

places('ports that browsers refuse', () => {
  const blocked = words(`1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135
    137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049
    3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080`).map(Number);
  const found = Array.from({ length: 65536 }, (_, port) => port).filter(isBlockedByBrowsers);
  assert.equal(found, blocked);
});

places('ports for outgoing connections, where nobody looked at the host', () => {
  const range = (platform: Host['platform']) => ephemeralPorts({ host: { ...host, platform }, seen: null });
  assert.equal(range('linux'), { range: { first: 32768, last: 60999 }, reserved: [] });
  for (const platform of ['darwin', 'win32'] as const)
    assert.equal(range(platform), { range: { first: 49152, last: 65535 }, reserved: [] });
});

places.run();
