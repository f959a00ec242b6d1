import type { OutboxKind } from '@rollcall/core';
import type { Bytes, IdColumn } from './columns.ts';

export interface OutboxTables {
  outbox: OutboxRow;
}

interface OutboxRow {
  id: IdColumn;
  kind: OutboxKind;
  target: string;
  sealed_payload: Bytes;
  created_at: number;
  due_at: number;
  attempts: number;
  laid_aside_at: number | null;
}
