import type { AnswerOf } from '@rollcall/api';
import { startExample } from '../src/example.ts';
import { freePort } from '../src/free-port.ts';
import { send } from '../src/http.ts';
import type { Rollcall } from '../src/journeys/rollcall.ts';
import { askToEnd, closeSheet, device, endWithTrashIcon, press, signedOutDevices } from '../src/journeys/steps.ts';
import { expect, test } from '../src/journeys/test.ts';
import { enter, openDevices } from '../src/journeys/toolshed.ts';

test('an application that signs its people in itself shows the components with a token, from its own origin', async ({
  newRollcall,
  openBrowser,
}) => {
  test.slow();
  const port = await freePort();
  const rollcall = await newRollcall({ variables: { ROLLCALL_APP_ORIGINS: `http://localhost:${port}` } });
  const credential = await serviceCredential(rollcall, `http://localhost:${port}`);
  const variables = { ROLLCALL_URL: rollcall.origin, ROLLCALL_SERVICE_CREDENTIAL: credential };
  const example = await startExample('react', variables, port);
  const at = { origin: example.origin, asks: rollcall.origin };
  const first = await openBrowser({ at });
  const second = await openBrowser({ at, on: 'iPhone' });
  const bertil = { userName: 'bertil', displayName: 'Bertil Ek', password: 'a ladder for bertil' };

  await test.step('both see both, and nothing of Rollcall’s is kept in the browser but by the application', async () => {
    await enter(first, bertil);
    await enter(second, bertil);
    await openDevices(first);
    await openDevices(second);
    await expect(first.getByRole('article')).toHaveCount(2);
    const cookies = await first.context().cookies();
    expect(cookies.map(({ name }) => name).toSorted()).toEqual(['__Host-toolshed_browser', '__Host-toolshed_session']);
  });

  await test.step('one ends the other at once: its stream, its pages and its interface', async () => {
    await endWithTrashIcon(first, 'iPhone');
    expect((await second.request.get('/api/loans')).status()).toBe(401);
    await expect(second).toHaveURL('/sign-in', { timeout: 1_000 });
    await closeSheet(first);
    await expect(signedOutDevices(first).getByRole('article', { name: 'iPhone' })).toBeVisible();
  });

  await test.step('the history is saved, which a link could not do', async () => {
    await first.getByRole('link', { name: 'Activity' }).click();
    const download = first.waitForEvent('download');
    await first.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('rollcall-log.csv');
  });

  await test.step('coming back, the same browser is the same device', async () => {
    await enter(second, bertil);
    await openDevices(second);
    await expect(second.getByRole('article')).toHaveCount(2);
    await second.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await expect(second).toHaveURL('/sign-in');
  });

  await test.step('long after the sign-in the application itself asks for the proof, and its new token is kept', async () => {
    const { token } = await issueLongAgo(rollcall, credential);
    await first.evaluate((body) => fetch('/api/token', { method: 'PUT', body }), JSON.stringify({ token }));
    await enter(second, bertil);
    await first.goto('/account');
    const sheet = await askToEnd(first, 'iPhone');
    await press(sheet, 'Sign out');
    await sheet.getByRole('button', { name: 'Confirm with Toolshed' }).click();
    await first.getByLabel('Password').fill(bertil.password);
    await first.getByRole('button', { name: 'It is me' }).click();
    await expect(first.getByText('It is out.')).toBeVisible();
    await first.getByRole('link', { name: 'To your devices' }).click();
    await expect(device(first, 'This device')).toBeVisible();
    expect((await first.request.get('/api/loans')).status()).toBe(200);
    const kept = (await first.context().cookies()).find(({ name }) => name === '__Host-toolshed_session');
    expect(kept?.value).not.toBe(token);
  });
  await Promise.all([first.context().close(), second.context().close()]);
  await example.stop();
});

/** What the operator gives to the application's server. */
async function serviceCredential({ operator }: Rollcall, origin: string): Promise<string> {
  const service = { name: 'Toolshed', origins: [origin], reauthenticateUrl: `${origin}/prove` };
  await operator('POST', '/operator/services', service);
  const permissions = ['service.sessions.issue', 'service.sessions.verify', 'service.reauthentications.answer'];
  const issued = await operator('POST', '/operator/services/Toolshed/credentials', { name: 'server', permissions });
  return issued.json<AnswerOf<'POST /operator/services/:service/credentials'>>().token;
}

/** A session of Bertil's, who proved who he is longer ago than a proof lasts. */
async function issueLongAgo({ origin }: Rollcall, credential: string): Promise<{ readonly token: string }> {
  const issued = await send(origin.replace('localhost', '127.0.0.1'), {
    method: 'POST',
    path: '/v1/service/sessions',
    headers: { authorization: `Bearer ${credential}` },
    body: { externalId: 'bertil', authenticatedAt: Date.now() - 11 * 60_000 },
  });
  return issued.json();
}
