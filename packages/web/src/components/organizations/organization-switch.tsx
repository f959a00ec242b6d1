import { useMe } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { ChevronsUpDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const OrganizationSheet = lazy(() => import('./organization-sheet.tsx'));

/** Where one is, and the way to one's other organizations; nothing for whoever is in one alone. */
export function OrganizationSwitch() {
  const { t } = useTranslation();
  const me = useMe().data;
  const [isOpen, setOpen] = useState(false);
  if (me === undefined || me.organizations.length < 2) return null;
  const { name } = me.organization;
  return (
    <>
      <Button tone="bare" aria-haspopup="dialog" title={name} onClick={() => setOpen(true)} className="min-w-0 px-2!">
        <span className="sr-only">{t('organizations.switch')}</span>
        <span className="max-w-40 truncate">{name}</span>
        <ChevronsUpDown size={16} aria-hidden className="shrink-0" />
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <OrganizationSheet me={me} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
