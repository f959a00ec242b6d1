import { useDoors } from '@rollcall/client/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageLink, usePageAddresses } from '../shell/page-link.tsx';

/** What to watch for, what to do, and whom to tell. */
export function SafetyAdvice() {
  const { t } = useTranslation();
  const contact = useDoors().data?.supportContact ?? null;
  const { devices, security } = usePageAddresses();
  return (
    <aside aria-labelledby="advice" className="h-fit rounded-xl border border-line bg-surface p-4 shadow-lift sm:p-6">
      <h2 id="advice" className="text-lg leading-6 font-semibold">
        {t('activity.help.title')}
      </h2>
      <Advice title={t('activity.help.signs')}>
        <ul className="list-disc space-y-1 pl-5">
          <li>{t('activity.help.signsList.place')}</li>
          <li>{t('activity.help.signsList.device')}</li>
          <li>{t('activity.help.signsList.countries')}</li>
          <li>{t('activity.help.signsList.hours')}</li>
        </ul>
      </Advice>
      <Advice title={t('activity.help.act')}>
        <ol className="list-decimal space-y-1 pl-5">
          <li>
            <Step href={devices}>{t('activity.help.actList.out')}</Step>
          </li>
          <li>
            <Step href={security}>{t('activity.help.actList.password')}</Step>
          </li>
          <li>{t('activity.help.actList.support')}</li>
        </ol>
      </Advice>
      <Advice title={t('activity.help.when')}>
        <p>{t('activity.help.whenText')}</p>
      </Advice>
      <Advice title={t('activity.help.shared')}>
        <p>{t('activity.help.sharedText')}</p>
      </Advice>
      {contact === null ? null : (
        <Advice title={t('activity.help.support')}>
          <p>{t('activity.help.supportText', { contact })}</p>
        </Advice>
      )}
    </aside>
  );
}

function Advice({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-4">
      <h3 className="font-semibold">{title}</h3>
      <div className="mt-1 text-sm leading-6 text-muted">{children}</div>
    </section>
  );
}

function Step({ href, children }: { readonly href: string | undefined; readonly children: ReactNode }) {
  if (href === undefined) return children;
  return (
    <PageLink href={href} className="font-medium text-accent underline underline-offset-4">
      {children}
    </PageLink>
  );
}
