import type { Page } from '@playwright/test';
import english from '../../packages/react/src/locales/en.json' with { type: 'json' };
import swedish from '../../packages/react/src/locales/sv.json' with { type: 'json' };
import type { Person } from '../src/journeys/rollcall.ts';
import { device, signIn } from '../src/journeys/steps.ts';
import { expect, type OpenBrowser, test } from '../src/journeys/test.ts';

async function openInSwedish(openBrowser: OpenBrowser, path: string): Promise<Page> {
  const page = await openBrowser({ locale: 'sv-SE' });
  await page.goto(path);
  return page;
}

async function signInInSwedish(page: Page, { userName, password }: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Användarnamn eller e-post' }).fill(userName);
  await page.getByRole('textbox', { name: 'Lösenord' }).fill(password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
}

async function expectLanguage(page: Page, language: 'en' | 'sv', title: string): Promise<void> {
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function goTo(page: Page, pageName: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sidor' }).getByRole('link', { name: pageName }).click();
}

test('a browser that wants Swedish gets Swedish on every page', async ({ rollcall, person, openBrowser }) => {
  const page = await openInSwedish(openBrowser, '/sign-in');
  await test.step('before the door', async () => {
    await expectLanguage(page, 'sv', 'Logga in');
    await expect(page).toHaveTitle(/Logga in/);
    expect(await englishIn(page)).toEqual([]);
    await signInInSwedish(page, { ...person, password: 'not the password' });
    await expect(page.getByRole('alert')).toContainText('Det stämmer inte.');
    expect(await englishIn(page)).toEqual([]);
    await signInInSwedish(page, person);
  });

  await test.step('on Devices, with all that opens there', async () => {
    await expectLanguage(page, 'sv', 'Enheter');
    await expect(page.getByText('Bara den här enheten är inloggad.')).toBeVisible();
    expect(await englishIn(page)).toEqual([]);
    await rollcall.signInElsewhere(person);
    await expect(page.getByText('En ny dator loggade in alldeles nyss. Var det du?')).toBeVisible();
    await page.getByRole('button', { name: 'Mer om Linux-dator' }).click();
    await expect(page.getByText('Först sedd')).toBeVisible();
    expect(await englishIn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Logga ut Linux-dator' }).click();
    const sheet = page.getByRole('dialog', { name: 'Logga ut Linux-dator?' });
    await expect(sheet.getByText('Det här upphör:')).toBeVisible();
    expect(await englishIn(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Logga ut', exact: true }).click();
    await page.getByRole('dialog', { name: 'Utloggad.' }).getByText('Hur vet vi det?').click();
    expect(await englishIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Kända men utloggade' })).toBeVisible();
  });

  await test.step('on Activity', async () => {
    await goTo(page, 'Aktivitet');
    await expectLanguage(page, 'sv', 'Aktivitet');
    await expect(page.getByText('Utloggad från annat håll')).toBeVisible();
    expect(await englishIn(page)).toEqual([]);
  });

  await test.step('on Sign-in & security', async () => {
    await goTo(page, 'Inloggning och säkerhet');
    await expectLanguage(page, 'sv', 'Inloggning och säkerhet');
    await expect(page.getByRole('combobox', { name: 'Språk' })).toHaveValue('');
    expect(await englishIn(page)).toEqual([]);
  });
});

test('dates and times are written as people in Sweden do', async ({ person, openBrowser }) => {
  const page = await openInSwedish(openBrowser, '/sign-in');
  await signInInSwedish(page, person);
  await page.getByRole('button', { name: 'Mer om Windows-dator' }).click();
  await expect(device(page, 'Den här enheten').getByText(/^senast |, senast /)).toBeVisible();
  await expect(page.getByText(/\d (?:AM|PM)/)).toHaveCount(0);
});

test('the door can be read in the other language, and stays so', async ({ openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await expectLanguage(page, 'en', 'Sign in');
  await page.getByRole('list', { name: 'Language' }).getByRole('button', { name: 'Svenska' }).click();
  await expectLanguage(page, 'sv', 'Logga in');
  await expect(page.getByRole('button', { name: 'Svenska', pressed: true })).toBeVisible();
  await page.reload();
  await expectLanguage(page, 'sv', 'Logga in');
  await page.getByRole('button', { name: 'English', pressed: false }).click();
  await expectLanguage(page, 'en', 'Sign in');
});

test('the language of the account wins over that of the browser', async ({ person, openBrowser }) => {
  const first = await openBrowser();
  await signIn(first, person);
  await test.step('saving it changes the page at once, and for good', async () => {
    await first.goto('/security');
    await first.getByRole('combobox', { name: 'Language' }).selectOption('Svenska');
    await first.getByRole('button', { name: 'Save', exact: true }).click();
    await expectLanguage(first, 'sv', 'Inloggning och säkerhet');
    await first.reload();
    await expectLanguage(first, 'sv', 'Inloggning och säkerhet');
  });
  await test.step('another browser that wants English speaks Swedish after signing in', async () => {
    const second = await openBrowser({ on: 'Mac' });
    await second.goto('/sign-in');
    await expectLanguage(second, 'en', 'Sign in');
    await second.getByRole('textbox', { name: 'User name or e-mail' }).fill(person.userName);
    await second.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await second.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expectLanguage(second, 'sv', 'Enheter');
  });
  await test.step('“As the browser” gives it back', async () => {
    await first.getByRole('combobox', { name: 'Språk' }).selectOption('Som webbläsaren');
    await first.getByRole('button', { name: 'Spara', exact: true }).click();
    await expectLanguage(first, 'en', 'Sign-in & security');
  });
});

test('the sweep for English words finds them where they are', async ({ openBrowser }) => {
  const page = await openBrowser();
  await page.goto('/sign-in');
  await expectLanguage(page, 'en', 'Sign in');
  expect(await englishIn(page)).toEqual(expect.arrayContaining(['Sign in', 'Keep me signed in', 'Show the password']));
});

/** What the page says or is called that stands in the English catalog and not in the Swedish one. */
async function englishIn(page: Page): Promise<string[]> {
  const found = await textsOf(page);
  return found.filter((text) => !inSwedish(text) && inEnglish(text));
}

const inEnglish = matcherOf(english);
const inSwedish = matcherOf(swedish);

function matcherOf(catalog: object): (text: string) => boolean {
  const patterns = sentencesOf(catalog)
    .map((sentence) => sentence.split(/\{\{\w+\}\}/))
    // What is nothing but a name would match whatever there is.
    .filter((parts) => parts.some((part) => part.trim() !== ''))
    .map((parts) => new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('.+')}$`, 's'));
  return (text) => patterns.some((pattern) => pattern.test(text));
}

function sentencesOf(catalog: object): string[] {
  return Object.values(catalog).flatMap((value) => (typeof value === 'string' ? [value] : sentencesOf(value)));
}

/** Every piece of text that is seen, and every name that is only heard. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement?.checkVisibility()) texts.push(walker.currentNode.nodeValue ?? '');
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    }
    return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  });
}
