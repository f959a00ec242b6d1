import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { AnswerOf } from '@rollcall/api';
import type { TestBrowser } from '../src/browser.ts';
import { closeSheet, endWithTrashIcon, signIn } from '../src/journeys/steps.ts';
import { expect, machines, test } from '../src/journeys/test.ts';

type Line = AnswerOf<'GET /v1/me/log'>['rows'][number];

async function openActivity(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
}

/** What the history says in these words. */
function lines(page: Page, text: string): Locator {
  return page.getByRole('listitem').filter({ hasText: text });
}

/** Gives a device these names one after the other, from somewhere else. */
async function rename(elsewhere: TestBrowser, nameBefore: RegExp, names: readonly string[]): Promise<void> {
  const { devices } = await elsewhere.ask<AnswerOf<'GET /v1/me/devices'>>('GET', '/v1/me/devices');
  const device = devices.find(({ client }) => nameBefore.test(client.systemName ?? ''));
  for (const name of names) await elsewhere.ask('PATCH', `/v1/me/devices/${device?.id}`, { name });
}

test('it shows a sign-in, a new name and a sign-out, and which device did it', async ({
  rollcall,
  person,
  openBrowser,
}) => {
  const page = await openBrowser({ on: 'Windows computer' });
  await signIn(page, person);
  const phone = await rollcall.signInElsewhere(person, machines.iPhone);
  await rename(phone, /Windows/, ['Study']);
  await endWithTrashIcon(page, 'iPhone');
  await closeSheet(page);
  await openActivity(page);

  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(lines(page, 'Signed in: iPhone')).toContainText('new device');
  await expect(lines(page, 'Signed in: Study')).toContainText('from this device');
  await expect(lines(page, 'Device renamed: Study')).toContainText('from iPhone');
  await expect(lines(page, 'Signed out from elsewhere: iPhone')).toContainText('from this device');
  await expect(page.getByText('That is everything.')).toBeVisible();

  await test.step('the filter leaves one kind', async () => {
    const filter = page.getByRole('group', { name: 'Show' });
    const choose = async (name: string) => {
      await filter.getByText(name, { exact: true }).click();
      await expect(filter.getByRole('radio', { name })).toBeChecked();
    };
    await choose('Sign-outs');
    await expect(lines(page, 'Signed in: ')).toHaveCount(0);
    await expect(lines(page, 'Device renamed')).toHaveCount(0);
    await expect(lines(page, 'Signed out from elsewhere: iPhone')).toBeVisible();
    await choose('Devices');
    await expect(lines(page, 'Signed out from elsewhere')).toHaveCount(0);
    await expect(lines(page, 'Device renamed: Study')).toBeVisible();
    await choose('Sign-ins');
    await expect(lines(page, 'Device renamed')).toHaveCount(0);
    await expect(lines(page, 'Signed in: ')).toHaveCount(2);
    await choose('Everything');
    await expect(lines(page, 'Device renamed: Study')).toBeVisible();
  });
});

test('a failed sign-in stands there too', async ({ rollcall, person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  await expect(rollcall.signInElsewhere({ ...person, password: 'not the password' }, machines.Mac)).rejects.toThrow();
  await openActivity(page);
  await expect(lines(page, 'Sign-in failed')).toContainText('by somebody who was not signed in');
});

test('“Show older” brings what does not fit on the first page', async ({ rollcall, person, openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, person);
  const names = Array.from({ length: 60 }, (_, index) => `Desk ${index + 1}`);
  await rename(await rollcall.signInElsewhere(person), /Linux/, names);
  await openActivity(page);

  await expect(lines(page, 'Device renamed')).toHaveCount(50);
  await expect(lines(page, 'Signed in: ')).toHaveCount(0);
  await expect(page.getByText('That is everything.')).toBeHidden();
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect(lines(page, 'Device renamed')).toHaveCount(60);
  await expect(lines(page, 'Signed in: ')).toHaveCount(2);
  await expect(page.getByText('That is everything.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show older' })).toHaveCount(0);
});

test('the whole history can be saved, and no name in it becomes a formula', async ({
  rollcall,
  person,
  openBrowser,
}) => {
  const page = await openBrowser();
  await signIn(page, person);
  await rename(await rollcall.signInElsewhere(person), /Linux/, ['Attic', '=1+1']);
  await openActivity(page);
  const save = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const saved = await download;
    return { fileName: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
  };

  await test.step('as CSV', async () => {
    const { fileName, text } = await save('Save as CSV');
    expect(fileName).toBe('rollcall-log.csv');
    const [head, ...rows] = text.trimEnd().split('\r\n');
    expect(head).toBe('time,event,actor,actor_name,actor_device,device,organization,address,country,city,details');
    const row = rows.find((row) => row.includes(',device.renamed,'));
    expect(row).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,device\.renamed,account,Anna Lind,"'=1\+1","'=1\+1",/);
    expect(rows.filter((row) => row.includes(',sign_in.succeeded,'))).toHaveLength(2);
    expect(text).not.toMatch(/(?:^|,)"?=1/m);
  });
  await test.step('as JSON', async () => {
    const { fileName, text } = await save('Save as JSON');
    expect(fileName).toBe('rollcall-log.json');
    const rows: Line[] = JSON.parse(text);
    expect(rows.filter(({ event }) => event === 'sign_in.succeeded')).toHaveLength(2);
    expect(rows.find(({ event }) => event === 'device.renamed')).toMatchObject({ device: { name: '=1+1' } });
  });
});
