import type { Me } from '@rollcall/client';
import { useChangeProfile, useMe } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { isLanguage, languages } from '@rollcall/react/language/languages.ts';
import { browserTimeZone } from '@rollcall/react/language/viewer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { SelectField } from '@rollcall/react/ui/select-field.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../doors/form-problem.tsx';

export function ProfilePanel() {
  const { t } = useTranslation();
  const account = useMe().data?.account;
  return (
    <Panel title={t('security.profile.title')}>
      {account === undefined ? <Skeleton className="h-64" /> : <ProfileForm account={account} />}
    </Panel>
  );
}

function ProfileForm({ account }: { readonly account: Me['account'] }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const change = useChangeProfile();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending) return;
    const form = new FormData(event.currentTarget);
    const locale = String(form.get('locale'));
    change.mutate(
      {
        displayName: String(form.get('name')).trim(),
        locale: isLanguage(locale) ? locale : null,
        timeZone: String(form.get('zone')) || null,
      },
      { onSuccess: () => announce(t('security.profile.saved')) },
    );
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormProblem error={change.error} />
      <TextField
        label={t('security.profile.name')}
        name="name"
        autoComplete="name"
        required
        maxLength={120}
        defaultValue={account.displayName}
      />
      <SelectField label={t('security.profile.language')} name="locale" defaultValue={account.locale ?? ''}>
        <option value="">{t('security.profile.languageAuto')}</option>
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {t(`door.languages.${language}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('security.profile.timeZone')} name="zone" defaultValue={account.timeZone ?? ''}>
        <option value="">{t('security.profile.timeZoneAuto', { zone: zoneName(browserTimeZone()) })}</option>
        {timeZonesWith(account.timeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zoneName(zone)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" tone="accent" isWorking={change.isPending}>
        {t('security.profile.save')}
      </Button>
    </form>
  );
}

/** The zone that is set may be one that this browser does not list. */
function timeZonesWith(set: string | null): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return set === null || zones.includes(set) ? zones : [set, ...zones];
}

function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}
