import { describe, expect, test } from 'vitest';
import { describeClient } from './client-description.ts';
import { inShort } from './test-helpers/in-short.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const safariWebKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)';

describe('Browsers by their User-Agent', () => {
  test.each([
    [`${windows} ${webKit} Chrome/142.0.0.0 Safari/537.36`, 'computer | Chrome 142 | Windows | -'],
    [`${windows} ${webKit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'computer | Edge 142 | Windows | -'],
    [`${windows} ${webKit} Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0`, 'computer | Opera 125 | Windows | -'],
    [
      `${windows} ${webKit} Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36`,
      'computer | Yandex Browser 25.8 | Windows | -',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
      'computer | Firefox 145 | Windows | -',
    ],
    [
      'Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0',
      'computer | Firefox 115 | Windows 7 | -',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
      'computer | Internet Explorer 11 | Windows | -',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'computer | Firefox 145 | Linux | -'],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/138.0.0.0 Safari/537.36 Vivaldi/7.5.3735.41`,
      'computer | Vivaldi 7.5.3735.41 | Linux | -',
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/142.0.0.0 Safari/537.36`,
      'computer | Chrome 142 | Chrome OS | -',
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safariWebKit} Version/26.1 Safari/605.1.15`,
      'computer | Safari 26.1 | macOS | -',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0',
      'computer | Firefox 145 | macOS | -',
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) ${safariWebKit} Version/14.1.2 Safari/605.1.15`,
      'computer | Safari 14.1.2 | macOS 10.14.6 | -',
    ],
    [`${iphone} ${safariWebKit} Version/26.1 Mobile/15E148 Safari/604.1`, 'phone | Safari 26.1 | iOS 26.1 | iPhone'],
    [
      `${iphone} ${safariWebKit} CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1`,
      'phone | Chrome 142.0.7444.46 | iOS | iPhone',
    ],
    [`${iphone} ${safariWebKit} FxiOS/145.0 Mobile/15E148 Safari/605.1.15`, 'phone | Firefox 145 | iOS | iPhone'],
    [
      `Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) ${safariWebKit} Version/16.6 Mobile/15E148 Safari/604.1`,
      'tablet | Safari 16.6 | iPadOS 16.6 | iPad',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/142.0.0.0 Mobile Safari/537.36`,
      'phone | Chrome 142 | Android | -',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/142.0.0.0 Safari/537.36`,
      'tablet | Chrome 142 | Android | -',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0`,
      'phone | Edge 142 | Android | -',
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webKit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      'phone | Samsung Internet 28 | Android | -',
    ],
    ['Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'phone | Firefox 145 | Android 15 | -'],
    ['Mozilla/5.0 (Android 15; Tablet; rv:145.0) Gecko/145.0 Firefox/145.0', 'tablet | Firefox 145 | Android 15 | -'],
    [
      `Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) ${webKit} SamsungBrowser/3.0 Chrome/76.0.3809.146 TV Safari/537.36`,
      'tv | Samsung Internet 3 | Tizen 6 | -',
    ],
    [
      `Mozilla/5.0 (Web0S; Linux/SmartTV) ${webKit} Chrome/108.0.5359.211 Safari/537.36 WebAppManager`,
      'tv | webOS browser | webOS | -',
    ],
    [
      `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2 Build/STT2) ${webKit} Chrome/120.0.0.0 Safari/537.36`,
      'tv | Chrome 120 | Android 12 | -',
    ],
  ])('%s', (userAgent, expected) => {
    expect(inShort(describeClient({ 'user-agent': userAgent }))).toBe(expected);
  });
});

