import { hasCode } from '@rollcall/client';
import { useAcceptInvitation, useMe, useSignOut, useSwitchOrganization } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useProved } from '@rollcall/react/components/ending/use-proved.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Notice } from '@rollcall/react/ui/notice.tsx';
import { Skeleton } from '@rollcall/react/ui/skeleton.tsx';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { FormProblem } from '../form-problem.tsx';

interface AcceptFormProps {
  readonly secret: string;
  readonly onSignedOut: () => void;
}

/** Joins with the account that is signed in here, which is named first: nobody joins as somebody else by mistake. */
export function AcceptForm({ secret, onSignedOut }: AcceptFormProps) {
  const { t } = useTranslation();
  const me = useMe().data;
  const accept = useAcceptInvitation();
  const signOut = useSignOut();
  if (me === undefined) return <Skeleton className="h-48" />;
  if (accept.data !== undefined) return <Accepted organization={accept.data} here={me.organization.name} />;
  return (
    <div className="space-y-4">
      <FormProblem error={accept.error ?? signOut.error} />
      <Button tone="accent" className="w-full" isWorking={accept.isPending} onClick={() => accept.mutate(secret)}>
        {t('join.asMe', { name: me.account.displayName })}
      </Button>
      <Button
        className="w-full"
        isWorking={signOut.isPending}
        onClick={() => signOut.mutate(undefined, { onSuccess: onSignedOut })}
      >
        {t('join.other')}
      </Button>
    </div>
  );
}

interface AcceptedProps {
  readonly organization: { readonly id: string; readonly name: string };
  readonly here: string;
}

/** Nobody is taken along unasked: what they were about stays where it was. */
function Accepted({ organization, here }: AcceptedProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const proved = useProved();
  const enter = useSwitchOrganization();
  const home = () => navigate('/', { replace: true });
  const go = () =>
    proved.run(async () => {
      await enter.mutateAsync(organization.id);
      home();
    });
  return (
    <div className="space-y-4">
      <Notice tone="calm" says="status" title={t('join.done', { organization: organization.name })}>
        <p>{t('join.doneMore')}</p>
      </Notice>
      <FormProblem error={hasCode(enter.error, 'reauthentication_required') ? null : enter.error} />
      <Button tone="accent" className="w-full" isWorking={enter.isPending} onClick={() => void go()}>
        {t('join.go', { organization: organization.name })}
      </Button>
      <Button className="w-full" onClick={home}>
        {t('join.stay', { organization: here })}
      </Button>
      {proved.waiting === null ? null : <ProofSheet proved={proved} />}
    </div>
  );
}
