import { ActivityPage, ConfirmPage, DevicesPage } from '@rollcall/react';
import { PageLink } from './frame.tsx';
import type { Language } from './words.ts';
import { words } from './words.ts';

/** A page of this application that holds Rollcall's. */
export function AccountPage({ language, path }: { readonly language: Language; readonly path: string }) {
  const say = words[language];
  return (
    <>
      <h1>{say.account}</h1>
      <p className="lead">{say.accountLead}</p>
      <nav className="tabs" aria-label={say.sections}>
        <PageLink href="/account" isHere={path === '/account'}>
          {say.devices}
        </PageLink>
        <PageLink href="/account/activity" isHere={path === '/account/activity'}>
          {say.activity}
        </PageLink>
      </nav>
      <Part path={path} />
    </>
  );
}

function Part({ path }: { readonly path: string }) {
  if (path === '/account/activity') return <ActivityPage />;
  if (path === '/account/confirm') return <ConfirmPage requestId={question()} secret={secret()} />;
  return <DevicesPage />;
}

/** Which of Rollcall's questions the address is about. */
export function question(): string | null {
  return new URLSearchParams(window.location.search).get('request');
}

/** What came with the answer to it, for this browser alone: a fragment is sent nowhere. */
function secret(): string | null {
  return window.location.hash.slice(1) || null;
}
