import type { PortRange } from '../../fleet/fleet-schema.ts';
import { readProc } from '../../os/process-facts.ts';
import type { HostState } from '../../plan/host-state.ts';

/** The ports of outgoing connections, as this system is set; `null`: it does not say. Source: Linux ip-sysctl. */
export function readKernelPorts(): HostState['ephemeral'] {
  const range = readProc('/proc/sys/net/ipv4/ip_local_port_range')?.trim().split(/\s+/).map(Number) ?? [];
  const [first = 0, last = 0] = range;
  if (!(first >= 1 && last >= first && last <= 65535)) return null;
  return { range: { first, last }, reserved: readPortList(readProc('/proc/sys/net/ipv4/ip_local_reserved_ports') ?? '') };
}

/** `8080,9148-9150`. */
export function readPortList(text: string): PortRange[] {
  return text
    .trim()
    .split(',')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return first >= 1 && last >= first && last <= 65535 ? [{ first, last }] : [];
    });
}
