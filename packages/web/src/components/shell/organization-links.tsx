import { useHasPermission } from '@rollcall/client/react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useOrganizationPages } from './organization-pages.ts';

const OrganizationName = lazy(() => import('../organizations/organization-name.tsx'));

/** Which organization this is about, and the pages about it that this person may see. */
export function OrganizationLinks({ organization }: { readonly organization: string }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const pages = useOrganizationPages();
  const mayRename = useHasPermission('pf.organization.change');
  const name = <p className="min-w-0 py-2 text-sm text-muted [overflow-wrap:anywhere]">{organization}</p>;
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-4 border-b border-line pb-2">
      {mayRename ? (
        <Suspense fallback={name}>
          <OrganizationName name={organization}>{name}</OrganizationName>
        </Suspense>
      ) : (
        name
      )}
      {pages.length < 2 ? null : (
        <nav aria-label={t('organization.pages')} className="min-w-0 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4">
          <ul className="flex gap-1">
            {pages.map(({ path, name, icon: Icon }) => {
              const isHere = location === path || location.startsWith(`${path}/`);
              return (
                <li key={path}>
                  <Link
                    href={path}
                    ref={isHere ? bringIntoView : undefined}
                    aria-current={location === path ? 'page' : isHere ? 'true' : undefined}
                    className={`flex min-h-11 items-center gap-2 rounded-lg px-3 font-medium whitespace-nowrap transition-colors ${isHere ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-text'}`}
                  >
                    <Icon size={18} aria-hidden className="shrink-0" />
                    {t(name)}
                  </Link>
                </li>
              );
            })}
          </ul>
        </nav>
      )}
    </div>
  );
}

/** On a phone the links are wider than the screen. */
function bringIntoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
