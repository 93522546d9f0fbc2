/** Every action against a real Chromium and real pages. One browser for the whole file: tabs are cheap, browsers are not. */
import { readFile } from 'node:fs/promises';
import { connect } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isJsonObject } from '../../src/fleet/json-object.ts';
import { type BrowserBox, openBrowserBox, rowsOf, until } from './browser-box.ts';
import { openPageServer, type PageServer } from './page-server.ts';
import { readPixel } from './read-pixel.ts';

const actions = suite('browser actions');
let box: BrowserBox;
let pages: PageServer;

actions.before(async () => {
  [box, pages] = await Promise.all([openBrowserBox(), openPageServer()]);
});
actions.after(async () => {
  await box.close();
  await pages.close();
});

const go = (path: string) => box.act('navigate', { url: `${pages.origin}${path}` });
const value = async (fn: string) => (await box.act('evaluate', { fn }))['result'];
const snapshot = async () => String((await box.act('snapshot'))['snapshot']);

/** Reference of the line of a snapshot that begins so. */
function refOf(text: string, beginning: string): string {
  const line = text.split('\n').find((one) => one.trim().startsWith(`- ${beginning}`));
  const ref = /\[ref=(e\d+)\]$/.exec(line ?? '')?.[1];
  if (ref === undefined) throw new Error(`no ${beginning} in\n${text}`);
  return ref;
}

actions('a browser that does not run says so, and how to start it', async () => {
  assert.is((await box.act('status'))['running'], false);
  for (const action of ['tabs', 'snapshot', 'screenshot', 'close', 'cookies', 'downloads'])
    assert.is(await box.refused(action), 'OCE_BROWSER: the browser "default" does not run', action);
});

actions('open starts the browser and uses its empty tab', async () => {
  const opened = await box.act('open', { url: `${pages.origin}/` });
  assert.equal([opened['title'], opened['status'], opened['url']], ['Start', 200, `${pages.origin}/`]);
  assert.is(rowsOf(await box.act('tabs'), 'tabs').length, 1);
  const status = await box.act('status');
  assert.equal([status['running'], status['cdpPort'], status['headless']], [true, box.cdpPort, true]);
  assert.is(status['sandbox'], process.getuid?.() === 0 ? 'off' : 'on');
});

actions('console keeps what the page said, and its errors', async () => {
  const { entries } = { entries: rowsOf(await box.act('console'), 'entries') };
  assert.equal(
    entries.map(({ type, text }) => `${type} ${text}`).filter((line) => !line.includes('favicon') && !line.startsWith('error Failed')),
    ['log hello 42', 'warn careful'],
  );
  await go('/errors');
  await until('the error is heard', async () =>
    rowsOf(await box.act('console'), 'entries').some(({ type, text }) => type === 'pageerror' && String(text).includes('broken page')),
  );
  await box.act('console', { clear: true });
  assert.equal((await box.act('console'))['entries'], []);
});

actions('snapshot names elements, and references lead to them', async () => {
  await go('/form');
  const text = await snapshot();
  assert.match(text, /heading "Form" \(level=1\)/);
  assert.match(text, /combobox "Colour" = "Red"/);
  await box.act('type', { ref: refOf(text, 'textbox "Name"'), text: 'Ada' });
  assert.is(await value('document.getElementById("name").value'), 'Ada');
  await box.act('type', { ref: refOf(text, 'textbox "Name"'), text: ' L.', append: true });
  assert.is(await value('document.getElementById("name").value'), 'Ada L.');
  await box.act('type', { selector: '#notes', text: 'zwei\nZeilen 🙂' });
  assert.is(await value('document.getElementById("notes").value'), 'zwei\nZeilen 🙂');
  await box.act('click', { ref: refOf(text, 'checkbox "Agree"') });
  assert.is(await value('document.getElementById("agree").checked'), true);
  assert.is(await box.refused('click', { ref: 'e999' }), 'OCE_BROWSER: "e999" is not in the last snapshot of this tab');
});

actions('type submits, press sends chords, hover and double clicks arrive', async () => {
  await go('/form');
  await box.act('type', { selector: '#q', text: 'shoes', submit: true });
  await box.act('wait', { text: 'sent shoes' });
  await box.act('hover', { selector: '#h' });
  await box.act('wait', { text: 'hovered' });
  await box.act('press', { key: 'Ctrl+b' });
  await box.act('wait', { text: 'chord b' });
  await box.act('click', { selector: '#b', doubleClick: true });
  await box.act('wait', { text: 'one one two' });
  assert.is(await box.refused('press', { key: 'Entr' }), 'OCE_BROWSER: "Entr" is not a key');
});

actions('select takes values and labels', async () => {
  await go('/form');
  assert.equal((await box.act('select', { selector: '#colour', values: ['Green'] }))['selected'], ['g']);
  assert.equal((await box.act('select', { selector: '#colour', values: ['r'] }))['selected'], ['r']);
  assert.is(
    await box.refused('select', { selector: '#colour', values: ['Pink'] }),
    'OCE_BROWSER: there is no option "Pink"; there are "Red", "Green"',
  );
  assert.is(await box.refused('select', { selector: '#b', values: ['x'] }), 'OCE_BROWSER: the element is not a select element');
});

