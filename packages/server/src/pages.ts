import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerUnknownAddresses, nothingHere, replyWith } from './base-app.ts';
import { wantedHints } from './client-description.ts';
import { type Compressed, compress, smallestFor } from './compress.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Vite names these by their content, so that they never change. */
const hashedFolder = '/assets/';
/** The paths that have a page, as the build wrote them down. */
const siteMap = '/.vite/site-map.json';
const immutable = 'public, max-age=31536000, immutable';

/** Where the single page answers; what begins so and is nothing else is for machines. */
const machinePaths = ['/v1/', '/.rollcall/', '/operator/', '/health/', '/problems/', '/docs/', hashedFolder];

interface File {
  /** Packed when it is first asked for: all of them at the start would cost most of a second. */
  readonly packed: () => Compressed;
  readonly mediaType: string;
  readonly caching: string;
}

/**
 * The built pages. Read once and kept: they are small, no request reaches the file system, and so no path leaves the folder.
 * Every path that names no file gets the page itself, which finds its way from there, or says that there is nothing.
 */
export function pages(app: FastifyInstance, folder: string | null): void {
  const files = folder === null ? new Map<string, File>() : readFiles(folder);
  const index = files.get('/index.html');
  for (const [path, file] of files) {
    if (file !== index) app.get(path, { logLevel: 'warn' }, (request, reply) => send(request, reply, file));
  }
  if (index === undefined) answerUnknownAddresses(app);
  else servePage(app, index, isPathIn(readPaths(folder)));
}

function servePage(app: FastifyInstance, index: File, isPage: (path: string) => boolean): void {
  app.get('/', (request, reply) => send(request, reply, index));
  app.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return replyWith(request, reply, nothingHere());
    const [path = ''] = request.url.split('?', 1);
    return send(request, reply.code(isPage(path) ? 200 : 404), index);
  });
}

function readPaths(folder: string | null): readonly string[] {
  return JSON.parse(readFileSync(join(folder ?? '', siteMap), 'utf8')) as string[];
}

/** As the pages themselves find their way: `:name` is one step, letters may be large or small, and a slash may end it. */
function isPathIn(paths: readonly string[]): (path: string) => boolean {
  const patterns = paths.map((path) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`, 'i'));
  return (path) => patterns.some((pattern) => pattern.test(path));
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' || machinePaths.some((path) => url.startsWith(path))) return false;
  return headers.accept?.includes('text/html') ?? false;
}

function send(request: FastifyRequest, reply: FastifyReply, file: File): FastifyReply {
  const { encoding, body } = smallestFor(file.packed(), request.headers['accept-encoding']);
  reply.type(file.mediaType).header('cache-control', file.caching).header('vary', 'Accept-Encoding');
  if (file.mediaType.startsWith('text/html')) reply.header('accept-ch', wantedHints.join(', '));
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply.send(body);
}

function readFiles(folder: string): Map<string, File> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const plain = readFileSync(file);
      const path = file.slice(folder.length).replaceAll('\\', '/');
      const mediaType = mediaTypes[extname(file)] ?? 'application/octet-stream';
      const caching = path.startsWith(hashedFolder) ? immutable : 'no-cache';
      return [path, { packed: once(() => compress(plain, mediaType)), mediaType, caching }];
    }),
  );
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Where the pages are once they are built; without them the server still answers everything else. */
export function builtPages(): string | null {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url));
  return ['/index.html', siteMap].every((file) => existsSync(join(folder, file))) ? folder : null;
}
