import { Building2, History, KeyRound, MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useOrganizationPages } from './organization-pages.ts';

const accountPages = [
  { path: '/', name: 'nav.devices', icon: MonitorSmartphone },
  { path: '/activity', name: 'nav.activity', icon: History },
  { path: '/security', name: 'nav.security', icon: KeyRound },
] as const;

const place =
  'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:pb-[env(safe-area-inset-bottom)]';
const link =
  'flex items-center rounded-lg font-medium transition-colors max-lg:h-16 max-lg:flex-1 max-lg:flex-col max-lg:justify-center max-lg:gap-0.5 max-lg:px-1 max-lg:text-center max-lg:text-xs max-lg:leading-4 lg:min-h-11 lg:gap-2 lg:px-3 lg:whitespace-nowrap max-lg:focus-visible:-outline-offset-2';

/** Along the top of a wide screen; at the thumb where it would not fit there beside everything else. */
export function PageLinks() {
  const { t } = useTranslation();
  const [location] = useLocation();
  const [organizationPage] = useOrganizationPages();
  const pages = [
    ...accountPages,
    ...(organizationPage === undefined
      ? []
      : [{ path: organizationPage.path, name: 'nav.organization', icon: Building2 } as const]),
  ];
  const isAt = (path: string) => location === path || (isOfOrganization(path) && isOfOrganization(location));
  return (
    <nav aria-label={t('nav.label')} className={`${place} lg:shrink-0`}>
      <ul className="flex lg:gap-1">
        {pages.map(({ path, name, icon: Icon }) => (
          <li key={path} className="max-lg:flex max-lg:flex-1">
            <Link
              href={path}
              aria-current={location === path ? 'page' : isAt(path) ? 'true' : undefined}
              className={`${link} ${isAt(path) ? 'text-accent lg:bg-accent-soft' : 'text-muted hover:text-text lg:hover:bg-sunken'}`}
            >
              <Icon size={18} aria-hidden className="shrink-0" />
              <span className={isAt(path) ? 'max-lg:underline max-lg:underline-offset-4' : ''}>{t(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isOfOrganization(path: string): boolean {
  return path.startsWith('/settings/');
}
