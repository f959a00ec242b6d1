import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** A server answers on the socket: it has the store, and everything goes through it. */
export class ServerRunning extends Error {
  constructor(path: string) {
    super(`A server is already running here: it answers on ${path}.`);
    this.name = 'ServerRunning';
  }
}

/** Whether somebody listens. A socket file without a listener is what a killed server leaves behind. */
export function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Listens on the socket, for its owner alone. Replaces a stale file, and never takes a live server's. */
export async function listenOnSocket(app: FastifyInstance, path: string): Promise<void> {
  if (await isAnswered(path)) throw new ServerRunning(path);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const left = await stat(path).catch(() => null);
  if (left !== null && !left.isSocket())
    throw new Error(`${path} is there and is no socket; remove it or name another.`);
  await rm(path, { force: true });
  // Born closed to others; the chmod is for systems that ignore the mask for sockets.
  const mask = process.umask(0o177);
  try {
    await app.listen({ path });
  } finally {
    process.umask(mask);
  }
  await chmod(path, 0o600);
}
