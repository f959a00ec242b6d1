import type Type from 'typebox';
import { doorRoutes } from './routes/doors.ts';
import { factorRoutes } from './routes/factors.ts';
import { hostRoutes } from './routes/hosts.ts';
import { operatorRoutes } from './routes/operator.ts';
import { operatorGrantRoutes } from './routes/operator-grants.ts';
import { operatorLockOutRoutes } from './routes/operator-lock-outs.ts';
import { operatorLogRoutes } from './routes/operator-log.ts';
import { operatorOrganizationRoutes } from './routes/operator-organizations.ts';
import { operatorServiceRoutes } from './routes/operator-services.ts';
import { operatorSessionRoutes } from './routes/operator-sessions.ts';
import { operatorWebhookRoutes } from './routes/operator-webhooks.ts';
import { organizationRoutes } from './routes/organization.ts';
import { organizationGrantRoutes } from './routes/organization-grants.ts';
import { organizationLockOutRoutes } from './routes/organization-lock-outs.ts';
import { organizationLogRoutes } from './routes/organization-log.ts';
import { organizationPolicyRoutes } from './routes/organization-policy.ts';
import { organizationSessionRoutes } from './routes/organization-sessions.ts';
import { organizationUserRoutes } from './routes/organization-users.ts';
import { ownRoutes } from './routes/own.ts';
import { serviceRoutes } from './routes/service.ts';

/** Every route there is, by method and path. The server must answer each; the client's types come out of it. */
export const routes = {
  ...doorRoutes,
  ...factorRoutes,
  ...hostRoutes,
  ...ownRoutes,
  ...organizationPolicyRoutes,
  ...organizationSessionRoutes,
  ...organizationRoutes,
  ...organizationGrantRoutes,
  ...organizationLockOutRoutes,
  ...organizationUserRoutes,
  ...organizationLogRoutes,
  ...serviceRoutes,
  ...operatorRoutes,
  ...operatorLogRoutes,
  ...operatorOrganizationRoutes,
  ...operatorLockOutRoutes,
  ...operatorGrantRoutes,
  ...operatorServiceRoutes,
  ...operatorSessionRoutes,
  ...operatorWebhookRoutes,
};

export type Routes = typeof routes;
export type RouteKey = keyof Routes;

type StaticOf<Schema> = Schema extends Type.TSchema ? Type.Static<Schema> : undefined;
type Part<Key extends RouteKey, Name extends string> = Routes[Key] extends { readonly [N in Name]: infer Schema }
  ? StaticOf<Schema>
  : undefined;

/** What a route takes and gives, as types: all that the client needs of this package. */
export type ParamsOf<Key extends RouteKey> = Part<Key, 'params'>;
export type QueryOf<Key extends RouteKey> = Part<Key, 'query'>;
export type BodyOf<Key extends RouteKey> = Part<Key, 'body'>;
export type AnswerOf<Key extends RouteKey> = Routes[Key]['answer'] extends { readonly schema: infer Schema }
  ? Schema extends Type.TSchema
    ? Type.Static<Schema>
    : undefined
  : undefined;
