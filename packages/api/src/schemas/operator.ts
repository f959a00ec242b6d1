import Type from 'typebox';
import { LoginName } from './account.ts';
import { Closed, DisplayNameInput, Id, LoginInput, Nullable, OneOf, PageOf, Role, Time } from './common.ts';

export const OperatorAccount = Closed({
  id: Id,
  displayName: Type.String(),
  loginNames: Type.Array(LoginName),
  role: Role,
  createdAt: Time,
  disabledAt: Nullable(Time),
  sessions: Type.Integer({ description: 'Live ones.' }),
});
export type OperatorAccount = Type.Static<typeof OperatorAccount>;

export const OperatorAccounts = PageOf(OperatorAccount);
export const CreateAccountInput = Closed({
  userName: LoginInput,
  displayName: DisplayNameInput,
  email: Type.Optional(LoginInput),
  role: Type.Optional(Role),
});
export const MadeLink = Closed({ url: Type.String(), expiresAt: Time });
export const CreatedAccount = Closed({ account: OperatorAccount, link: MadeLink });
export const LoginParams = Closed({ login: LoginInput });

const KeyIds = Type.Array(Type.String());
export const Keys = Closed({
  keys: Type.Array(
    Closed({
      id: Type.String(),
      createdAt: Time,
      state: OneOf(
        ['seals', 'opens', 'unused'],
        'The newest seals; the others open what they sealed, if anything is left.',
      ),
    }),
  ),
  missing: KeyIds,
});
export const KeyRotation = Closed({
  newKey: Type.String(),
  resealed: Type.Integer(),
  removed: KeyIds,
  missing: KeyIds,
});
export const ExaminationInput = Closed({ mailTo: Type.Optional(LoginInput) });
export const Examination = Closed({
  findings: Type.Array(
    Closed({ area: Type.String(), level: OneOf(['ok', 'warning', 'fault']), message: Type.String() }),
  ),
});
export const Status = Closed({
  version: Type.String(),
  publicOrigin: Type.String(),
  engine: OneOf(['sqlite', 'postgres']),
  /** Whose people sign in here. */
  accounts: Type.Integer(),
  /** Those that services have brought. */
  serviceAccounts: Type.Integer(),
  setupNeeded: Type.Boolean(),
});
