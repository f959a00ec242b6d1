import './styles.css';
import '@rollcall/react/style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readSettings } from './settings.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no place for the page.');
createRoot(root).render(
  <StrictMode>
    <App settings={await readSettings()} />
  </StrictMode>,
);
