import { get, type IncomingMessage } from 'node:http';
import type { TestBrowser } from './browser.ts';

export interface HeardEvent {
  readonly event: string;
  readonly data: unknown;
}

/** The events that a page hears, as they come. */
export class EventStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly heard: HeardEvent[] = [];
  isClosed = false;
  #text = '';
  #wake = () => {};
  readonly #response: IncomingMessage;

  private constructor(response: IncomingMessage) {
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    this.#response = response;
    response.on('data', (chunk) => this.#take(String(chunk)));
    response.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
    response.on('error', () => {});
  }

  static open(address: string, browser: TestBrowser): Promise<EventStream> {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return EventStream.openWith(address, { cookie });
  }

  /** With these headers and no others. */
  static openWith(address: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const request = get(`${address}/v1/me/events`, { headers, agent: false });
      request.once('response', (response) => resolve(new EventStream(response)));
      request.once('error', reject);
    });
  }

  /** Everything so far, comments included. */
  get text(): string {
    return this.#text;
  }

  /** Waits until it has heard so many events, or is closed. */
  async hears(count: number): Promise<readonly HeardEvent[]> {
    while (this.heard.length < count && !this.isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.heard;
  }

  close(): void {
    this.#response.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    for (const [, event = '', data = ''] of text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)) {
      this.heard.push({ event, data: JSON.parse(data) });
    }
    this.#wake();
  }
}
