import type { BegunAuthenticator } from '@rollcall/client';
import { CodeField } from '@rollcall/react/components/factor/code-field.tsx';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';
import { QrCode } from './qr-code.tsx';

interface AuthenticatorSetUpProps {
  readonly begun: BegunAuthenticator;
  readonly error?: string | undefined;
}

/** What the app is told, as a picture and as text, and the field for the code that shows that it was. */
export function AuthenticatorSetUp({ begun: { uri, secret }, error }: AuthenticatorSetUpProps) {
  const { t } = useTranslation();
  return (
    <ol className="list-inside list-decimal space-y-4 marker:font-semibold">
      <li>
        {t('factors.app.scan')}
        <div className="mt-3 flex justify-center">
          <QrCode text={uri} label={t('factors.app.qrCode')} />
        </div>
        <p className="mt-3 text-sm text-muted">{t('factors.app.orType')}</p>
        <div className="mt-1 flex items-center gap-2 rounded-lg bg-sunken py-1 pr-1 pl-3">
          <code className="min-w-0 grow font-mono text-sm [overflow-wrap:anywhere]">{inFours(secret)}</code>
          <CopyButton text={secret} label={t('factors.app.copySecret')} />
        </div>
      </li>
      <li>
        {t('factors.app.type')}
        <div className="mt-2">
          <CodeField error={error} />
        </div>
      </li>
    </ol>
  );
}

/** Easier to type, and apps take it with spaces. */
function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
