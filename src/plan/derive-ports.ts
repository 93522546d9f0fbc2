import { parseEndpoint } from '../fleet/endpoint.ts';
import { relayPorts } from '../fleet/extension-relays.ts';
import type { PortRange } from '../fleet/fleet-schema.ts';
import type { GatewaySpec } from '../fleet/fleet-spec.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import { factOf } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { GatewayPorts } from './derived-gateway.ts';
import { singlePort } from './port-map.ts';

/** The ports of a gateway from its base port. Values above 65535 are left as they are, for OC104 to report. */
export function derivePorts(spec: GatewaySpec, base: number): GatewayPorts {
  const { runtime, program, browser, canvasHost } = spec;
  const layout = factOf(runtimeOf(runtime).layouts, program.version);
  const control = browser.controlPort ?? base + PORT_BLOCK.browserControl;
  return {
    gateway: base,
    browserControl: browser.enabled && layout.browserControl !== 'none' ? control : null,
    canvas: canvasHost.enabled && layout.canvas !== 'none' ? (canvasHost.port ?? base + PORT_BLOCK.canvas) : null,
    cdp: browser.enabled && layout.browsers !== 'none' ? (browser.cdpPortRange ?? cdpRangeAfter(control)) : null,
    relays: relayPorts(spec, layout, base),
  };
}

/** The range that browsers take their ports from. Source: gateway document, `browser.controlPort + 9 .. + 108`. */
export function cdpRangeAfter(control: number): PortRange {
  const base = control - PORT_BLOCK.browserControl;
  return { first: base + PORT_BLOCK.cdpFirst, last: base + PORT_BLOCK.cdpLast };
}

/** Every port that these ports occupy. */
export function portIntervals({ gateway, browserControl, canvas, cdp, relays }: GatewayPorts): PortRange[] {
  const single = [gateway, browserControl, canvas, ...relays].flatMap((port) => (port === null ? [] : [singlePort(port)]));
  return cdp === null ? single : [...single, cdp];
}

/** The ports that the fleet file names itself, whatever the base port is. */
export function declaredPorts({ browser, canvasHost }: GatewaySpec): PortRange[] {
  const canvas = canvasHost.enabled && canvasHost.port !== null ? [singlePort(canvasHost.port)] : [];
  if (!browser.enabled) return canvas;
  const control = browser.controlPort === null ? [] : [singlePort(browser.controlPort)];
  const follows = browser.controlPort === null ? null : cdpRangeAfter(browser.controlPort);
  const range = browser.cdpPortRange ?? follows;
  const cdpPorts = browser.profiles.flatMap(({ cdpPort }) => (cdpPort === null ? [] : [singlePort(cdpPort)]));
  return [...canvas, ...control, ...(range === null ? [] : [range]), ...cdpPorts];
}

/** Ports of this machine on which browsers of the gateway run that something else started. */
export function loopbackEndpoints({ browser }: GatewaySpec): PortRange[] {
  if (!browser.enabled) return [];
  return [browser.cdpUrl, ...browser.profiles.map(({ cdpUrl }) => cdpUrl)].flatMap((url) => {
    const endpoint = url === null ? null : parseEndpoint(url);
    return endpoint?.kind === 'endpoint' && endpoint.loopback ? [singlePort(endpoint.port)] : [];
  });
}
