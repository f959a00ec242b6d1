import { useSetUp } from '@rollcall/client/react';
import { Button } from '@rollcall/react/ui/button.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountFields, accountIn, textIn } from './account-fields.tsx';
import { FormProblem } from './form-problem.tsx';
import { isAboutPassword } from './new-password-field.tsx';

interface SetUpFormProps {
  readonly secret: string;
  readonly onEntered: () => void;
}

export function SetUpForm({ secret, onEntered }: SetUpFormProps) {
  const { t } = useTranslation();
  const setUp = useSetUp();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (setUp.isPending) return;
    const form = new FormData(event.currentTarget);
    const organizationName = textIn(form, 'organization');
    setUp.mutate(
      { link: secret, ...accountIn(form), ...(organizationName === '' ? {} : { organizationName }) },
      { onSuccess: onEntered },
    );
  };
  return (
    <form onSubmit={submit} method="post" className="space-y-4">
      {isAboutPassword(setUp.error) ? null : <FormProblem error={setUp.error} />}
      <AccountFields error={setUp.error} />
      <TextField
        label={`${t('setUp.organization')} (${t('common.optional')})`}
        name="organization"
        autoComplete="organization"
        maxLength={120}
      />
      <Button type="submit" tone="accent" className="w-full" isWorking={setUp.isPending}>
        {t('setUp.submit')}
      </Button>
    </form>
  );
}
