import type { PortRange } from '../fleet/fleet-schema.ts';
import type { GatewaySpec } from '../fleet/fleet-spec.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { GatewayPorts } from './derived-gateway.ts';

/** The ports of a gateway from its base port. Values above 65535 are left as they are, for OC104 to report. */
export function derivePorts({ browser, canvasHost }: GatewaySpec, base: number): GatewayPorts {
  const control = browser.controlPort ?? base + PORT_BLOCK.browserControl;
  const first = control + PORT_BLOCK.cdpFirst - PORT_BLOCK.browserControl;
  const last = control + PORT_BLOCK.cdpLast - PORT_BLOCK.browserControl;
  return {
    gateway: base,
    browserControl: browser.enabled ? control : null,
    canvas: canvasHost.enabled ? (canvasHost.port ?? base + PORT_BLOCK.canvas) : null,
    cdp: browser.enabled ? (browser.cdpPortRange ?? { first, last }) : null,
  };
}

/** Every port that these ports occupy. */
export function portIntervals({ gateway, browserControl, canvas, cdp }: GatewayPorts): PortRange[] {
  const single = [gateway, browserControl, canvas].flatMap((port) => (port === null ? [] : [{ first: port, last: port }]));
  return cdp === null ? single : [...single, cdp];
}
