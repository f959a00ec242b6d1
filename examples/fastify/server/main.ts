import { createApp } from './app.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
await createApp(settings).listen({ port: settings.port, host: '127.0.0.1' });
process.stdout.write(`Lighthouse: http://localhost:${settings.port}\n`);
