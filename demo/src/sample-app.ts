import Fastify, { type FastifyInstance } from 'fastify';

/** An application as anybody might have one: it knows nothing of sessions, and believes the headers that its proxy sets. */
export interface Application {
  readonly name: string;
  readonly motto: string;
  /** A color of its own, so that one tells the two apart at a glance. */
  readonly color: string;
}

/** Starts it on a free port of this machine and returns where. */
export async function startApplication(application: Application): Promise<{ app: FastifyInstance; origin: string }> {
  const app = Fastify({ logger: false });
  app.get('/', async (request, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    return page(application, String(request.headers['rollcall-account'] ?? 'nobody'));
  });
  app.get('/tide', async () => ({ centimeters: Math.round(40 + 30 * Math.sin(Date.now() / 4_000)) }));
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, origin };
}

function page({ name, motto, color }: Application, account: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<style>
  :root { color-scheme: light dark; --own: ${color} }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1rem }
  h1 { color: var(--own); margin-bottom: 0 }
  output { display: block; font-size: 3.5rem; font-variant-numeric: tabular-nums; margin: 2rem 0 0 }
  .out { color: light-dark(#b3261e, #ff8a80); font-size: 2.5rem }
  code { font-size: .85em }
</style>
<h1>${name}</h1>
<p>${motto}</p>
<output>…</output>
<p id="state" aria-live="polite">Asks four times a second, each time past the proxy, which asks Rollcall.</p>
<p><small>The proxy says that you are account <code>${account}</code>.</small></p>
<script>
  const level = document.querySelector('output'), state = document.querySelector('#state');
  let last = Date.now();
  const timer = setInterval(async () => {
    const answer = await fetch('/tide');
    if (answer.ok) { last = Date.now(); level.textContent = (await answer.json()).centimeters + ' cm'; return; }
    clearInterval(timer);
    level.className = 'out';
    level.textContent = answer.status + ': shut out';
    state.innerHTML = 'Another answer came ' + (Date.now() - last) + ' ms before this refusal. <a href="/">Come back in</a>';
  }, 250);
</script>
</html>`;
}
