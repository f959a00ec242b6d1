import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the mail server says to a message: `null` takes it. */
type Verdict = { readonly code: number; readonly text: string } | null;

export interface MailServer {
  readonly url: string;
  /** What was taken, in order. */
  readonly mails: readonly ParsedMail[];
  /** How often one was offered. */
  readonly offers: number;
  answer(verdict: Verdict): void;
  /** Calls this with each mail before it is taken; the mail server answers when it is done. */
  beforeTaking(act: () => Promise<void>): void;
  close(): Promise<void>;
}

/** A real mail server on this machine that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  let verdict: Verdict = null;
  let offers = 0;
  let before: () => Promise<void> = async () => {};
  async function receive(stream: Readable): Promise<void> {
    const mail = await simpleParser(stream);
    offers += 1;
    await before();
    if (verdict !== null) throw Object.assign(new Error(verdict.text), { responseCode: verdict.code });
    mails.push(mail);
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: callbackify((stream: Readable, _session: unknown) => receive(stream)),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get offers() {
      return offers;
    },
    answer: (next) => {
      verdict = next;
    },
    beforeTaking: (act) => {
      before = act;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