describe('Client hints win over what the User-Agent has frozen', () => {
  const reduced = { 'user-agent': `${windows} ${webKit} Chrome/142.0.0.0 Safari/537.36` };
  const brands = (name: string, version: string) =>
    `"Chromium";v="142.0.7444.60", "${name}";v="${version}", "Not_A Brand";v="99.0.0.0"`;
  const android = { 'user-agent': `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/142.0.0.0 Safari/537.36` };

  test.each([
    ['"15.0.0"', 'Windows 11'],
    ['"13.0.0"', 'Windows 11'],
    ['"10.0.0"', 'Windows 10'],
    ['"0.3.0"', 'Windows'],
    ['""', 'Windows'],
  ])('Platform version %s is %s', (version, system) => {
    const hints = { 'sec-ch-ua-platform': '"Windows"', 'sec-ch-ua-platform-version': version };
    expect(inShort(describeClient({ ...reduced, ...hints }))).toBe(`computer | Chrome 142 | ${system} | -`);
  });

  test('A browser that calls itself Chrome in the User-Agent is known by its brand', () => {
    const hints = { 'sec-ch-ua': '"Brave";v="142", "Chromium";v="142", "Not;A=Brand";v="24"' };
    expect(inShort(describeClient({ ...reduced, ...hints }))).toBe('computer | Brave 142 | Windows | -');
  });

  test('The full version comes with its list', () => {
    const hints = { 'sec-ch-ua-full-version-list': brands('Google Chrome', '142.0.7444.60') };
    expect(describeClient({ ...reduced, ...hints }).browserVersion).toBe('142.0.7444.60');
  });

  test('A Chromium without a brand of its own is called Chromium', () => {
    const hints = { 'sec-ch-ua': '"Chromium";v="142", "Not;A=Brand";v="24"' };
    expect(describeClient({ ...reduced, ...hints }).browserName).toBe('Chromium');
  });

  test('A phone tells its model and system', () => {
    const hints = {
      'sec-ch-ua-platform': '"Android"',
      'sec-ch-ua-platform-version': '"16.0.0"',
      'sec-ch-ua-model': '"Pixel 9"',
      'sec-ch-ua-mobile': '?1',
    };
    expect(inShort(describeClient({ ...android, ...hints }))).toBe('phone | Chrome 142 | Android 16 | Pixel 9');
    expect(describeClient({ ...android, ...hints, 'sec-ch-ua-mobile': '?0' }).type).toBe('tablet');
  });

  test('A Mac tells its version', () => {
    const mac = {
      'user-agent': `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Chrome/142.0.0.0 Safari/537.36`,
    };
    const hints = { 'sec-ch-ua-platform': '"macOS"', 'sec-ch-ua-platform-version': '"26.1.0"' };
    expect(inShort(describeClient({ ...mac, ...hints }))).toBe('computer | Chrome 142 | macOS 26.1 | -');
  });
});

describe('Absurd input', () => {
  const nothing = 'unknown | - | - | -';

  test.each([undefined, '', '   ', '\u0000\u0001', '\u202e<<<>>>', '/', '((((', '%s%n', '{"$ne":null}'])(
    '%j says nothing',
    (userAgent) => {
      expect(inShort(describeClient({ 'user-agent': userAgent }))).toBe(nothing);
    },
  );

  test('What stands after 512 characters is not looked at', () => {
    const padded = (length: number) => `Mozilla/5.0 (${'x'.repeat(length)}) Gecko/20100101 Firefox/145.0`;
    expect(describeClient({ 'user-agent': padded(400) }).browserName).toBe('Firefox');
    expect(describeClient({ 'user-agent': padded(512) }).browserName).toBe(null);
    expect(inShort(describeClient({ 'user-agent': 'a'.repeat(100_000) }))).toMatch(/^program \| a{40} \| - \| -$/);
    const hints = { 'sec-ch-ua': `${' '.repeat(512)}"Brave";v="142"`, 'sec-ch-ua-model': `"${'x'.repeat(100_000)}` };
    const client = describeClient({ 'user-agent': padded(1), ...hints });
    expect(client.browserName).toBe('Firefox');
    expect(client.model).toBe('x'.repeat(40));
  });

  test('Markup, control and bidi characters are in nothing that is kept', () => {
    const dirty = '\u202e<b>"Pi\u0000x\u200bel"&\u2066\ud800 9\r\n';
    const hints = {
      'sec-ch-ua': `"Br<i>av\u202ee";v="1<2&3"`,
      'sec-ch-ua-model': dirty,
      'sec-ch-ua-platform': `"Lin\u0007ux<script>"`,
      'sec-ch-ua-platform-version': '"6<img>.1"',
    };
    const client = describeClient({ 'user-agent': `${windows} ${webKit} Chrome/142.0.0.0 Safari/537.36`, ...hints });
    expect(client).toEqual({
      type: 'computer',
      browserName: 'Briave',
      browserVersion: '123',
      systemName: 'Linuxscript',
      systemVersion: '6img.1',
      model: 'bPixel 9',
    });
    expect(inShort(describeClient({ 'user-agent': 'Evil<script>\u202e/1.0' }))).toBe('program | Evil | - | -');
  });

  test('A header that came twice counts once', () => {
    expect(describeClient({ 'user-agent': ['curl/8.14.1', 'x'] }).browserName).toBe('curl');
  });
});
