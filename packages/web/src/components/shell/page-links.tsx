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
  'max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-surface max-md:pb-[env(safe-area-inset-bottom)]';
const link =
  'flex items-center rounded-lg font-medium transition-colors max-md:h-16 max-md:flex-1 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:px-1 max-md:text-center max-md:text-xs max-md:leading-4 md:min-h-11 md:gap-2 md:px-3 md:whitespace-nowrap max-md:focus-visible:-outline-offset-2';

/** Along the top of a screen; at the thumb on a phone. */
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
    <nav aria-label={t('nav.label')} className={`${place} md:shrink-0`}>
      <ul className="flex md:gap-1">
        {pages.map(({ path, name, icon: Icon }) => (
          <li key={path} className="max-md:flex max-md:flex-1">
            <Link
              href={path}
              aria-current={location === path ? 'page' : isAt(path) ? 'true' : undefined}
              className={`${link} ${isAt(path) ? 'text-accent md:bg-accent-soft' : 'text-muted hover:text-text md:hover:bg-sunken'}`}
            >
              <Icon size={18} aria-hidden className="shrink-0" />
              <span className={isAt(path) ? 'max-md:underline max-md:underline-offset-4' : ''}>{t(name)}</span>
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
