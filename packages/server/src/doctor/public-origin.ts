import { type Finding, findingsOf } from './finding.ts';

const { ok, warning, fault } = findingsOf('public origin');
const patienceMs = 5_000;

/** Whether browsers get here by the address that cookies, links and mail are made from. */
export async function examinePublicOrigin(publicOrigin: string, isServing: boolean): Promise<Finding[]> {
  return [schemeOf(publicOrigin), isServing ? await reach(publicOrigin) : notServing];
}

const notServing = warning(
  'No server runs, so whether it is reached from outside was not tried. Start it and look again.',
);

function schemeOf(publicOrigin: string): Finding {
  if (publicOrigin.startsWith('https:')) return ok(`${publicOrigin} is https, as browsers demand for these cookies.`);
  return warning(
    `${publicOrigin} works on this machine only: browsers elsewhere keep no session cookie without https. Set ROLLCALL_PUBLIC_ORIGIN to the https address.`,
  );
}

async function reach(publicOrigin: string): Promise<Finding> {
  const remedy =
    'See that its name leads to the proxy, that the certificate is good, and that the proxy passes on everything.';
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(`${publicOrigin}/health/live`, { signal, redirect: 'manual' });
    const body = (await answer.json().catch(() => null)) as { readonly live?: boolean } | null;
    if (answer.status === 200 && body?.live === true)
      return ok(`${publicOrigin} leads to this server, or to one like it.`);
    return fault(`${publicOrigin} answers ${answer.status}, and not what this server says. ${remedy}`);
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    return fault(`${publicOrigin} was not reached from here (${why}). ${remedy}`);
  }
}
