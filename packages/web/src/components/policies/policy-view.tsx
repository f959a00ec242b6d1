import type { OrganizationPolicy, PolicyBody, PolicyChange, PolicyPreview } from '@rollcall/client';
import { useHasPermission, usePreviewPolicy } from '@rollcall/client/react';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Eye } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeBetween, policyIn } from '../../text/policy-form.ts';
import { PolicyGroups } from './policy-groups.tsx';
import { PolicyProblem } from './policy-problem.tsx';
import { Templates } from './templates.tsx';

const PreviewSheet = lazy(() => import('./preview-sheet.tsx'));

interface Asked {
  readonly change: PolicyChange;
  readonly preview: PolicyPreview;
}

/** The whole policy as one form. It is saved by way of its preview only. */
export function PolicyView({ standing }: { readonly standing: OrganizationPolicy }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const mayChange = useHasPermission('pf.policies.change');
  const preview = usePreviewPolicy();
  const form = useRef<HTMLFormElement>(null);
  const [shown, setShown] = useState<{ readonly nth: number; readonly policy: PolicyBody }>({
    nth: 0,
    policy: standing.policy,
  });
  const [asked, setAsked] = useState<Asked | null>(null);
  const take = (settings: Partial<PolicyBody>) => {
    const typed = form.current === null ? shown.policy : policyIn(new FormData(form.current), shown.policy);
    setShown({ nth: shown.nth + 1, policy: { ...typed, ...settings } });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (preview.isPending) return;
    const change = changeBetween(standing.policy, policyIn(new FormData(event.currentTarget), standing.policy));
    if (Object.keys(change).length === 0) return announce(t('policies.unchanged'));
    preview.mutate(change, { onSuccess: (answer) => setAsked({ change, preview: answer }) });
  };
  return (
    <>
      <form ref={form} onSubmit={submit} className="space-y-6" aria-label={t('policies.title')}>
        {mayChange ? (
          <Templates templates={standing.templates} onTake={take} />
        ) : (
          <Notice tone="info" icon={Eye}>
            <p>{t('policies.viewOnly')}</p>
          </Notice>
        )}
        <fieldset key={shown.nth} disabled={!mayChange} className="min-w-0 space-y-6">
          <PolicyGroups policy={shown.policy} bounds={standing.bounds} myAddress={standing.myAddress} />
        </fieldset>
        {mayChange ? (
          <div className="space-y-4">
            <PolicyProblem error={preview.error} />
            <Button type="submit" tone="accent" isWorking={preview.isPending}>
              {t('policies.review')}
            </Button>
          </div>
        ) : null}
      </form>
      {asked === null ? null : (
        <Suspense fallback={null}>
          <PreviewSheet {...asked} version={standing.version} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </>
  );
}
