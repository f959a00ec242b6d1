import { useSwitchOrganization } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useChange } from '../security/factors/use-change.ts';
import { placeThere } from '../shell/organization-pages.ts';

/** Goes into another organization: asks for a proof where that one wants one, and leaves what is no page for one there. */
export function useGoing() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [location, navigate] = useLocation();
  const change = useChange();
  const { mutateAsync: enter } = useSwitchOrganization();
  const go = (id: string, onThere?: () => void) =>
    change.run(async () => {
      const { organization, permissions } = await enter(id);
      announce(t('organizations.entered', { organization: organization.name }));
      const place = placeThere(location, permissions);
      if (place !== location) navigate(place);
      onThere?.();
    });
  return { ...change, go };
}
