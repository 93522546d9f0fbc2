/** Pages for a browser to be tried on: frames, dialogs, shadow roots, slow answers, downloads, forms. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type PageServer = {
  readonly origin: string;
  /** Lets every request to `/slow` be answered. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
};

const PAGES: { readonly [path: string]: string } = {
  '/': `<title>Start</title><h1>Start</h1><a href="/form">To the form</a><script>console.log('hello', 42); console.warn('careful');</script>`,
  '/form': `<title>Form</title><h1>Form</h1>
    <label>Name <input id="name" value="old"></label>
    <label>Notes <textarea id="notes"></textarea></label>
    <label>Colour <select id="colour"><option value="r">Red</option><option value="g">Green</option></select></label>
    <label><input type="checkbox" id="agree"> Agree</label>
    <form id="form" onsubmit="event.preventDefault(); out.textContent = 'sent ' + q.value"><input id="q" aria-label="Search"></form>
    <button id="b" onclick="out.textContent += ' one'" ondblclick="out.textContent += ' two'">Press me</button>
    <div id="h" onmouseenter="out.textContent = 'hovered'" role="button" tabindex="0" style="width:50px;height:20px">Hover me</div>
    <p id="out" role="status">nothing yet</p>
    <script>document.addEventListener('keydown', (e) => { if (e.ctrlKey && e.key === 'b') out.textContent = 'chord ' + e.key });</script>`,
  '/frames': `<title>Frames</title><h1>Outside</h1><iframe src="/inner" title="inner"></iframe>`,
  '/inner': `<h2>Inside</h2><button onclick="this.textContent = 'pressed'">In the frame</button>`,
  '/shadow': `<title>Shadow</title><div id="host"></div><script>
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<button id="deep">In the shadow</button><p id="said">quiet</p>';
    root.getElementById('deep').onclick = () => { root.getElementById('said').textContent = 'loud'; };</script>`,
  '/dialogs': `<title>Dialogs</title><button id="alert" onclick="alert('look'); out.textContent = 'after alert'">Alert</button>
    <button id="confirm" onclick="out.textContent = 'confirm ' + confirm('sure?')">Confirm</button>
    <button id="prompt" onclick="out.textContent = 'prompt ' + prompt('name?', 'nobody')">Prompt</button><p id="out">-</p>`,
  '/late': `<title>Late</title><p id="out">waiting</p><script>setTimeout(() => { out.textContent = 'arrived'; }, 300);</script>`,
  '/errors': `<title>Errors</title><script>setTimeout(() => { throw new Error('broken page'); });</script>`,
  '/popup': `<title>Popup</title><button onclick="window.open('/form')">Open another</button>`,
  '/download-page': `<title>Download</title><a href="/file" download>Get it</a>`,
  '/blue': `<title>Blue</title><body style="margin:0;background:rgb(0,0,255)"><h1 style="color:white;font:40px sans-serif">Blue page</h1>`,
};

export async function openPageServer(): Promise<PageServer> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer((request, response) => void answer(request, response, released));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    release,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** `/elsewhere` holds a frame of another site, which a browser keeps in another process. */
function pageAt(url: string, host: string): string | undefined {
  if (url === '/slow') return '<title>Slow</title>at last';
  if (url !== '/elsewhere') return PAGES[url];
  return `<title>Elsewhere</title><h1>Outside</h1><iframe src="http://${host.replace('127.0.0.1', 'localhost')}/inner" title="other"></iframe>`;
}

async function answer({ url = '/', headers }: IncomingMessage, response: ServerResponse, released: Promise<void>): Promise<void> {
  if (url === '/slow') await released;
  if (url === '/file') {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="../../evil name.bin"',
    });
    response.end('the file');
    return;
  }
  const page = pageAt(url, headers.host ?? '');
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'seen=yes; Path=/' });
  response.end(page ?? '<title>Nothing</title>nothing here');
}
