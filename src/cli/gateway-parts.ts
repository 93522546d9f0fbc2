import { browserControlPart } from '../browser/browser-control-part.ts';
import { canvasPart } from '../canvas/canvas-part.ts';
import type { GatewayPart } from '../gateway/gateway-part.ts';

/** What serves the ports of a gateway beside its base port. Each room brings its own. */
export const GATEWAY_PARTS: readonly GatewayPart[] = [browserControlPart, canvasPart];
