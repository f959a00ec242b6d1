import helmet from '@fastify/helmet';
import type { Route } from '@rollcall/api';
import type { Actor, Owner } from '@rollcall/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admitApplications, isOfApplication } from './applications.ts';
import { isOfService } from './authenticate.ts';
import { createBaseApp } from './base-app.ts';
import { isCrossSite } from './csrf.ts';
import { documentation } from './documentation.ts';
import type { Handlers, PublicKey } from './handler.ts';
import { health } from './health.ts';
import type { House } from './house.ts';
import { leaverOf } from './leaver.ts';
import { pages } from './pages.ts';
import { pathOf } from './path-of.ts';
import { HttpProblem } from './problem-reply.ts';
import { type Reception, register } from './register.ts';
import { actingFor } from './routes/acting-for.ts';
import { devices } from './routes/devices.ts';
import { doors } from './routes/doors.ts';
import { events } from './routes/events.ts';
import { factors } from './routes/factors.ts';
import { forwardAuth } from './routes/forward-auth.ts';
import { hosts } from './routes/hosts.ts';
import { importOfService } from './routes/import-sessions.ts';
import { links } from './routes/links.ts';
import { log } from './routes/log.ts';
import { me } from './routes/me.ts';
import { organization } from './routes/organization.ts';
import { grants } from './routes/organization-grants.ts';
import { organizationLockOuts } from './routes/organization-lock-outs.ts';
import { organizationLog } from './routes/organization-log.ts';
import { organizationPolicy } from './routes/organization-policy.ts';
import { organizationSessions } from './routes/organization-sessions.ts';
import { organizationUsers } from './routes/organization-users.ts';
import { secondSteps } from './routes/second-steps.ts';
import { serviceAccounts } from './routes/service-accounts.ts';
import { serviceSessions } from './routes/service-sessions.ts';
import { sessions } from './routes/sessions.ts';
import { securityHeaders } from './security-headers.ts';
import type { Sites } from './sites.ts';
import { withFastPath } from './verify-fast-path.ts';
import { visitorOf } from './visitor.ts';

/** What everybody can reach over TCP. */
export async function createApp(house: House): Promise<FastifyInstance> {
  const { facts, sites } = house;
  const app = createBaseApp({
    log: house.log,
    metrics: house.metrics,
    before: (framework) => withFastPath(house, framework),
  });
  await app.register(helmet, securityHeaders(facts.publicOrigin));
  admitApplications(app, facts.applicationOrigins);
  app.addHook('onRequest', async ({ raw }) => house.forwarded.look(raw));
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    if (path.startsWith('/v1/')) reply.header('cache-control', 'no-store');
    const ownOrigin = path.startsWith(hostPaths) ? receiveAtHost(sites, request, reply) : null;
    if (!isCrossSite(request.method, request.headers, ownOrigin ?? facts.publicOrigin)) return;
    if (isOfApplication(request, facts.applicationOrigins)) return;
    throw new HttpProblem('cross_site', 'The request was sent by a page of another origin.');
  });
  register(app, receptionOf(house), handlersOf(house));
  health(app, house);
  await documentation(app, facts);
  pages(app, facts.pagesFolder);
  return app;
}

/** What a proxy passes on from every host that it protects. */
const hostPaths = '/.rollcall/';

/** At a host that is not ours the page that asks is of that host, and what browsers remember of it is not for us to say. */
function receiveAtHost(sites: Sites, { raw }: FastifyRequest, reply: FastifyReply): string | null {
  const site = sites.of(raw);
  reply.header('cache-control', 'no-store');
  if (site?.boundTo !== null) reply.removeHeader('strict-transport-security');
  return site?.origin ?? null;
}

function handlersOf(house: House): Handlers<PublicKey> {
  return {
    ...doors(house),
    ...links(house),
    ...me(house),
    ...secondSteps(house),
    ...factors(house),
    ...devices(house),
    ...sessions(house),
    ...log(house),
    ...organizationSessions(house),
    ...organization(house),
    ...grants(house),
    ...actingFor(house),
    ...organizationLockOuts(house),
    ...organizationUsers(house),
    ...organizationLog(house),
    ...events(house),
    ...organizationPolicy(house),
    ...serviceSessions(house),
    ...importOfService(house),
    ...serviceAccounts(house),
    ...forwardAuth(house),
    ...hosts(house),
  };
}

function receptionOf(house: House): Reception {
  const { authentication, describe, streams, timer } = house;
  return {
    timer,
    visitorOf: ({ raw }) => visitorOf(raw, authentication, describe),
    async actorOf({ raw }, route) {
      if (route.permission === 'anyone') return null;
      if (route.permission === 'operator') throw new Error(`${route.name} is for the operator's socket.`);
      if (isOfService(route.permission)) return authentication.serviceOf(raw, route.permission);
      if (route.name === 'signOut') return leaverOf(house, raw);
      return authentication.ownerOf(raw, route.permission, countingOf(route));
    },
    async beforeAnswer(request, route, actor) {
      if (tells(request, route, actor)) streams.inventoryChanged(actor.accountId);
      // Streams of what this request ended are closed before it is answered.
      if (request.method !== 'GET') await streams.settled();
    },
  };
}

/** Routes that change nothing which an open page shows. */
const quietRoutes: readonly string[] = ['noteLook'];

function tells({ method }: FastifyRequest, { name }: Route, actor: Actor | null): actor is Owner {
  return method !== 'GET' && actor?.kind === 'account' && !quietRoutes.includes(name);
}

/** A page that only listens must not keep its session alive. */
function countingOf({ answer }: Route): 'as_use' | 'not_as_use' {
  return answer.mediaType === 'text/event-stream' ? 'not_as_use' : 'as_use';
}