actions('frames are in the snapshot and can be clicked, by reference and by selector', async () => {
  await go('/frames');
  const text = await snapshot();
  await box.act('click', { ref: refOf(text, 'button "In the frame"') });
  await box.act('wait', { text: 'pressed' });
  await go('/frames');
  await box.act('click', { selector: 'button' });
  await box.act('wait', { text: 'pressed' });
  assert.match(
    await box.refused('click', { ref: refOf(text, 'button "In the frame"') }),
    /is no longer in the page|not in the last snapshot/,
  );
});

actions('a frame of another site, in another process, is reached the same ways', async () => {
  await go('/elsewhere');
  await box.act('wait', { selector: 'button' });
  await box.act('click', { ref: refOf(await snapshot(), 'button "In the frame"') });
  await box.act('wait', { text: 'pressed' });
  await go('/elsewhere');
  await box.act('click', { selector: 'button' });
  await box.act('wait', { text: 'pressed' });
});

actions('shadow roots are in the snapshot and can be reached', async () => {
  await go('/shadow');
  await box.act('click', { ref: refOf(await snapshot(), 'button "In the shadow"') });
  await box.act('wait', { text: 'loud' });
  await go('/shadow');
  await box.act('click', { selector: '#host >>> #deep' });
  await box.act('wait', { text: 'loud' });
});

actions('dialogs never block: alerts are accepted, questions declined, unless told otherwise', async () => {
  await go('/dialogs');
  await box.act('click', { selector: '#alert' });
  await box.act('wait', { text: 'after alert' });
  await box.act('click', { selector: '#confirm' });
  await box.act('wait', { text: 'confirm false' });
  await box.act('dialog', { answer: 'accept', text: 'Ada' });
  await box.act('click', { selector: '#prompt' });
  await box.act('wait', { text: 'prompt Ada' });
  await box.act('click', { selector: '#prompt' });
  await box.act('wait', { text: 'prompt null' });
  const said = rowsOf(await box.act('console'), 'entries')
    .filter(({ type }) => type === 'dialog')
    .map(({ text }) => text);
  assert.equal(said.slice(0, 3), ['alert "look": accepted', 'confirm "sure?": dismissed', 'prompt "name?": accepted']);
});

actions('a page that does not come is given up in time, and the tab stays usable', async () => {
  await go('/');
  const began = performance.now();
  assert.match(
    await box.refused('navigate', { url: `${pages.origin}/slow`, timeoutMs: 400 }),
    /was not there after 400 ms, and was stopped/,
  );
  assert.ok(performance.now() - began < 3_000);
  assert.is((await box.act('tabs'))['tabs'] !== undefined, true);
  assert.is((await go('/form'))['title'], 'Form');
  assert.match(await box.refused('wait', { text: 'never', timeoutMs: 300 }), /there is no text "never" after 300 ms/);
  assert.match(await box.refused('click', { selector: '#never', timeoutMs: 300 }), /there is no element "#never" in the page/);
});

actions('a page that comes late is waited for', async () => {
  const loading = go('/slow');
  pages.release();
  assert.is((await loading)['title'], 'Slow');
  await go('/late');
  await box.act('wait', { text: 'arrived' });
  await box.act('wait', { textGone: 'waiting', selector: '#out', url: '/late' });
});

