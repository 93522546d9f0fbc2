import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { renderTable } from './render-table.ts';
import { printable } from './style.ts';

/** What a browser action gave, for people. Everything in it may come from a web page. */
export function renderBrowserAnswer(action: string, answer: JsonObject): string {
  const { snapshot, result, tabs, profiles, entries, cookies, downloads, file, download, ...rest } = answer;
  if (action === 'status') return renderStatus(answer);
  if (typeof snapshot === 'string') return `${snapshot.split('\n').map(printable).join('\n')}\n`;
  if (result !== undefined)
    return `${(typeof result === 'string' ? result : JSON.stringify(result, null, 2)).split('\n').map(printable).join('\n')}\n`;
  if (tabs !== undefined)
    return renderRows(
      tabs,
      [(tab) => text(tab['targetId']).slice(0, 8), (tab) => text(tab['title']), (tab) => text(tab['url'])],
      'no tab is open',
    );
  if (profiles !== undefined)
    return renderRows(
      profiles,
      [(one) => text(one['profile']), (one) => (one['running'] === true ? 'running' : 'stopped'), (one) => text(one['cdpUrl'])],
      'there is no profile',
    );
  if (entries !== undefined)
    return renderRows(entries, [(one) => text(one['at']), (one) => text(one['type']), (one) => text(one['text'])], 'the page said nothing');
  if (cookies !== undefined)
    return renderRows(
      cookies,
      [(one) => text(one['domain']), (one) => text(one['name']), (one) => text(one['value'])],
      'there is no cookie',
    );
  if (downloads !== undefined)
    return renderRows(
      downloads,
      [(one) => text(one['state']), (one) => text(one['name']), (one) => text(one['file'])],
      'nothing was downloaded',
    );
  if (typeof file === 'string') return `${printable(file)}\n`;
  if (isJsonObject(download)) return `downloading ${printable(text(download['name']))} into ${printable(text(download['file']))}\n`;
  if (rest['running'] !== undefined) return renderStatus(answer);
  return `${printable([text(rest['targetId']).slice(0, 8), text(rest['title']), text(rest['url'])].filter((word) => word !== '').join('  ') || 'done')}\n`;
}

function renderStatus(answer: JsonObject): string {
  const {
    gateway,
    gatewayRunning,
    controlPort,
    profile,
    running,
    cdpPort,
    cdpUrl,
    userDataDir,
    version,
    executable,
    pid,
    sandbox,
    lastEnd,
  } = answer;
  const rows: [string, string][] = [
    ['browser', `${text(profile)}: ${running === true ? 'running' : 'stopped'}`],
    ['CDP port', text(cdpPort)],
    ['endpoint', text(cdpUrl)],
    ['program', running === true ? [text(version), text(executable)].filter((word) => word !== '').join('  ') : ''],
    ['process', text(pid)],
    ['sandbox', sandbox === 'off' ? 'off, because the gateway runs as root' : ''],
    ['folder', text(userDataDir)],
    ['last', lastEnd === undefined ? '' : `it ${text(lastEnd)}`],
    [
      'gateway',
      gateway === undefined
        ? ''
        : `${text(gateway)}: ${gatewayRunning === true ? `running, browser control on port ${text(controlPort)}` : 'does not run'}`,
    ],
  ];
  return renderTable(
    rows.filter(([, value]) => value !== ''),
    '',
  );
}

function renderRows(rows: Json, columns: readonly ((row: JsonObject) => string)[], otherwise: string): string {
  const objects = Array.isArray(rows) ? rows.filter(isJsonObject) : [];
  return objects.length === 0
    ? `${otherwise}\n`
    : renderTable(
        objects.map((row) => columns.map((column) => column(row))),
        '',
      );
}

function text(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
