import { build } from 'vite';
import { buildTypes } from './build-types.ts';

/** Makes what is published: the script, one style sheet, and the types. */
await build({ root: import.meta.dirname, logLevel: 'warn' });
buildTypes();
