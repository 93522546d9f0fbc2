import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from './puppeteer.ts';

/** A file that a page sent. `file`: where it lies, under a name of ours so that no page chooses a path; `name`: what the page calls it. */
export type Download = {
  readonly url: string;
  readonly name: string;
  readonly file: string;
  state: 'running' | 'done' | 'canceled';
  bytes: number;
};

const KEPT = 100;

/** Lets downloads happen, into one folder, and keeps account of them in the list that it returns. */
export async function watchDownloads(browser: Browser, folder: string): Promise<Download[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const session = await browser.target().createCDPSession();
  const byId = new Map<string, Download>();
  const downloads: Download[] = [];
  session.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
    const download: Download = { url, name: suggestedFilename, file: join(folder, guid), state: 'running', bytes: 0 };
    byId.set(guid, download);
    downloads.push(download);
    if (downloads.length > KEPT) downloads.shift();
  });
  session.on('Browser.downloadProgress', ({ guid, receivedBytes, state }) => {
    const download = byId.get(guid);
    if (download === undefined) return;
    download.bytes = receivedBytes;
    download.state = state === 'completed' ? 'done' : state === 'canceled' ? 'canceled' : 'running';
    if (download.state !== 'running') byId.delete(guid);
  });
  await session.send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true });
  return downloads;
}
