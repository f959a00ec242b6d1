import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { comesFromProxy } from './client-address.ts';

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
export function listenOnSocket(app: FastifyInstance, path: string): Promise<void> {
  return openSocket(path, ownerOnly, () => app.listen({ path }));
}

/**
 * Takes requests over a local socket too, from the owner and the group: a reverse proxy on this machine. Resolves to what
 * closes it.
 */
export async function listenForProxy(app: FastifyInstance, path: string): Promise<() => Promise<void>> {
  const listener = createServer((socket) => {
    comesFromProxy(socket);
    app.server.emit('connection', socket);
  });
  const listening = () => new Promise<void>((resolve, reject) => listener.once('error', reject).listen(path, resolve));
  await openSocket(path, ownerAndGroup, listening);
  return () => new Promise((resolve) => listener.close(() => resolve()));
}

interface Modes {
  readonly socket: number;
  /** Of a folder that has to be made for it. */
  readonly folder: number;
}
const ownerOnly: Modes = { socket: 0o600, folder: 0o700 };
const ownerAndGroup: Modes = { socket: 0o660, folder: 0o750 };

async function openSocket(path: string, modes: Modes, listen: () => Promise<unknown>): Promise<void> {
  if (await isAnswered(path)) throw new ServerRunning(path);
  await mkdir(dirname(path), { recursive: true, mode: modes.folder });
  const left = await stat(path).catch(() => null);
  if (left !== null && !left.isSocket())
    throw new Error(`${path} is there and is no socket; remove it or name another.`);
  await rm(path, { force: true });
  // Born closed to others; the chmod is for systems that ignore the mask for sockets.
  const mask = process.umask(0o777 & ~modes.socket);
  try {
    await listen();
  } finally {
    process.umask(mask);
  }
  await chmod(path, modes.socket);
}
