import type { CDPSession, Page } from '@playwright/test';

/** What holds passkeys in a browser of a journey: Chromium's own virtual authenticator. */
export class PasskeyDevice {
  readonly #browser: CDPSession;
  readonly #id: string;

  private constructor(browser: CDPSession, id: string) {
    this.#browser = browser;
    this.#id = id;
  }

  /** Its owner is there and touches it whenever it asks, until told otherwise. */
  static async plugIn(page: Page): Promise<PasskeyDevice> {
    const browser = await page.context().newCDPSession(page);
    await browser.send('WebAuthn.enable');
    const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new PasskeyDevice(browser, authenticatorId);
  }

  /** Whether its owner touches it when it asks. A sign-in page asks by itself, and whoever touches it then is in. */
  async touched(isTouched: 'whenever it asks' | 'never'): Promise<void> {
    const enabled = isTouched === 'whenever it asks';
    await this.#browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.#id, enabled });
  }

  async passkeys(): Promise<number> {
    const { credentials } = await this.#browser.send('WebAuthn.getCredentials', { authenticatorId: this.#id });
    return credentials.length;
  }
}
