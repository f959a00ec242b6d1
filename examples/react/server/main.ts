// The application's own server: its pages, its interface, and its two ways to Rollcall.
import { createServer } from 'node:http';
import { handOn } from './hand-on.ts';
import { createInterface } from './interface.ts';
import { createPages } from './pages.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const answer = createInterface(settings);
const showPage = createPages(settings);

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.startsWith('/rollcall/')) handOn(request, response, settings.rollcall);
  else if (pathname.startsWith('/api/')) void answer(request, response);
  else showPage(pathname, response);
}).listen(settings.port, '127.0.0.1', () => {
  process.stdout.write(`Toolshed: http://localhost:${settings.port}\n`);
});
