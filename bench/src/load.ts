import autocannon from 'autocannon';
import { sessionCookie } from './session-cookie.ts';

const connections = 32;

/** Sends one request for each token, over 32 connections that stay open, and answers how long that took. */
export function load(address: string, tokens: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let index = 0;
    let began = 0;
    let ended = 0;
    const run = autocannon(
      {
        url: `${address}/v1/verify`,
        connections,
        amount: tokens.length,
        sampleInt: 50,
        setupClient(client) {
          const own = tokens.filter((_, at) => at % connections === index);
          index += 1;
          client.setRequests(own.map((token) => ({ headers: { cookie: `${sessionCookie}=${token}` } })));
          client.on('done' as never, () => {
            ended = performance.now();
          });
        },
      },
      (error: unknown, result) => {
        if (error) reject(error);
        else if (result['2xx'] !== tokens.length)
          reject(new Error(`Only ${result['2xx']} requests were answered 2xx.`));
        else resolve(ended - began);
      },
    );
    run.on('start', () => {
      began = performance.now();
    });
  });
}
