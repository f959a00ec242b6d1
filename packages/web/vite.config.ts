import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, loadEnv, type Plugin, runnerImport } from 'vite';

/** In development the pages come from Vite and everything else from a server that runs beside it. */
const usualServer = 'http://localhost:8080';

export default defineConfig(({ mode }) => {
  const { ROLLCALL_DEV_SERVER: server = usualServer } = loadEnv(mode, '.', 'ROLLCALL_');
  return {
    plugins: [react(), tailwindcss(), siteMap()],
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
              // What every page stands on.
              {
                name: 'libraries',
                test: /node_modules\/(?:react|react-dom|scheduler|wouter|use-sync-external-store|regexparam|i18next|react-i18next|@tanstack\/[a-z-]+)\//,
                priority: 3,
              },
              // What stands around every page. Parts of it are used elsewhere too, and would be files of their own.
              {
                name: 'shell',
                test: /packages\/(?:web\/src\/(?:components\/(?:shell\/(?:header|page-links|organization-pages|wordmark)|organizations\/organization-switch|acting\/acting-address)|ui\/logo|text\/return-address)|react\/src\/ui\/sheet-place)/,
                priority: 3,
              },
              // Many small files would be slow to fetch. Left out are what asks, proves and enrols, which a press loads, what
              // only administrators see, and what stands on the way in.
              {
                name: 'common',
                test: /packages\/(?:web|react)\/src\/(?!hooks\/use-link-secret|passkey\/|text\/(?:inventory|top-sentence)|ui\/(?:disclosure|password-field|sheet)|components\/(?:acting|asking|doors|ending|factors?|lists|organization-\w+|policies)\/)|packages\/client\/src\/react\/(?!use-(?:acting-for|factors|grants|lock-outs|organization|policy))|lucide-react/,
                minShareCount: 4,
                priority: 2,
              },
              // What devices are shown with before anything is pressed: on the home page, and on somebody's behalf.
              {
                name: 'inventory',
                test: /packages\/(?:react\/src\/(?:components\/(?:devices\/(?:acting\.|device-(?:badges|card|groups|head|line|name\.|search|section|skeletons)|later|offline)|ending\/(?:end-target|use-ending))|text\/(?:inventory|search-devices|top-sentence)|hooks\/use-(?:device-text|online))|client\/src\/react\/use-holds)/,
                priority: 1,
              },
            ],
          },
        },
      },
    },
    server: { proxy: { '/v1': { target: server } } },
  };
});

/** Writes down which addresses have a page, so that the server answers any other with 404. */
function siteMap(): Plugin {
  return {
    name: 'site-map',
    apply: 'build',
    async generateBundle() {
      const { module } = await runnerImport<typeof import('./src/routes.tsx')>(
        `${import.meta.dirname}/src/routes.tsx`,
        {
          configFile: false,
        },
      );
      const paths = module.pages.map(({ path }) => path);
      this.emitFile({ type: 'asset', fileName: '.vite/site-map.json', source: JSON.stringify(paths) });
    },
  };
}
