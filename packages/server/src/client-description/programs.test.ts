import { expect, test } from 'vitest';
import { describeClient } from '../client-description.ts';
import { inShort } from '../test-helpers/in-short.ts';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['DAVx5/4.5.6-ose (dav4jvm; okhttp/5.1.0) Android/15', 'DAVx5 4.5.6 | Android 15'],
  [
    'Mozilla/5.0 (Linux) mirall/3.16.6git (Nextcloud, debian-6.1.0-38-amd64 ClientArchitecture: x86_64)',
    'Nextcloud desktop 3.16.6 | Linux',
  ],
  ['Mozilla/5.0 (Windows) mirall/3.13.0 (Nextcloud, windows-10.0.19045)', 'Nextcloud desktop 3.13 | Windows'],
  ['Mozilla/5.0 (Macintosh) mirall/5.3.1 (ownCloud, osx-24.1.0)', 'ownCloud desktop 5.3.1 | macOS'],
  ['Mozilla/5.0 (iOS) Nextcloud-iOS/7.1.4', 'Nextcloud for iOS 7.1.4 | iOS'],
  ['Mozilla/5.0 (Android) Nextcloud-android/3.33.0', 'Nextcloud for Android 3.33 | Android'],
  ['iOS/18.5 (22F76) dataaccessd/1.0', 'Apple Calendar and Contacts 1 | iOS 18.5'],
  ['macOS/15.5 (24F74) CalendarAgent/1181.2', 'Apple Calendar 1181.2 | macOS 15.5'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0', 'Thunderbird 140.4 | Linux'],
  ['WebDAVFS/3.0.0 (03008000) Darwin/24.5.0 (arm64)', 'Finder 3 | macOS'],
  ['Microsoft-WebDAV-MiniRedir/10.0.26100', 'Windows Explorer 10.0.26100 | Windows'],
  ['gvfs/1.50.3', 'GNOME Files 1.50.3 | Linux'],
  ['rclone/v1.70.3', 'rclone 1.70.3 | -'],
  ['curl/8.14.1', 'curl 8.14.1 | -'],
  ['Wget/1.21.3', 'Wget 1.21.3 | -'],
  ['python-requests/2.32.4', 'python-requests 2.32.4 | -'],
  ['Go-http-client/2.0', 'Go-http-client 2 | -'],
  ['Dalvik/2.1.0 (Linux; U; Android 14; Pixel 7 Build/AP2A)', 'Dalvik 2.1 | Android 14'],
  ['SomeThing', 'SomeThing | -'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot 2.1 | -'],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/142.0.0.0 Safari/537.36`,
    'Chrome without a window 142 | Linux',
  ],
])('%s', (userAgent, expected) => {
  expect(inShort(describeClient({ 'user-agent': userAgent }))).toBe(`program | ${expected} | -`);
});
