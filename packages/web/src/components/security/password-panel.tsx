import { hasCode } from '@rollcall/client';
import { useChangePassword, useMe } from '@rollcall/client/react';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useNow } from '@rollcall/react/hooks/use-now.ts';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { PasswordField } from '@rollcall/react/ui/password-field.tsx';
import { type FormEvent, lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../doors/form-problem.tsx';
import { isAboutPassword, NewPasswordField } from '../doors/new-password-field.tsx';

const ProofSheet = lazy(() => import('@rollcall/react/components/ending/proof-sheet.tsx'));

export function PasswordPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const changedAt = useMe().data?.account.passwordChangedAt;
  const change = useChangePassword();
  /** With a second factor the password alone is not enough to change it. */
  const proved = useProved();
  const error = hasCode(change.error, 'reauthentication_required') ? null : change.error;
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending) return;
    const typed = new FormData(event.currentTarget);
    const wish = {
      currentPassword: String(typed.get('current-password')),
      newPassword: String(typed.get('new-password')),
      signOutElsewhere: typed.get('elsewhere') !== null,
    };
    void proved.run(async () => {
      await change.mutateAsync(wish);
      form.current?.reset();
    });
  };
  const when = typeof changedAt === 'number' ? (format.ago(changedAt, now) ?? t('time.justNow')) : null;
  const lead = when === null ? t('security.password.never') : t('security.password.changed', { when });
  return (
    <Panel title={t('security.password.title')} lead={changedAt === undefined ? '\u00a0' : lead}>
      <form ref={form} onSubmit={submit} method="post" className="space-y-4">
        {change.isSuccess ? (
          <Notice tone="calm" says="status">
            <p>{t(change.data.endedElsewhere ? 'security.password.doneElsewhere' : 'security.password.done')}</p>
          </Notice>
        ) : null}
        {isAboutPassword(error) ? null : <FormProblem error={error} />}
        <PasswordField
          label={t('security.password.current')}
          name="current-password"
          autoComplete="current-password"
          required
        />
        <NewPasswordField label={t('security.password.new')} name="new-password" error={error} />
        <Checkbox
          name="elsewhere"
          label={t('security.password.elsewhere')}
          hint={t('security.password.elsewhereHint')}
          defaultChecked
        />
        <Button type="submit" tone="accent" isWorking={change.isPending}>
          {t('security.password.submit')}
        </Button>
      </form>
      {proved.waiting === null ? null : (
        <Suspense fallback={null}>
          <ProofSheet proved={proved} />
        </Suspense>
      )}
    </Panel>
  );
}
