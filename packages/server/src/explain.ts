import { NotAStore, StoreFileError, StoreInUse, StoreNotFree } from '@rollcall/storage';
import { ConfigError } from './config.ts';
import { KeyFileError } from './key-file.ts';
import { LogFileError } from './log-file.ts';
import { ServerRunning } from './operator-socket.ts';
import { PlaceDatabaseError } from './places.ts';
import { WrongEngine } from './store-commands.ts';

/** Errors whose message is all that whoever starts the server needs. */
const plain = [
  ConfigError,
  KeyFileError,
  LogFileError,
  NotAStore,
  PlaceDatabaseError,
  ServerRunning,
  StoreFileError,
  StoreInUse,
  StoreNotFree,
  WrongEngine,
];

/** What a start that failed says. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (plain.some((kind) => error instanceof kind)) return error.message;
  const { code, address, port, path } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    path?: string;
  };
  if (code === 'EADDRINUSE')
    return `Something else listens on ${address}:${port} already. Set ROLLCALL_PORT to another port.`;
  if (code === 'ENOENT' && path !== undefined) return `There is no file ${path}.`;
  return error.stack ?? error.message;
}
