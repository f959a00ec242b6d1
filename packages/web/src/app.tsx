import type { RollcallClient } from '@rollcall/client';
import { RollcallProvider } from '@rollcall/client/react';
import { MistakeBoundary } from '@rollcall/react/components/shell/mistake-boundary.tsx';
import { NavigationProvider } from '@rollcall/react/components/shell/page-link.tsx';
import { Suspense, useCallback, useMemo } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { actingAddress } from './components/acting/acting-address.ts';
import { AccountLayout } from './components/shell/account-layout.tsx';
import { DoorLayout } from './components/shell/door-layout.tsx';
import { OrganizationGate } from './components/shell/organization-gate.tsx';
import { notFound, type Page, pageAt, pages } from './routes.tsx';
import { isDoor } from './text/return-address.ts';

/** Pages that the shared components point to. */
const addresses = {
  devices: '/',
  security: '/security',
  signIn: '/sign-in',
  actingFor: actingAddress(),
} as const;

export function App({ client }: { readonly client: RollcallClient }) {
  const [, navigate] = useLocation();
  const leave = useCallback(() => {
    const { pathname, search } = window.location;
    if (!isDoor(pathname)) navigate(signInAddress(pathname + search), { replace: true });
  }, [navigate]);
  const navigation = useMemo(() => ({ pages: addresses, onNavigate: (href: string) => navigate(href) }), [navigate]);
  return (
    <RollcallProvider client={client} onSignedOut={leave}>
      <NavigationProvider value={navigation}>
        <Pages />
      </NavigationProvider>
    </RollcallProvider>
  );
}

/** One layout stays mounted while its pages change, so that the stream of events stays open. */
function Pages() {
  const [location] = useLocation();
  const { behind } = pageAt(location);
  const Layout = behind === 'door' ? DoorLayout : AccountLayout;
  return (
    <Layout>
      <MistakeBoundary key={location}>
        <Suspense fallback={null}>
          <Switch>
            {pages.map((page) => (
              <Route key={page.path} path={page.path}>
                <Shown page={page} />
              </Route>
            ))}
            <Route component={notFound.Page} />
          </Switch>
        </Suspense>
      </MistakeBoundary>
    </Layout>
  );
}

/** A page, or what stands in its place for whoever may not see it. */
function Shown({ page: { permission, Page } }: { readonly page: Page }) {
  if (permission === null) return <Page />;
  return (
    <OrganizationGate permission={permission}>
      <Page />
    </OrganizationGate>
  );
}

function signInAddress(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`;
}
