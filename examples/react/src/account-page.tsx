import { ActivityPage, DevicesPage } from '@rollcall/react';
import { PageLink } from './frame.tsx';
import type { Language } from './words.ts';
import { words } from './words.ts';

/** A page of this application that holds Rollcall's. */
export function AccountPage({ language, path }: { readonly language: Language; readonly path: string }) {
  const say = words[language];
  const isActivity = path === '/account/activity';
  return (
    <>
      <h1>{say.account}</h1>
      <p className="lead">{say.accountLead}</p>
      <nav className="tabs" aria-label={say.sections}>
        <PageLink href="/account" isHere={!isActivity}>
          {say.devices}
        </PageLink>
        <PageLink href="/account/activity" isHere={isActivity}>
          {say.activity}
        </PageLink>
      </nav>
      {isActivity ? <ActivityPage /> : <DevicesPage />}
    </>
  );
}
