import Type from 'typebox';
import { Closed, Id, Nullable, Time } from './common.ts';
import { Receipt } from './inventory.ts';

export const LockOutPreview = Closed(
  {
    sessions: Type.Integer(),
    devices: Type.Integer(),
    grants: Type.Integer({ description: 'On whose behalf they may act, and who may on theirs.' }),
    plannedFor: Nullable(Time, { description: '`null`: not planned.' }),
  },
  { description: 'What would end in this organization if the member were locked out now.' },
);
export type LockOutPreview = Type.Static<typeof LockOutPreview>;

export const LockOutInput = Closed({
  at: Type.Optional(Type.Integer({ description: 'Milliseconds UTC; now unless given.' })),
});

export const LockOut = Closed({
  at: Time,
  ended: Nullable(
    Closed({
      count: Type.Integer({ description: 'How many credentials.' }),
      grants: Type.Integer(),
      receipt: Receipt,
    }),
    { description: '`null`: it is planned, and nothing has ended yet.' },
  ),
});
export type LockOut = Type.Static<typeof LockOut>;

export const PlannedLockOuts = Closed({
  rows: Type.Array(
    Closed({
      userId: Id,
      displayName: Type.String(),
      dueAt: Time,
      byName: Nullable(Type.String(), { description: '`null`: whoever runs the server.' }),
      stands: Type.Boolean({
        description:
          'Whether whoever planned it may still lock that member out; otherwise it is given up when it falls due.',
      }),
    }),
    { description: 'The next one first.' },
  ),
});
export type PlannedLockOuts = Type.Static<typeof PlannedLockOuts>;
