import type { Holder, ListenerSeen, Manager, Unit } from './host-state.ts';
import { shellWord } from './shell-word.ts';
import { quoted, visible } from './visible.ts';

/** A process in words: `process 4242 (python3 -m http.server), the unit "web.service"`. */
export function describeHolder(holder: Holder | null): string {
  if (holder === null) return 'a process of another user';
  const { pid, command, unit, gateway, userDataDir } = holder;
  const parts = [
    `process ${pid}${command === '' ? '' : ` (${visible(command)})`}`,
    ...(unit === null ? [] : [`the ${unit.scope === 'system' ? 'system ' : ''}unit ${quoted(unit.name)}`]),
    ...(gateway === null ? [] : [`the ${gateway.runtime} gateway ${quoted(gateway.profile)} of ${quoted(gateway.stateDir)}`]),
    ...(userDataDir === null ? [] : [`a browser with the logins of ${quoted(userDataDir)}`]),
  ];
  return parts.join(', ');
}

/** What to type to be rid of a listener. */
export function howToStop({ port, holder }: ListenerSeen): string {
  if (holder === null) return `see who has it ("sudo ss -ltnp 'sport = :${port}'") and stop that`;
  return `stop it ("${holder.unit === null ? `kill ${holder.pid}` : stopUnit(holder.unit)}")`;
}

function stopUnit({ scope, name }: Unit): string {
  return scope === 'user' ? `systemctl --user stop ${shellWord(name)}` : `sudo systemctl stop ${shellWord(name)}`;
}

/** What runs a gateway, in words. */
export function describeManager({ kind, name }: Manager): string {
  switch (kind) {
    case 'systemd-user':
      return `the user unit ${quoted(name)}`;
    case 'systemd-system':
      return `the system unit ${quoted(name)}`;
    case 'launchd':
      return `the agent ${quoted(name)}`;
    case 'supervisor':
      return `the supervisor of OmniClaw (${quoted(name)})`;
    case 'container':
      return `the container ${quoted(name)}`;
    case 'pm2':
      return `PM2 (${quoted(name)})`;
    default:
      return kind satisfies never;
  }
}

/** What to type so that this one no longer runs the gateway. */
export function howToDismiss({ kind, name }: Manager, gateway: string): string {
  const word = shellWord(name);
  switch (kind) {
    case 'systemd-user':
      return `systemctl --user disable --now ${word}`;
    case 'systemd-system':
      return `sudo systemctl disable --now ${word}`;
    case 'launchd':
      return `launchctl bootout gui/$(id -u)/${word}`;
    case 'supervisor':
      return `omniclaw fleet destroy ${shellWord(gateway)}`;
    case 'container':
      return `docker stop ${word}`;
    case 'pm2':
      return `pm2 delete ${word}`;
    default:
      return kind satisfies never;
  }
}
