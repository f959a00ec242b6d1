import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { scopeStyles } from './scope-styles.ts';

/** Everything but React goes into the build: another version of a library, or its context, never meets the application's own. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { conditions: ['@rollcall/source', ...defaultClientConditions] },
  css: { postcss: { plugins: [scopeStyles()] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    // The first that know light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index', cssFileName: 'style' },
    rolldownOptions: {
      external: [/^react(?:-dom)?(?:\/|$)/],
      // For frameworks that render on a server first: these components are for the browser.
      output: { banner: "'use client';" },
    },
  },
});
