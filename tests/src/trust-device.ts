import type { AnswerOf } from '@rollcall/api';
import { codeOf } from './authenticator-app.ts';
import type { TestBrowser } from './browser.ts';
import type { MovableClock } from './movable-clock.ts';
import { prove } from './people.ts';
import { password } from './test-server.ts';

const minute = 60_000;

/** Enrols an authenticator app in a browser that is signed in, and signs in there again with trust. */
export async function trustDevice(
  server: { readonly clock: Pick<MovableClock, 'now' | 'pass'> },
  browser: TestBrowser,
  login: string,
): Promise<void> {
  await prove(browser);
  const begun = await browser.ask<AnswerOf<'POST /v1/me/factors/authenticator'>>(
    'POST',
    '/v1/me/factors/authenticator',
  );
  const code = () => codeOf(begun.secret, server.clock.now());
  await browser.ask('POST', `/v1/me/factors/authenticator/${begun.id}/confirmation`, { code: code() });
  server.clock.pass(minute);
  await browser.ask('POST', '/v1/sign-in', { login, password });
  await browser.ask('POST', '/v1/sign-in/second-step', { code: code(), trustDevice: true });
}
