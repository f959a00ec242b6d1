import { join } from 'node:path';

/** Where a peer leaves the cookies of its sessions, one a line. */
export const cookiesIn = (folder: string): string => join(folder, 'cookies');
