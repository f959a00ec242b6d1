/** The stores of core, written once for SQLite and PostgreSQL. */

export { NotAStore } from './engines/sqlite/restore-file.ts';
export { StoreInUse } from './engines/sqlite/store-in-use.ts';
export type { StoreFacts } from './facts.ts';
export type { StorageLocation } from './open-engine.ts';
export { openStorage, type Storage } from './open-storage.ts';
export type { ThrottleLimits } from './throttle/throttle-store.ts';
export { type ImportOptions, importStore, StoreNotFree } from './transfer/import-store.ts';
export { restoreStore } from './transfer/restore-store.ts';
export { StoreFileError } from './transfer/store-file.ts';
