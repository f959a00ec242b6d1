import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '@rollcall/api';
import { configFrom, createLogger, startServer } from '@rollcall/server';
import { expect, it } from 'vitest';
import { TestBrowser } from '../../tests/src/browser.ts';
import { freePort } from '../../tests/src/free-port.ts';
import { cast } from './cast.ts';
import { dayMs } from './life.ts';
import { live, newPassword } from './live.ts';

it('leaves somebody with devices, a stranger among them, and a past', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-demo-test-'));
  const port = String(await freePort());
  const config = configFrom(
    { ROLLCALL_DATA_FOLDER: folder, ROLLCALL_PORT: port, ROLLCALL_TRUSTED_PROXIES: '127.0.0.1' },
    folder,
  );
  await live(config, Date.now(), () => {});
  const server = await startServer(config, { log: createLogger('silent'), pagesFolder: null });
  try {
    const browser = new TestBrowser(server.address);
    const me = await browser.signIn(cast[0].userName, newPassword);
    expect(me.account.createdAt).toBeLessThan(Date.now() - 100 * dayMs);
    const { devices } = await browser.ask<Inventory>('GET', '/v1/me/devices');
    const stranger = devices.filter(({ isNew, isCurrent }) => isNew && !isCurrent);
    expect(stranger.map(({ client }) => client.type)).toEqual(['phone']);
    expect(devices.map(({ name }) => name)).toEqual(expect.arrayContaining(['Desk at the yard', 'My phone']));
    expect(devices.map(({ name }) => name)).not.toContain('Old phone');
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
