import './styles.css';
import { createClient } from '@rollcall/client';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app.tsx';
import { startLanguage, words } from './language/start-language.ts';
import { preload } from './routes.tsx';

const NeedsHttps = lazy(() => import('./components/shell/needs-https.tsx'));

preload(window.location.pathname);
await startLanguage();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no place for the page.');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      {window.isSecureContext ? (
        <App client={createClient()} />
      ) : (
        <Suspense fallback={null}>
          <NeedsHttps />
        </Suspense>
      )}
    </I18nextProvider>
  </StrictMode>,
);
