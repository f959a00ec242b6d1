import autocannon from 'autocannon';

const connections = 32;

/** What came back, as a check of it sees it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  /** Throws where the answer is not the one to this request; without it only the status is looked at. */
  readonly check?: (answer: Answer) => void;
}

/** Sends the requests over connections that stay open, and answers how many milliseconds that took. */
export function load(url: string, requests: readonly Asked[], atOnce = connections): Promise<number> {
  return new Promise((resolve, reject) => {
    let index = 0;
    let began = 0;
    let ended = 0;
    let wrong: unknown = null;
    const run = autocannon(
      {
        url,
        connections: atOnce,
        amount: requests.length,
        sampleInt: 50,
        setupClient(client) {
          const own = requests.filter((_, at) => at % atOnce === index);
          index += 1;
          client.setRequests(own.map((request) => sent(request, (error) => (wrong ??= error))));
          client.on('done' as never, () => {
            ended = performance.now();
          });
        },
      },
      (error: unknown, result) => {
        if (error) reject(error);
        else if (wrong !== null) reject(wrong);
        else if (result['2xx'] !== requests.length)
          reject(new Error(`Only ${result['2xx']} requests were answered 2xx.`));
        else resolve(ended - began);
      },
    );
    run.on('start', () => {
      began = performance.now();
    });
  });
}

function sent({ headers, check }: Asked, onWrong: (error: unknown) => void): autocannon.Request {
  if (check === undefined) return { headers };
  return {
    headers,
    onResponse(status, body, _context, answered) {
      try {
        check({ status, body, headers: answered ?? {} });
      } catch (error) {
        onWrong(error);
      }
    },
  };
}
