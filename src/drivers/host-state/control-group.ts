import { readProc } from '../../os/process-facts.ts';
import type { Unit } from '../../plan/host-state.ts';

/** What a process belongs to. `container`: the first 12 digits of its id; `null`: it is in none, or in the same as we are. */
export type ControlGroup = { readonly unit: Unit | null; readonly container: string | null };

/** Reads the control group of a process. Linux; nothing elsewhere. */
export function readControlGroup(pid: number): ControlGroup {
  return parseControlGroup(readProc(`/proc/${pid}/cgroup`) ?? '', readProc('/proc/self/cgroup') ?? '');
}

/** What such a text says. `ours`: that of this process. Source: cgroups(7), "/proc/[pid]/cgroup". */
export function parseControlGroup(text: string, ours: string): ControlGroup {
  const path = pathIn(text);
  const container = containerOf(path);
  return { unit: unitOf(path), container: container === containerOf(pathIn(ours)) ? null : container };
}

/** The group of the one hierarchy, or of the one that systemd keeps. */
function pathIn(text: string): string {
  const lines = text.split('\n');
  const find = (mark: string) => lines.find((line) => line.includes(mark))?.split(mark)[1];
  return find(':name=systemd:') ?? find('0::') ?? '';
}

/** Slices that only the managers of users have. Source: systemd.special(7). */
const USER_SLICES = ['app.slice', 'session.slice', 'background.slice'];

/** The innermost service. The manager of a user is no service of that user. Source: systemd "Control Group APIs and Delegation". */
function unitOf(path: string): Unit | null {
  const parts = path.split('/');
  const name = parts.findLast((part) => part.endsWith('.service'));
  if (name === undefined || /^user@\d+\.service$/.test(name)) return null;
  const scope = parts.some((part) => USER_SLICES.includes(part) || /^user@\d+\.service$/.test(part)) ? 'user' : 'system';
  return { scope, name: name.replaceAll(/\\x([0-9a-f]{2})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16))) };
}

/** Docker, Podman, containerd and CRI-O name the group after the container. */
function containerOf(path: string): string | null {
  return /(?:docker|libpod|containerd|crio|kubepods)[-/:a-z0-9_.]*?([0-9a-f]{12})[0-9a-f]{52}/.exec(path)?.[1] ?? null;
}
