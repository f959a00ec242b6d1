import type { Me } from '@rollcall/client';
import { useCreateOrganization, useMe } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { Button } from '@rollcall/react/ui/button.tsx';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../doors/form-problem.tsx';
import { useChange } from '../security/factors/use-change.ts';
import { LeaveSheet } from './leave-sheet.tsx';
import { OrganizationLine } from './organization-line.tsx';
import { byName } from './organization-sheet.tsx';
import { useGoing } from './use-going.ts';

type Joined = Me['organizations'][number];

/** The organizations that one is in: going to another, leaving one, making one. */
export default function OrganizationsPanel() {
  const { t } = useTranslation();
  const me = useMe().data;
  const going = useGoing();
  const [leaving, setLeaving] = useState<Joined | null>(null);
  if (me === undefined) return null;
  return (
    <Panel title={t('organizations.title')} lead={t('organizations.lead')}>
      <FormProblem error={going.error} />
      <ul className="mb-4 divide-y divide-line rounded-xl border border-line">
        {byName(me.organizations).map((joined) => (
          <OrganizationLine
            key={joined.id}
            joined={joined}
            isHere={joined.id === me.organization.id}
            onGo={() => void going.go(joined.id)}
            onLeave={() => setLeaving(joined)}
          />
        ))}
      </ul>
      {me.organizations.length > 1 ? <p className="mb-4 text-sm text-muted">{t('organizations.leaveHere')}</p> : null}
      <CreateForm />
      {leaving === null ? null : <LeaveSheet joined={leaving} onClose={() => setLeaving(null)} />}
      {going.proved.waiting === null ? null : <ProofSheet proved={going.proved} />}
    </Panel>
  );
}

function CreateForm() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const change = useChange();
  const { mutateAsync: create } = useCreateOrganization();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isWorking) return;
    void change.run(async () => {
      const { name } = await create(typed.trim());
      setTyped('');
      announce(t('organizations.created', { organization: name }));
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 sm:flex-row sm:items-start">
      <TextField
        className="grow"
        label={t('organizations.new')}
        hint={t('organizations.newHint')}
        autoComplete="off"
        required
        maxLength={120}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        error={change.error === null ? undefined : problemText(change.error)}
      />
      <Button type="submit" isWorking={change.isWorking} className="sm:mt-7">
        {t('organizations.create')}
      </Button>
      {change.proved.waiting === null ? null : <ProofSheet proved={change.proved} />}
    </form>
  );
}
