import type { SubjectKind } from '@rollcall/core';
import type { IdColumn } from './columns.ts';

export interface VerifyingTables {
  authority: { epoch: number };
  revocation: { epoch: number; subject_kind: SubjectKind; subject_id: IdColumn };
  verifier: { id: string; incarnation: string; name: string; acked_epoch: number; renewals: number };
}
