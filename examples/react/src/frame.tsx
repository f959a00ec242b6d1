import { useHasPermission, useMe } from '@rollcall/react';
import type { MouseEvent, ReactNode } from 'react';
import { useDoor } from './door.ts';
import { goTo } from './path.ts';
import type { Settings } from './settings.ts';
import type { Taste } from './taste.ts';
import { words } from './words.ts';

interface FrameProps {
  readonly settings: Settings;
  readonly taste: Taste;
  readonly path: string;
  readonly children: ReactNode;
}

/** What stands around each page of the application. */
export function Frame({ settings, taste, path, children }: FrameProps) {
  const { language, colorScheme, setLanguage, setColorScheme } = taste;
  const say = words[language];
  const name = useMe().data?.account.displayName;
  const door = useDoor(settings);
  const looksAfterOthers = useHasPermission('platform.sessions.view');
  return (
    <>
      <header className="bar">
        <PageLink href="/" className="brand">
          <img src="/icon.svg" alt="" width="32" height="32" /> Toolshed
        </PageLink>
        <nav aria-label={say.pages}>
          <PageLink href="/" isHere={path === '/'}>
            {say.tools}
          </PageLink>
          <PageLink href="/account" isHere={path.startsWith('/account')}>
            {say.account}
          </PageLink>
          {looksAfterOthers ? (
            <PageLink href="/neighbors" isHere={path === '/neighbors'}>
              {say.neighbors}
            </PageLink>
          ) : null}
        </nav>
        <div className="taste">
          <button type="button" className="quiet" onClick={() => setLanguage(language === 'en' ? 'sv' : 'en')}>
            {language === 'en' ? 'Svenska' : 'English'}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={() => setColorScheme(colorScheme === 'light' ? 'dark' : 'light')}
          >
            {colorScheme === 'light' ? say.dark : say.light}
          </button>
          <button type="button" onClick={() => void door.leave()}>
            {say.signOut}
          </button>
        </div>
      </header>
      <main>{children}</main>
      <footer>
        <p>
          {name === undefined ? null : `${name} · `}
          {say.tagline}
        </p>
      </footer>
    </>
  );
}

interface PageLinkProps {
  readonly href: string;
  readonly isHere?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function PageLink({ href, isHere = false, className, children }: PageLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a href={href} className={className} aria-current={isHere ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
