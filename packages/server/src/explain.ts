import { StoreInUse } from '@rollcall/storage';
import { ConfigError } from './config.ts';
import { KeyFileError } from './key-ring.ts';
import { ServerRunning } from './operator-socket.ts';
import { PlaceDatabaseError } from './places.ts';

/** Errors whose message is all that whoever starts the server needs. */
const plain = [ConfigError, KeyFileError, PlaceDatabaseError, ServerRunning, StoreInUse];

/** What a start that failed says. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (plain.some((kind) => error instanceof kind)) return error.message;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Something else listens on ${address}:${port} already. Set ROLLCALL_PORT to another port.`;
  return error.stack ?? error.message;
}
