/** The stores of core, written once for SQLite and PostgreSQL. */
export { StoreInUse } from './engines/sqlite/store-in-use.ts';
export { openStorage, type Storage, type StorageLocation } from './open-storage.ts';
export type { ThrottleLimits } from './throttle/throttle-store.ts';
