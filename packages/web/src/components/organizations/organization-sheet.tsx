import type { Me } from '@rollcall/client';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { Badge } from '@rollcall/react/ui/badge.tsx';
import { buttonStyle } from '@rollcall/react/ui/button-style.ts';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import { Building2, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FormProblem } from '../doors/form-problem.tsx';
import { useGoing } from './use-going.ts';

interface OrganizationSheetProps {
  readonly me: Me;
  readonly onClose: () => void;
}

/** All organizations of one's own, the one where one is marked; a press goes to another. */
export default function OrganizationSheet({ me, onClose }: OrganizationSheetProps) {
  const { t } = useTranslation();
  const going = useGoing();
  const [wanted, setWanted] = useState<string | null>(null);
  if (going.proved.waiting !== null) return <ProofSheet proved={going.proved} />;
  const press = (id: string) => {
    if (going.isWorking) return;
    if (id === me.organization.id) return onClose();
    setWanted(id);
    void going.go(id, onClose);
  };
  return (
    <Sheet title={t('organizations.choose')} onClose={onClose}>
      <FormProblem error={going.error} />
      <ul className="mt-4 divide-y divide-line rounded-xl border border-line">
        {byName(me.organizations).map(({ id, name, role }) => {
          const isHere = id === me.organization.id;
          return (
            <li key={id} className="p-1">
              <button
                type="button"
                aria-current={isHere ? 'true' : undefined}
                onClick={() => press(id)}
                className="flex min-h-14 w-full items-center gap-3 rounded-lg px-3 py-2 text-left transition-colors hover:bg-sunken"
              >
                {going.isWorking && wanted === id ? (
                  <LoaderCircle size={20} aria-hidden className="shrink-0 animate-spin text-muted" />
                ) : (
                  <Building2 size={20} aria-hidden className={`shrink-0 ${isHere ? 'text-accent' : 'text-muted'}`} />
                )}
                <span className="min-w-0 grow">
                  <span className="flex flex-wrap items-center gap-x-2">
                    <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{name}</span>
                    {isHere ? <Badge tone="accent">{t('organizations.youAreHere')}</Badge> : null}
                  </span>
                  <span className="block text-sm leading-5 text-muted">{t(`organization.roles.${role}`)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <Link href="/security" onClick={onClose} className={buttonStyle('bare', 'mt-3 -ml-4')}>
        {t('organizations.all')}
      </Link>
    </Sheet>
  );
}

/** In an order that stays, wherever one goes. */
export function byName(organizations: Me['organizations']): Me['organizations'] {
  return organizations.toSorted((one, other) => one.name.localeCompare(other.name));
}
