import { RollcallProvider } from '@rollcall/react';
import { useCallback } from 'react';
import { AccountPage } from './account-page.tsx';
import { Frame } from './frame.tsx';
import { NeighborsPage } from './neighbors-page.tsx';
import { goTo, usePath } from './path.ts';
import { ProvePage } from './prove-page.tsx';
import { keepToken, readToken, type Settings } from './settings.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useTaste } from './taste.ts';
import { ToolsPage } from './tools-page.tsx';

const pages = { signIn: '/sign-in', devices: '/account', confirm: '/account/confirm' };

/**
 * Rollcall's components below its provider. Where people sign in to Rollcall, it answers under a path of this application's own
 * origin, and its cookie signs in to both; where the application signs them in itself, it has a token for Rollcall.
 */
export function App({ settings }: { readonly settings: Settings }) {
  const taste = useTaste();
  const path = usePath();
  const leave = useCallback(() => goTo('/sign-in'), []);
  return (
    <RollcallProvider
      baseUrl={settings.rollcall}
      {...(settings.signIn === 'own' && { getToken: readToken, onToken: keepToken })}
      language={taste.language}
      colorScheme={taste.colorScheme}
      pages={pages}
      onNavigate={goTo}
      onSignedOut={leave}
    >
      {path === '/sign-in' ? (
        <SignInPage settings={settings} language={taste.language} />
      ) : (
        <Frame settings={settings} taste={taste} path={path}>
          {path === '/prove' ? (
            <ProvePage language={taste.language} />
          ) : path === '/neighbors' ? (
            <NeighborsPage language={taste.language} />
          ) : path.startsWith('/account') ? (
            <AccountPage language={taste.language} path={path} />
          ) : (
            <ToolsPage language={taste.language} />
          )}
        </Frame>
      )}
    </RollcallProvider>
  );
}
