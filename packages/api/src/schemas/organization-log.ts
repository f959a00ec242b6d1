import Type from 'typebox';
import { ChainBreak } from './chain-break.ts';
import { Closed, Id, Nullable, OneOf, PageQuery, Time } from './common.ts';
import { NamedDevice, Place } from './inventory.ts';
import { LogEvent, LogGroup } from './log.ts';

const Named = Closed({ id: Id, name: Nullable(Type.String()) });

export const OrganizationLogLine = Closed({
  id: Id,
  at: Time,
  event: LogEvent,
  /** In whose history it stands. */
  member: Nullable(Named),
  actor: Closed({
    kind: OneOf(['account', 'operator', 'service', 'anonymous', 'system']),
    account: Nullable(Named),
    device: Nullable(NamedDevice),
    isSelf: Type.Boolean({ description: 'Whether it is whoever asks.' }),
  }),
  device: Nullable(NamedDevice),
  /** `null` unless places are shown. */
  address: Nullable(Type.String()),
  place: Place,
  details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
});
export type OrganizationLogLine = Type.Static<typeof OrganizationLogLine>;

export const OrganizationLogLines = Closed(
  { rows: Type.Array(OrganizationLogLine), next: Nullable(Id) },
  {
    description:
      'Of a group, may have fewer rows than were asked for and not be the last: a request looks at a bounded stretch.',
  },
);

/** Addresses and places are told only where that is asked for, and each member can read that it was done. */
const Show = Type.Optional(OneOf(['places']));

const Since = Type.Integer({ minimum: 0, description: 'Milliseconds UTC since 1970.' });

const filter = {
  member: Type.Optional(Id),
  actor: Type.Optional(Id),
  group: Type.Optional(LogGroup),
  from: Type.Optional(Since),
  to: Type.Optional(Since),
  show: Show,
};
export const OrganizationLogQuery = Closed({ ...PageQuery, ...filter });
export const OrganizationLogExportQuery = Closed(filter);
export const OrganizationChainQuery = Closed({ show: Show });

/** A line of the log in the order of its chain, with everything that its chain is computed from. Bytes are hexadecimal. */
export interface ChainLine {
  readonly sequence: number;
  readonly id: string;
  readonly at: number;
  readonly event: string;
  readonly accountId: string | null;
  readonly organizationId: string | null;
  readonly actorKind: string;
  readonly actorAccountId: string | null;
  readonly actorDeviceId: string | null;
  readonly credentialId: string | null;
  readonly deviceId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  /** Both are `null` where there was none, where it was erased, or where places were not asked for. */
  readonly address: string | null;
  readonly addressSalt: string | null;
  readonly addressCommitment: string | null;
  readonly digest: string;
  readonly chainHash: string;
  /** For people; no part of the chain. */
  readonly memberName: string | null;
  readonly actorName: string | null;
}

export const ChainState = Closed({
  state: OneOf(['unbroken', 'broken', 'checking']),
  /** Good lines from the first on. */
  lines: Type.Integer(),
  /** When the last of them was sealed; `null` before the first. */
  sealedUpTo: Nullable(Time),
  /** Lines of the last moments, which have no seal yet. */
  unsealed: Type.Integer(),
  /** When all of it was last computed anew. */
  checkedAt: Nullable(Time),
  broken: Nullable(ChainBreak),
});
export type ChainState = Type.Static<typeof ChainState>;
