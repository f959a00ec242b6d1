import type { Deps } from '../deps.ts';

/** At least as long as the hash that it keys. */
const secretBytes = 32;

/** Of one webhook: what its service is shown, once, and what is kept. */
export interface WebhookSecret {
  /** In the form of Standard Webhooks. */
  readonly secret: string;
  readonly sealedSecret: Uint8Array;
}

export function makeWebhookSecret({ chance, seal }: Pick<Deps, 'chance' | 'seal'>, webhookId: string): WebhookSecret {
  const secret = `whsec_${Buffer.from(chance.bytes(secretBytes)).toString('base64')}`;
  return { secret, sealedSecret: seal(Buffer.from(secret), webhookId) };
}
