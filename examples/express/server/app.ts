import cookieParser from 'cookie-parser';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { boardPage, signInPage } from './pages.ts';
import { nameOf, signInWith } from './people.ts';
import type { Rollcall } from './rollcall.ts';
import { cookies, enter, leave, recognize, visitorOf } from './session.ts';

/** Notices live as long as this process. */
const notices: { readonly author: string; readonly text: string }[] = [];

/** A noticeboard: whoever is signed in may read and pin. */
export function createApp(rollcall: Rollcall): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(refuseOtherSites, express.urlencoded({ extended: false }), cookieParser(), recognize(rollcall));

  app.get('/', (_request, response) => {
    const visitor = visitorOf(response);
    response.send(visitor === null ? signInPage(null) : boardPage(nameOf(visitor.personId), notices));
  });

  app.post('/sign-in', async (request, response) => {
    const { login = '', password = '' } = request.body ?? {};
    const person = signInWith(String(login), String(password));
    if (person === null) return void response.status(401).send(signInPage('That is not right.'));
    const known: unknown = request.cookies[cookies.browser];
    const issued = await rollcall.issue({
      externalId: person.id,
      displayName: person.name,
      userAgent: request.get('user-agent') ?? '',
      address: request.ip ?? '',
      ...(typeof known === 'string' && { browserToken: known }),
    });
    enter(response, issued);
    response.redirect(303, '/');
  });

  app.post('/notices', (request, response) => {
    const visitor = visitorOf(response);
    if (visitor === null) return void response.redirect(303, '/');
    notices.unshift({ author: nameOf(visitor.personId), text: String(request.body?.text ?? '').slice(0, 200) });
    response.redirect(303, '/');
  });

  app.post('/devices', async (_request, response) => {
    const visitor = visitorOf(response);
    if (visitor === null) return void response.redirect(303, '/');
    const { url } = await rollcall.handOver(visitor.personId, visitor.sessionId);
    response.redirect(303, url);
  });

  app.post('/sign-out', async (_request, response) => {
    const visitor = visitorOf(response);
    if (visitor !== null) await rollcall.revoke(visitor.sessionId);
    leave(response);
    response.redirect(303, '/');
  });

  app.use(sayThatRollcallIsAway);
  return app;
}

/** Forms of other sites do nothing here. Browsers say where a request comes from. */
function refuseOtherSites(request: Request, response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site') ?? 'none';
  if (request.method === 'GET' || site === 'same-origin' || site === 'none') next();
  else response.status(403).send('Not from another site.');
}

/** Nobody is let in on a guess: where Rollcall does not answer, nobody is recognized. */
function sayThatRollcallIsAway(_error: Error, _request: Request, response: Response, _next: NextFunction): void {
  response.status(503).send('Who you are cannot be told just now. Try again in a moment.');
}
