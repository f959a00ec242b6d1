import type { BegunAuthenticator } from '@rollcall/client';
import { useConfirmAuthenticator } from '@rollcall/client/react';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Sheet } from '@rollcall/react/ui/sheet.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthenticatorSetUp } from '../../factors/authenticator-set-up.tsx';
import type { Change } from './use-change.ts';

interface AuthenticatorSheetProps {
  readonly begun: BegunAuthenticator;
  /** Another app works until this one is confirmed. */
  readonly replaces: boolean;
  readonly change: Change;
  readonly onConfirmed: () => void;
  readonly onClose: () => void;
}

/** Nothing counts before the app has shown a code. */
export function AuthenticatorSheet({ begun, replaces, change, onConfirmed, onClose }: AuthenticatorSheetProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { mutateAsync: confirm } = useConfirmAuthenticator();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isWorking) return;
    const code = String(new FormData(event.currentTarget).get('code'));
    void change.run(async () => {
      await confirm({ id: begun.id, code });
      onConfirmed();
    });
  };
  return (
    <Sheet title={t(replaces ? 'factors.app.replace' : 'factors.app.setUp')} onClose={onClose}>
      <form onSubmit={submit}>
        {replaces ? <p className="mb-4 text-muted">{t('factors.app.replaceMore')}</p> : null}
        <AuthenticatorSetUp begun={begun} error={change.error === null ? undefined : problemText(change.error)} />
        <div className="mt-4 flex flex-col gap-2 sm:flex-row-reverse sm:justify-start">
          <Button type="submit" tone="accent" isWorking={change.isWorking}>
            {t('factors.app.confirm')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </form>
    </Sheet>
  );
}
