import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/**
 * Listens to everything that a browser's pages say and ask for. What no page may ever do comes into the list: a request to
 * another origin, a failure of the server, a violation of the content security policy, an uncaught error, any complaint in
 * the console.
 */
export function watch(context: BrowserContext, origins: readonly string[]): readonly string[] {
  const faults: string[] = [];
  context.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (!origins.includes(asked) && protocol !== 'blob:') faults.push(`asked another origin: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`the server failed: ${response.status()} ${response.url()}`);
  });
  context.on('weberror', (error) => void faults.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on('console', (message) => {
    if (isComplaint(message)) faults.push(`console: ${message.text()}`);
  });
  return faults;
}

/** The browser itself notes each refusal and each lost connection, which are answers like others. */
const notes =
  /^Failed to load resource: (?:the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/;

function isComplaint(message: ConsoleMessage): boolean {
  return ['error', 'warning', 'assert'].includes(message.type()) && !notes.test(message.text());
}
