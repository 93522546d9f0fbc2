/** Stand-ins for the ports of other rooms: they answer that nothing runs. */
import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { GatewayPart } from './gateway-part.ts';
import { HttpRefusal, jsonAnswer } from './http-route.ts';

const LOOPBACK = ['127.0.0.1'] as const;
const nothing = { close: () => undefined };

export const browserControlPart: GatewayPart = {
  role: 'browser control',
  place: ({ browser }, base) =>
    browser.enabled ? { port: browser.controlPort ?? base + PORT_BLOCK.browserControl, addresses: LOOPBACK } : null,
  mount: (port, { config }) => {
    const answer = () => jsonAnswer(200, { enabled: true, profiles: config().browser.profiles, running: [] });
    port.route({ method: 'GET', path: '/', access: 'token', answer });
    return nothing;
  },
};

export const canvasPart: GatewayPart = {
  role: 'canvas host',
  place: ({ canvas }, base) => (canvas.enabled ? { port: canvas.port ?? base + PORT_BLOCK.canvas, addresses: LOOPBACK } : null),
  mount: (port) => {
    const answer = () => {
      throw new HttpRefusal(404, 'no canvas has been pushed yet');
    };
    port.route({ method: 'GET', path: '/', access: 'token', answer });
    return nothing;
  },
};