actions('downloads land in the folder of the profile, under a name that no page chooses', async () => {
  await go('/download-page');
  await box.act('click', { selector: 'a' });
  await box.act('wait', { download: true });
  const direct = await box.act('navigate', { url: `${pages.origin}/file` });
  assert.ok(isJsonObject(direct['download'] ?? null));
  await box.act('wait', { download: true });
  for (const { file, name, state } of rowsOf(await box.act('downloads'), 'downloads')) {
    assert.is(state, 'done');
    assert.not.match(String(name), /\//);
    assert.match(String(file), new RegExp(`^${box.stateDir}/browser/default/downloads/[0-9a-f-]+$`));
    assert.is(await readFile(String(file), 'utf8'), 'the file');
  }
});

actions('evaluate gives values, and stops a loop', async () => {
  await go('/form');
  assert.is(await value('1 + 1'), 2);
  assert.is(await value('async () => (await Promise.resolve(3))'), 3);
  assert.equal(await value('({ a: [1, null], b: undefined })'), { a: [1, null] });
  assert.is(await value('undefined'), null);
  assert.is((await box.act('evaluate', { fn: 'el => el.id', selector: '#b' }))['result'], 'b');
  assert.match(await box.refused('evaluate', { fn: '() => { throw new Error("mine") }' }), /the script failed: mine/);
  assert.match(
    await box.refused('evaluate', { fn: '(() => { for (;;); })()', timeoutMs: 300 }),
    /did not end within 300 ms and was stopped/,
  );
  assert.is(await value('2 + 2'), 4);
});

actions('screenshots show the page: whole, in part, and as JPEG', async () => {
  await go('/blue');
  const shot = async (params: object) => Buffer.from(String((await box.act('screenshot', { ...params }))['data']), 'base64');
  const picture = readPixel(await shot({}), 640, 700);
  assert.equal(picture, { width: 1280, height: 800, pixel: [0, 0, 255] });
  assert.ok(readPixel(await shot({ selector: 'h1' }), 0, 0).height < 200);
  assert.ok(readPixel(await shot({ fullPage: true }), 5, 5).width === 1280);
  assert.equal([...(await shot({ type: 'jpeg' })).subarray(0, 3)], [0xff, 0xd8, 0xff]);
  assert.is(
    Buffer.from(String((await box.act('pdf'))['data']), 'base64')
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
});

actions('cookies are listed, set and deleted', async () => {
  await go('/');
  assert.equal(
    rowsOf(await box.act('cookies'), 'cookies').map(({ name, value: text }) => `${name}=${text}`),
    ['seen=yes'],
  );
  const after = await box.act('cookies', { clear: true, set: [{ name: 'a', value: 'b', domain: '127.0.0.1', httpOnly: true }] });
  assert.equal(
    rowsOf(after, 'cookies').map(({ name, httpOnly }) => [name, httpOnly]),
    [['a', true]],
  );
});

actions('tabs open by pages are there too; focus, close and ids by their beginning', async () => {
  await go('/popup');
  await box.act('click', { selector: 'button' });
  await until('the other tab is there', async () => rowsOf(await box.act('tabs'), 'tabs').some(({ title }) => title === 'Form'));
  const tabs = rowsOf(await box.act('tabs'), 'tabs');
  const [popup, form] = ['Popup', 'Form'].map((title) => String(tabs.find((tab) => tab['title'] === title)?.['targetId']));
  await box.act('focus', { targetId: (form ?? '').slice(0, 8).toLowerCase() });
  assert.is((await box.act('snapshot'))['title'], 'Form');
  assert.is((await box.act('snapshot', { targetId: popup ?? '' }))['title'], 'Popup');
  await box.act('close', { targetId: form ?? '' });
  assert.match(await box.refused('focus', { targetId: form ?? '' }), /there is no tab/);
  for (const { targetId } of rowsOf(await box.act('tabs'), 'tabs')) await box.act('close', { targetId: targetId ?? '' });
  assert.equal(
    rowsOf(await box.act('tabs'), 'tabs').map(({ url }) => url),
    ['about:blank'],
  );
});

actions('a crashed tab says so, and comes back with the next address', async () => {
  await box.act('open', { url: `${pages.origin}/form` });
  const tool = await connect({ browserURL: `http://127.0.0.1:${box.cdpPort}`, defaultViewport: null });
  const page = (await tool.pages()).find((one) => one.url().endsWith('/form'));
  const session = await page?.createCDPSession();
  session?.send('Page.crash').catch(() => undefined);
  await until('the crash is seen', async () => rowsOf(await box.act('tabs'), 'tabs').some(({ crashed }) => crashed === true));
  await tool.disconnect();
  for (const action of ['snapshot', 'screenshot']) assert.is(await box.refused(action), 'OCE_BROWSER: the tab has crashed');
  assert.is((await go('/form'))['title'], 'Form');
  assert.match(await snapshot(), /heading "Form"/);
});

actions('what is no web address is not opened', async () => {
  for (const url of [
    'file:///etc/passwd',
    'chrome://settings',
    'javascript:alert(1)',
    'view-source:http://x/',
    'devtools://x',
    'example.com',
    'about:config',
  ])
    assert.match(await box.refused('open', { url }), /is not an address that may be opened/, url);
  assert.match(await box.refused('navigate', { url: 'http://127.0.0.1:1/' }), /ERR_UNSAFE_PORT/);
});

actions('every wrong parameter is named at once', async () => {
  const said = await box.refused('click', { foo: 1, button: 'up', timeoutMs: 'long' });
  for (const part of ['there is no parameter "foo"', '"button" must be one of ["left","right","middle"]', '"timeoutMs" must be integer'])
    assert.ok(said.includes(part), said);
  assert.match(await box.refused('clik'), /there is no browser action "clik"/);
  assert.match(await box.refused('click', { selector: '((' }), /"\(\(" is not a selector/);
});

actions('stop ends it, and it starts again with what it kept', async () => {
  await box.act('cookies', { set: [{ name: 'kept', value: 'yes', domain: '127.0.0.1', expires: Date.now() / 1_000 + 3_600 }] });
  assert.is((await box.act('stop'))['running'], false);
  assert.is((await box.act('stop'))['running'], false);
  await Promise.all([box.act('start'), box.act('start'), box.act('open', { url: `${pages.origin}/` })]);
  assert.ok(rowsOf(await box.act('cookies'), 'cookies').some(({ name }) => name === 'kept'));
});

actions.run();
