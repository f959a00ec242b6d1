import type { Deps } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import type { FastifyBaseLogger } from 'fastify';
import type { Authentication } from './authenticate.ts';
import type { Finding } from './doctor/finding.ts';
import type { Streams } from './events.ts';
import type { ForwardedRecord } from './forwarded-record.ts';
import type { KeyRing } from './key-ring.ts';
import type { LogWatch } from './log-watch.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Timer } from './pace.ts';
import type { ServiceFacts } from './service-facts.ts';
import type { SessionFacts } from './session-facts.ts';
import type { Sites } from './sites.ts';
import type { Describe } from './visitor.ts';
import type { PlaceOf } from './wire/place.ts';

/** What does not change while the server runs. */
export interface Facts {
  readonly version: string;
  readonly engine: 'sqlite' | 'postgres';
  readonly publicOrigin: string;
  /** Of applications whose pages may ask with a bearer token. */
  readonly applicationOrigins: readonly string[];
  readonly supportContact: string | null;
  /** The folder of the built pages; `null`: no pages are served. */
  readonly pagesFolder: string | null;
}

/** Everything the routes stand on. */
export interface House {
  readonly core: Deps;
  readonly authentication: Authentication;
  readonly serviceFacts: ServiceFacts;
  readonly sessionFacts: SessionFacts;
  readonly sites: Sites;
  readonly forwarded: ForwardedRecord;
  readonly streams: Streams;
  readonly placeOf: PlaceOf;
  readonly describe: Describe;
  readonly logWatch: LogWatch;
  readonly timer: Timer;
  readonly facts: Facts;
  readonly store: Pick<Storage, 'write' | 'copy' | 'sealed'>;
  readonly keyRing: KeyRing;
  readonly log: FastifyBaseLogger;
  readonly metrics: Metrics;
  /** What an operator may have set up wrongly; with an address, a test mail goes there. */
  readonly examine: (mailTo: string | null) => Promise<Finding[]>;
  /** Whether the store answers and the verifier is in step with it. Never rejects. */
  readonly isReady: () => Promise<boolean>;
}
