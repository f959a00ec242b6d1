import type { Deps } from '@rollcall/core';
import type { Storage } from '@rollcall/storage';
import type { Config } from '../config.ts';
import type { ForwardedRecord } from '../forwarded-record.ts';
import type { KeyRing } from '../key-ring.ts';
import { createMailer, facts as smtpFacts } from '../mail/mailer.ts';
import type { Places } from '../places.ts';
import { missingKeys, neededKeys } from '../rotate-keys.ts';
import { explainConfiguration } from './configuration.ts';
import { examineDatabase } from './database.ts';
import { type Finding, findingsOf } from './finding.ts';
import { examineProxies } from './proxies.ts';
import { examinePublicOrigin } from './public-origin.ts';

export interface ExamineDeps {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly core: Pick<Deps, 'clock' | 'credentials' | 'organizations' | 'outbox'>;
  readonly storage: Pick<Storage, 'facts' | 'sealed'>;
  readonly keyRing: KeyRing;
  readonly forwarded: ForwardedRecord;
  readonly places: Pick<Places, 'builtAt'>;
  readonly isServing: () => boolean;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const recentSessions = 50;

/** Looks at everything that an operator can have set up wrongly. `mailTo`: sends a mail there to see that it leaves. */
export async function examine(deps: ExamineDeps, mailTo: string | null): Promise<Finding[]> {
  const { config, environment, storage, core, forwarded } = deps;
  const now = core.clock.now();
  const { id } = await core.organizations.default();
  const { rows } = await core.credentials.pageOrganizationSessions(id, now, { after: null, limit: recentSessions });
  return [
    ...explainConfiguration(environment),
    ...(await examinePublicOrigin(config.publicOrigin, deps.isServing())),
    ...examineProxies(config.trustedProxies, forwarded, rows),
    ...(await examineMail(config.smtp, mailTo)),
    ...examineDatabase(await storage.facts(), now),
    examinePlaces(deps.places.builtAt(), now),
    ...(await examineKeys(deps)),
    await examineOutbox(deps, now),
  ];
}

async function examineMail(smtp: Config['smtp'], mailTo: string | null): Promise<Finding[]> {
  const { ok, warning, fault } = findingsOf('mail');
  if (smtp === null) {
    if (mailTo !== null) return [fault('No mail server is named: set ROLLCALL_SMTP_URL and ROLLCALL_MAIL_FROM.')];
    return [ok('No mail server is named: nothing is mailed, and you make the links for new passwords yourself.')];
  }
  const mailer = createMailer(smtp);
  try {
    await (mailTo === null ? mailer.greet() : mailer.sendTest(mailTo));
  } catch (error) {
    const { code = 'no answer', responseCode } = smtpFacts(error);
    const why = responseCode === undefined ? code : `${code}, ${responseCode}`;
    return [fault(`The mail server does not take mail (${why}). See ROLLCALL_SMTP_URL, and that server's own log.`)];
  } finally {
    mailer.close();
  }
  if (mailTo === null) return [ok('The mail server answers. Add --mail-to <address> to send a mail through it.')];
  return [warning('The mail server took the test mail. Look whether it arrives, and whether it is taken for spam.')];
}

function examinePlaces(builtAt: number, now: number): Finding {
  const { ok, warning } = findingsOf('places');
  const built = new Date(builtAt).toISOString().slice(0, 10);
  if (now - builtAt < 400 * dayMs) return ok(`The place data are of ${built}.`);
  return warning(
    `The place data are of ${built}: addresses have moved since. Put a newer file in ROLLCALL_CITY_DATABASE.`,
  );
}

async function examineKeys({ keyRing, storage }: ExamineDeps): Promise<Finding[]> {
  const { ok, warning, fault } = findingsOf('keys');
  const missing = missingKeys(keyRing, await neededKeys(storage.sealed));
  const retired = keyRing.facts().filter(({ seals }) => !seals);
  return [
    ok('The key file can be read by its owner alone.'),
    ...(retired.length === 0
      ? []
      : [warning(`A rotation was not finished: ${retired.length} retired keys are left. Run rollcall keys rotate.`)]),
    missing.length === 0
      ? ok('Everything that is sealed can be opened. All nodes of one store must read this same key file.')
      : fault(`The store needs keys that the file lacks: ${missing.join(', ')}. Put the right key file in its place.`),
  ];
}

async function examineOutbox({ core }: ExamineDeps, now: number): Promise<Finding> {
  const { ok, warning, fault } = findingsOf('outbox');
  const { waiting, oldestAt } = await core.outbox.backlog();
  const hours = oldestAt === null ? 0 : (now - oldestAt) / hourMs;
  if (hours < 1) return ok(`${waiting} messages wait, none for long.`);
  const level = hours < 12 ? warning : fault;
  return level(
    `${waiting} messages wait, the oldest for ${Math.round(hours)} h: what takes them refuses. See the log.`,
  );
}
