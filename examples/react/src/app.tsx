import { RollcallProvider } from '@rollcall/react';
import { useCallback } from 'react';
import { AccountPage } from './account-page.tsx';
import { Frame } from './frame.tsx';
import { goTo, usePath } from './path.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useTaste } from './taste.ts';
import { ToolsPage } from './tools-page.tsx';

const pages = { signIn: '/sign-in', devices: '/account' };

/** Rollcall answers under a path of this application's own origin; its cookie signs in to both. */
export function App() {
  const taste = useTaste();
  const path = usePath();
  const leave = useCallback(() => goTo('/sign-in'), []);
  return (
    <RollcallProvider
      baseUrl="/rollcall"
      language={taste.language}
      colorScheme={taste.colorScheme}
      pages={pages}
      onNavigate={goTo}
      onSignedOut={leave}
    >
      {path === '/sign-in' ? (
        <SignInPage language={taste.language} />
      ) : (
        <Frame taste={taste} path={path}>
          {path.startsWith('/account') ? (
            <AccountPage language={taste.language} path={path} />
          ) : (
            <ToolsPage language={taste.language} />
          )}
        </Frame>
      )}
    </RollcallProvider>
  );
}
