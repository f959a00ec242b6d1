import Type from 'typebox';
import { Closed, Id, OneOf } from './common.ts';
import { IssueSessionInput } from './service.ts';

const Moment = Type.Integer({ minimum: 0, description: 'Milliseconds UTC since 1970.' });
const { externalId, displayName, client, userAgent, address, lifetime } = IssueSessionInput.properties;

const ImportedSession = Closed({
  tokenHash: Type.String({
    pattern: '^[0-9a-f]{64}$',
    description: 'SHA-256 of your own token, in lower-case hex. Tokens of fewer than 22 characters are never good.',
  }),
  externalId,
  displayName,
  client,
  userAgent,
  address,
  lifetime,
  issuedAt: Moment,
  lastUsedAt: Type.Optional(Moment),
  expiresAt: Type.Optional(Moment),
});

export const ImportSessionsInput = Closed({
  rows: Type.Array(ImportedSession, { minItems: 1, maxItems: 100 }),
  dryRun: Type.Optional(Type.Boolean({ description: 'Only says what would come of it.' })),
});

export const ImportedSessions = Closed({
  rows: Type.Array(
    Type.Union([
      Closed({ outcome: OneOf(['imported', 'already_there']), sessionId: Id }),
      Closed({ outcome: Type.Literal('importable') }),
      Closed({
        outcome: Type.Literal('refused'),
        reason: OneOf([
          'time_in_future',
          'times_contradict',
          'expired',
          'idle',
          'ended_since',
          'account_disabled',
          'other_account',
          'external_id_invalid',
          'name_invalid',
        ]),
      }),
    ]),
    { description: 'One for each row that was sent, in the same order.' },
  ),
});
export type ImportedSessions = Type.Static<typeof ImportedSessions>;
