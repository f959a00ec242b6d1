import Fastify, { type FastifyInstance } from 'fastify';
import { languageFor } from './sample-page.ts';
import { type Apps, codeOf } from './stage.ts';

const stepMs = 30_000;

const words = {
  en: { title: 'Their phones', lead: 'What the authenticator apps of these people show now. Each code is good once.' },
  sv: {
    title: 'Deras telefoner',
    lead: 'Vad de här personernas autentiseringsappar visar nu. Varje kod gäller en gång.',
  },
} as const;

/** Starts a page that shows codes, in the place of phones that nobody has in hand here. */
export async function startPhones(apps: Apps, port: number): Promise<FastifyInstance> {
  const app = Fastify({ logger: false });
  app.get('/', async ({ headers }, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('vary', 'Accept-Language');
    return phonesPage(apps, languageFor(headers['accept-language']), Date.now());
  });
  await app.listen({ host: '127.0.0.1', port });
  return app;
}

/** It loads itself again with the next codes. */
function phonesPage(apps: Apps, language: keyof typeof words, now: number): string {
  const { title, lead } = words[language];
  const lines = [...apps].map(([name, secret]) => `<dt>${name}<dd>${codeOf(secret, now).replace(/...$/, ' $&')}`);
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${Math.ceil((stepMs - (now % stepMs)) / 1_000)}">
<title>${title}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem }
  dt { margin-top: 1.5rem }
  dd { margin: 0; font-size: 3rem; line-height: 1.2; font-variant-numeric: tabular-nums }
</style>
<h1>${title}</h1>
<p>${lead}</p>
<dl>${lines.join('')}</dl>
</html>`;
}
