import { useJoinByInvitation } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AccountFields, accountIn } from '../account-fields.tsx';
import { FormProblem } from '../form-problem.tsx';
import { isAboutPassword } from '../new-password-field.tsx';

/** Makes an account that is in the organization, and signs it in: after a second factor, where that wants one. */
export function JoinForm({ secret }: { readonly secret: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const join = useJoinByInvitation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (join.isPending) return;
    join.mutate(
      { link: secret, ...accountIn(new FormData(event.currentTarget)) },
      { onSuccess: ({ me }) => navigate(me === null ? '/sign-in' : '/', { replace: true }) },
    );
  };
  return (
    <form onSubmit={submit} method="post" className="space-y-4">
      {isAboutPassword(join.error) ? null : <FormProblem error={join.error} />}
      <AccountFields error={join.error} />
      <Button type="submit" tone="accent" className="w-full" isWorking={join.isPending}>
        {t('join.submit')}
      </Button>
    </form>
  );
}
