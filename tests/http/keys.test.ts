import { renameSync } from 'node:fs';
import type { AnswerOf } from '@rollcall/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { engines, startTestServer, type TestServer } from '../src/test-server.ts';

describe.each(engines)('the keys on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(engine, {
      ROLLCALL_SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
      ROLLCALL_MAIL_FROM: 'rollcall@example.org',
    });
  });
  afterAll(() => server.stop());

  const list = async () => (await server.operator('GET', '/operator/keys')).json<AnswerOf<'GET /operator/keys'>>();

  it('are rotated while the server runs: what waits is sealed anew, and the old key is gone', async () => {
    const { keys } = await list();
    expect(keys).toMatchObject([{ state: 'seals' }]);
    const person = { userName: 'anna', displayName: 'Anna', email: 'anna@example.org' };
    expect((await server.operator('POST', '/operator/accounts', person)).status).toBe(200);
    const rotated = await server.operator('POST', '/operator/keys/rotation');
    const rotation = rotated.json<AnswerOf<'POST /operator/keys/rotation'>>();
    expect(rotation).toMatchObject({ resealed: 1, removed: [keys[0]?.id], missing: [] });
    expect(await list()).toMatchObject({ keys: [{ id: rotation.newKey, state: 'seals' }], missing: [] });
    await server.restart();
    expect(server.logs.filter((line) => line.includes('lacks keys'))).toEqual([]);
  });

  it('that the store needs and the file lacks are named at the start', async () => {
    const { keyFilePath } = server.config;
    renameSync(keyFilePath, `${keyFilePath}.away`);
    await server.restart();
    expect(server.logs.filter((line) => line.includes('The key file lacks keys'))).toHaveLength(1);
    expect((await list()).missing).toHaveLength(1);
  });
});
