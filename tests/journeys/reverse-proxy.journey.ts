import { join } from 'node:path';
import { device, endWithTrashIcon, expectItIsOut, expectSignInPage, fillSignIn } from '../src/journeys/steps.ts';
import { expect, machines, test } from '../src/journeys/test.ts';
import { startNginx } from '../src/peers/proxies.ts';
import { play } from '../src/peers/stage.ts';
import { password } from '../src/test-server.ts';

const pagesFolder = join(import.meta.dirname, '../../packages/web/dist');

test('one sign-in opens two applications behind nginx, and one end closes both', async ({ browser }) => {
  const { rollcall, origins, stop } = await play(startNginx, { pagesFolder });
  const { me } = await rollcall.setUp();
  const anna = { userName: 'anna', displayName: 'Anna Lind', password };
  const first = await browser.newContext({ userAgent: machines['Windows computer'], locale: 'en-US' });
  const page = await first.newPage();

  await test.step('a page of the first leads to sign-in, and back to itself', async () => {
    await page.goto(`${origins.app}/notes?sort=new`);
    await expectSignInPage(page);
    expect(new URL(page.url()).origin).toBe(origins.id);
    await fillSignIn(page, anna);
    await expect(page).toHaveURL(`${origins.app}/notes?sort=new`);
    await expect(page.getByText(`You are ${me.account.id} at /notes`)).toBeVisible();
  });

  const wiki = await first.newPage();
  await test.step('the second opens without typing', async () => {
    await wiki.goto(`${origins.wiki}/page`);
    await expect(wiki).toHaveURL(`${origins.wiki}/page`);
    await expect(wiki.getByText(`You are ${me.account.id} at /page`)).toBeVisible();
  });

  const elsewhere = await browser.newContext({ userAgent: machines.Mac, locale: 'en-US', baseURL: origins.id });
  const devices = await elsewhere.newPage();
  await test.step('the list of devices says where it is signed in', async () => {
    await devices.goto('/sign-in');
    await fillSignIn(devices, anna);
    const computer = device(devices, 'Windows computer');
    await computer.getByRole('button', { name: 'Details of Windows computer' }).click();
    await expect(computer.getByText('Also signed in at')).toBeVisible();
    for (const origin of [origins.app, origins.wiki]) {
      await expect(computer.getByText(new URL(origin).host)).toBeVisible();
    }
  });

  await test.step('ended there, both refuse it at the next request: a script with 401, a page with sign-in', async () => {
    const fetched = () => wiki.evaluate(async () => (await fetch('/data')).status);
    expect(await fetched()).toBe(200);
    await endWithTrashIcon(devices, 'Windows computer');
    await expectItIsOut(devices);
    expect(await fetched()).toBe(401);
    for (const [tab, origin] of [
      [page, origins.app],
      [wiki, origins.wiki],
    ] as const) {
      await tab.goto(origin);
      await expectSignInPage(tab);
    }
  });

  await test.step('signed in again from one, the other is open again; its button signs out of both', async () => {
    await fillSignIn(page, anna);
    await expect(page).toHaveURL(`${origins.app}/`);
    await wiki.goto(`${origins.wiki}/page`);
    await expect(wiki).toHaveURL(`${origins.wiki}/page`);
    await wiki.getByRole('button', { name: 'Sign out' }).click();
    await expectSignInPage(wiki);
    await page.goto(origins.app);
    await expectSignInPage(page);
  });

  await test.step('whose way was interrupted is told what to do', async () => {
    await page.goto(`${origins.app}/.rollcall/finish?code=rco_${'0'.repeat(36)}`);
    await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible();
  });

  await Promise.all([first.close(), elsewhere.close()]);
  await stop();
});
