import { createApp } from './app.ts';
import { rollcallOf } from './rollcall.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
createApp(rollcallOf(settings)).listen(settings.port, '127.0.0.1', () => {
  process.stdout.write(`Noticeboard: http://localhost:${settings.port}\n`);
});
