// The application's own server: its pages, its interface, and the path under which Rollcall is reached.
import { createServer } from 'node:http';
import { handOn } from './hand-on.ts';
import { createLending } from './lending.ts';
import { pages } from './pages.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const lending = createLending(settings);

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.startsWith('/rollcall/')) handOn(request, response, settings.rollcall);
  else if (pathname.startsWith('/api/')) void lending(request, response);
  else pages(request, response);
}).listen(settings.port, '127.0.0.1', () => {
  process.stdout.write(`Toolshed: http://localhost:${settings.port}\n`);
});
