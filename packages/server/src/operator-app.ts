import type { FastifyInstance } from 'fastify';
import { answerUnknownAddresses, createBaseApp } from './base-app.ts';
import type { Handlers, OperatorKey } from './handler.ts';
import type { House } from './house.ts';
import { serveMetrics } from './metrics-app.ts';
import { register } from './register.ts';
import { importOfOperator } from './routes/import-sessions.ts';
import { operator } from './routes/operator.ts';
import { operatorAccounts } from './routes/operator-accounts.ts';
import { operatorGrants } from './routes/operator-grants.ts';
import { operatorKeys } from './routes/operator-keys.ts';
import { operatorLockOuts } from './routes/operator-lock-outs.ts';
import { operatorLog } from './routes/operator-log.ts';
import { operatorOrganizations } from './routes/operator-organizations.ts';
import { operatorServices } from './routes/operator-services.ts';
import { operatorSessions } from './routes/operator-sessions.ts';
import { operatorStore } from './routes/operator-store.ts';
import { operatorWebhooks } from './routes/operator-webhooks.ts';
import { visitorOf } from './visitor.ts';

/** What only whoever may open the local socket can reach. The socket's file mode is the permission. */
export function createOperatorApp(house: House): FastifyInstance {
  const { authentication, describe, log, metrics, streams, timer } = house;
  const app = createBaseApp({ log, metrics });
  answerUnknownAddresses(app);
  const handlers: Handlers<OperatorKey> = {
    ...operator(house),
    ...operatorAccounts(house),
    ...operatorOrganizations(house),
    ...operatorLockOuts(house),
    ...operatorGrants(house),
    ...operatorServices(house),
    ...operatorSessions(house),
    ...importOfOperator(house),
    ...operatorKeys(house),
    ...operatorLog(house),
    ...operatorStore(house),
    ...operatorWebhooks(house),
  };
  register(
    app,
    {
      timer,
      visitorOf: ({ raw }) => visitorOf(raw, authentication, describe),
      actorOf: async () => ({ kind: 'operator' }),
      beforeAnswer: () => streams.settled(),
    },
    handlers,
  );
  serveMetrics(app, metrics);
  return app;
}
