import { fileURLToPath } from 'node:url';
import { freePort } from '../../tests/src/free-port.ts';
import { ServerProcess } from './server-process.ts';

/** By then the server has written the last activity that it collected. */
export const longestUnwrittenMs = 6_000;

/** The real server, on that data folder. */
export async function startOurs(dataFolder: string, more: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const program = fileURLToPath(new URL('./main.ts', import.meta.resolve('@rollcall/server')));
  return ServerProcess.start(program, ['serve'], {
    ROLLCALL_DATA_FOLDER: dataFolder,
    ROLLCALL_PORT: String(await freePort()),
    ROLLCALL_LOG_LEVEL: 'warn',
    ...more,
  });
}
