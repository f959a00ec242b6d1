import type { Lifetime, SignInChallenge } from '@rollcall/core';
import type { Bytes, IdColumn, OptionalId } from './columns.ts';

export interface SignInTables {
  sign_in_challenge: SignInChallengeRow;
  host_code: HostCodeRow;
  throttle: { key: string; points: number; expire: number | null };
}

interface SignInChallengeRow {
  id: IdColumn;
  secret_hash: Bytes;
  purpose: SignInChallenge['purpose'];
  account_id: OptionalId;
  organization_id: OptionalId;
  lifetime: Lifetime;
  tries: number;
  created_at: number;
  expires_at: number;
}

interface HostCodeRow {
  secret_hash: Bytes;
  parent_id: IdColumn;
  host: string;
  challenge: Bytes;
  return_to: string;
  expires_at: number;
  used_at: number | null;
}
