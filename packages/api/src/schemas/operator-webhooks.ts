import Type from 'typebox';
import { Closed, Id, Nullable, OneOf, Time } from './common.ts';

const Failure = Type.String({
  description:
    '`inside` (the address is one of this network), `secret_lost` (its key is not in the key file), `unknown_host`, `unreachable`, `tls`, `timeout`, or `status_` and what the target answered.',
});

export const Webhook = Closed({
  id: Id,
  url: Type.String(),
  state: OneOf(['active', 'gone']),
  createdAt: Time,
  deliveredAt: Nullable(Time),
  failedAt: Nullable(Time),
  failure: Nullable(Failure),
  waiting: Type.Integer({ description: 'Messages that are still to be delivered.' }),
  givenUp: Type.Integer({ description: 'Messages that were given up and are kept for 30 days.' }),
});
export type Webhook = Type.Static<typeof Webhook>;
export const Webhooks = Closed({ rows: Type.Array(Webhook) });
export const AddWebhookInput = Closed({ url: Type.String({ minLength: 1, maxLength: 2000 }) });
const secret = Type.String({ description: 'Signs every message. Readable here and never again.' });
export const AddedWebhook = Closed({ secret, webhook: Webhook });
export const RotateWebhookInput = Closed({
  overlapSeconds: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 604_800, description: 'For how long messages are signed with both; a day.' }),
  ),
});
export const RotatedWebhook = Closed({ secret, oldWorksUntil: Time });
export const TriedWebhook = Closed({ delivered: Type.Boolean(), failure: Nullable(Failure) });
export const ResumedWebhook = Closed({ messages: Type.Integer({ description: 'How many are tried once more.' }) });
