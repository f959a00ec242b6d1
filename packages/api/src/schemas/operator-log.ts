import Type from 'typebox';
import { ChainBreak } from './chain-break.ts';
import { Closed, LoginInput, Nullable, OneOf, PageQuery, Time } from './common.ts';
import { OrganizationQuery } from './operator-organizations.ts';
import { OrganizationLogExportQuery } from './organization-log.ts';

/** A head of a chain in one line: an organization's id or `server`, how many lines, the hash of the last. */
const Head = Type.String({
  pattern: '^(server|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}):[1-9][0-9]{0,14}:[0-9a-f]{64}$',
});
const mostHeads = 10_000;

export const LogHeads = Closed({
  heads: Type.Array(Closed({ head: Head, organizationName: Nullable(Type.String()), sealedAt: Time })),
});

export const LogVerificationInput = Closed({
  heads: Type.Optional(Type.Array(Head, { maxItems: mostHeads })),
});

const CheckedLog = Closed({
  chains: Type.Array(
    Closed({
      chain: Type.String({ description: 'The id of an organization, or `server`.' }),
      organizationName: Nullable(Type.String()),
      /** Good lines from the first on. */
      lines: Type.Integer(),
      broken: Nullable(ChainBreak),
    }),
  ),
  /** Lines of the last moments, which have no seal yet. */
  unsealed: Type.Integer(),
});
export type CheckedLog = Type.Static<typeof CheckedLog>;

/** The answer to a verification is a line of JSON for each step, and a last one with what came of it. */
export type LogVerificationStep = { readonly progress: readonly [number, number] } | { readonly done: CheckedLog };

const whose = {
  ...OrganizationQuery.properties,
  of: Type.Optional(OneOf(['server'], 'What belongs to no organization, in the place of what happened in one.')),
};
const { group, from, to } = OrganizationLogExportQuery.properties;
/** Whose history a line stands in, and who acted: by user name, e-mail address or id, also of somebody who has left. */
const filter = { ...whose, member: Type.Optional(LoginInput), actor: Type.Optional(LoginInput), group, from, to };
export const OperatorLogQuery = Closed({ ...PageQuery, ...filter });
export const OperatorLogExportQuery = Closed(filter);
export const OperatorChainQuery = Closed(whose);
