// An example fleet: copy it to omniclaw.fleet.ts, change it, then run "omniclaw lint" and "omniclaw plan".
import { defineFleet, env } from 'omniclaw';

export default defineFleet({
  // Values for every gateway that does not set its own.
  defaults: {
    labels: { host: 'home-server' },
  },
  gateways: {
    // The everyday gateway. Its base port decides all others: browser control 18791, canvas 18793,
    // browsers 18800 to 18899.
    main: {
      port: 18789,
      browser: {
        profiles: {
          work: { cdpPort: 18805 }, // a browser that the gateway starts, on a port of its range
          remote: { cdpUrl: 'https://chrome.example.net:9222' }, // one that runs on another machine
        },
      },
    },

    // A second gateway that looks after the first: it shares nothing with it.
    rescue: {
      port: 19789,
      rescues: 'main',
      // A secret is named here and read when the fleet is applied; it never stands in this file.
      channels: { telegram: { botToken: env('RESCUE_BOT_TOKEN') } },
    },

    // The next free block of ports is taken and written to omniclaw.fleet.lock.json.
    lab: {
      port: 'auto',
      browser: { enabled: false }, // no browser: claims no browser ports
    },

    // Declared, with its files in place, and not running.
    family: {
      port: 'auto',
      state: 'stopped',
      workspace: '~/family-workspace',
    },
  },
});
