import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configFrom, createLogger, startServer } from '@rollcall/server';
import { cast } from './cast.ts';
import { newPassword } from './deeds.ts';
import { live } from './live.ts';
import { placeDatabase } from './networks.ts';
import { startPhones } from './phones.ts';
import { startProxy } from './proxy.ts';
import { startApplication } from './sample-app.ts';
import { password } from './stage.ts';

const port = { rollcall: 8090, proxy: 8091, phones: 8092 };
const hosts = { tide: `tide.localhost:${port.proxy}`, yard: `yard.localhost:${port.proxy}` };

const folder = mkdtempSync(join(tmpdir(), 'rollcall-demo-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const placesFile = join(folder, 'places.mmdb');
writeFileSync(placesFile, placeDatabase());
const config = configFrom(
  {
    ROLLCALL_DATA_FOLDER: folder,
    ROLLCALL_PORT: String(port.rollcall),
    ROLLCALL_PROTECTED_HOSTS: Object.values(hosts).join(','),
    ROLLCALL_TRUSTED_PROXIES: '127.0.0.1',
    ROLLCALL_CITY_DATABASE: placesFile,
  },
  folder,
);

const apps = await live(config, Date.now(), tellProgress);
const server = await startServer(config, { log: createLogger('error') });
const tide = await startApplication({
  name: { en: 'The tide gauge', sv: 'Pegeln' },
  motto: { en: 'How high the water stands.', sv: 'Hur högt vattnet står.' },
  color: 'light-dark(#0b7285, #4dc4d8)',
});
const yard = await startApplication({
  name: { en: 'The yard’s scales', sv: 'Varvets våg' },
  motto: { en: 'How much rope is left.', sv: 'Hur mycket rep som är kvar.' },
  color: 'light-dark(#9c5a00, #f0a64a)',
});
const proxy = await startProxy(server.address, port.proxy, [
  { host: hosts.tide, application: tide.origin },
  { host: hosts.yard, application: yard.origin },
]);
const phones = await startPhones(apps, port.phones);
const [alva] = cast;
process.stdout.write(`
Everything here is made up and lies in ${folder}, which goes when this ends (Ctrl-C).

Open ${config.publicOrigin} and sign in as ${alva.userName}, password: ${newPassword}
She owns the organization, and another one. The code that is asked for stands on her phone: http://localhost:${port.phones}
Everybody else has the password: ${password}
(ture, an administrator, and lumi have phones there too; ebba of the helpdesk, noor, an auditor, and zofia, a member, do without)

Two applications that know nothing of sessions, behind a proxy that asks Rollcall (sign in as ${alva.userName} there too):
  http://${hosts.tide}
  http://${hosts.yard}
Open one, then end its browser under Devices from another browser, and watch.
`);

let isEnding = false;
// More than once where the whole group of processes is told, and each tells the next.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  proxy.close();
  await Promise.all([tide.app.close(), yard.app.close(), phones.close()]);
  await server.stop();
  process.exit(0);
}

function tellProgress(done: number): void {
  const percent = `${Math.round(done * 100)} %`;
  if (process.stdout.isTTY)
    process.stdout.write(`\rLiving through four months … ${percent.padStart(5)}${done === 1 ? '\n' : ''}`);
  else if (done === 1) process.stdout.write('Lived through four months.\n');
}
