import { hasCode } from '@rollcall/client';
import { useDoors, useEmails } from '@rollcall/client/react';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmailLine } from './email-line.tsx';
import { WaitingEmailLine } from './waiting-email-line.tsx';

const ProofSheet = lazy(() => import('@rollcall/react/components/ending/proof-sheet.tsx'));

export function EmailsPanel() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const { emails, waiting, add, remove } = useEmails();
  const canMail = useDoors().data?.mailConfigured ?? true;
  const proved = useProved();
  const [typed, setTyped] = useState('');
  const send = (email: string) =>
    proved.run(async () => {
      await add.mutateAsync(email);
      setTyped('');
      announce(t('security.emails.sent', { email }));
    });
  const takeOut = (email: string, done: 'removed' | 'withdrawn') =>
    proved.run(async () => {
      await remove.mutateAsync(email);
      announce(t(`security.emails.${done}`, { email }));
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) void send(typed.trim());
  };
  const errorOf = (error: Error | null) =>
    error === null || hasCode(error, 'reauthentication_required') ? undefined : problemText(error);
  const removeError = errorOf(remove.error);
  return (
    <Panel title={t('security.emails.title')} lead={t('security.emails.lead')}>
      {emails?.length === 0 && waiting?.length === 0 ? (
        <p className="mb-4 text-muted">{t('security.emails.none')}</p>
      ) : null}
      <ul className="mb-4 divide-y divide-line rounded-xl border border-line empty:hidden">
        {emails?.map(({ name }) => (
          <EmailLine key={name} email={name} onRemove={() => void takeOut(name, 'removed')} />
        ))}
        {waiting?.map((one) => (
          <WaitingEmailLine
            key={one.email}
            waiting={one}
            onSend={canMail ? send : null}
            onWithdraw={() => void takeOut(one.email, 'withdrawn')}
          />
        ))}
      </ul>
      {removeError === undefined ? null : (
        <div className="mb-4">
          <Notice tone="end" says="alert">
            <p>{removeError}</p>
          </Notice>
        </div>
      )}
      {canMail ? (
        <form onSubmit={submit} className="flex flex-col gap-2 sm:flex-row sm:items-start">
          <TextField
            className="grow"
            label={t('security.emails.label')}
            type="email"
            name="email"
            autoComplete="email"
            required
            maxLength={254}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            error={errorOf(add.error)}
          />
          <Button type="submit" isWorking={add.isPending} className="sm:mt-7">
            {t('security.emails.add')}
          </Button>
        </form>
      ) : (
        <Notice tone="info">
          <p>{t('security.emails.noMail')}</p>
        </Notice>
      )}
      {proved.waiting === null ? null : (
        <Suspense fallback={null}>
          <ProofSheet proved={proved} />
        </Suspense>
      )}
    </Panel>
  );
}
