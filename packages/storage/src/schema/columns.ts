import type { DeviceType } from '@rollcall/core';
import type { ColumnType } from 'kysely';
import type { Id } from '../id.ts';

export type IdColumn = ColumnType<Id, string, string>;
export type OptionalId = ColumnType<Id | null, string | null, string | null>;
export type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
export type OptionalBytes = ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;

/** What it is that something was done with, as far as it says. */
export interface ClientColumns {
  client_type: DeviceType;
  browser_name: string | null;
  browser_version: string | null;
  system_name: string | null;
  system_version: string | null;
  model: string | null;
}
