import type { IncomingMessage } from 'node:http';

/** Who brought a good credential, for the log of what they were refused. */
export interface Asker {
  readonly accountId: string;
  readonly organizationId: string;
  readonly credentialId: string;
}

const askers = new WeakMap<IncomingMessage, Asker>();

export function noteAsker(request: IncomingMessage, { accountId, organizationId, id }: AskerCredential): void {
  askers.set(request, { accountId, organizationId, credentialId: id });
}

type AskerCredential = Omit<Asker, 'credentialId'> & { readonly id: string };

export function askerOf(request: IncomingMessage): Asker | null {
  return askers.get(request) ?? null;
}
