import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, loadEnv } from 'vite';

/** In development the pages come from Vite and everything else from a server that runs beside it. */
const usualServer = 'http://localhost:8080';

export default defineConfig(({ mode }) => {
  const { ROLLCALL_DEV_SERVER: server = usualServer } = loadEnv(mode, '.', 'ROLLCALL_');
  return {
    plugins: [react(), tailwindcss()],
    // What is shared with other applications is taken as it stands in this repository, not as it is published.
    resolve: { conditions: ['@rollcall/source', ...defaultClientConditions] },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // size.test.ts reads from it what the first view loads.
      manifest: true,
      // The content security policy takes nothing from data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: 'es2024',
      // The first that know light-dark().
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'libraries', test: /node_modules/, minShareCount: 5 },
              { name: 'common', test: /packages\/(?:web|react)\/src/, minShareCount: 3 },
            ],
          },
        },
      },
    },
    server: { proxy: { '/v1': { target: server } } },
  };
});
