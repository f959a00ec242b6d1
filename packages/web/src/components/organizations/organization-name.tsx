import { useRenameOrganization } from '@rollcall/client/react';
import ProofSheet from '@rollcall/react/components/ending/proof-sheet.tsx';
import { useAnnounce } from '@rollcall/react/components/shell/announcer.tsx';
import { useFocusBack } from '@rollcall/react/hooks/use-focus-back.ts';
import { useProblemText } from '@rollcall/react/hooks/use-problem-text.ts';
import { IconButton } from '@rollcall/react/ui/icon-button.tsx';
import { NameField } from '@rollcall/react/ui/name-field.tsx';
import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../security/factors/use-change.ts';

interface OrganizationNameProps {
  readonly name: string;
  /** The name as it stands where it is not being changed. */
  readonly children: ReactNode;
}

/** The organization's name, renamed in place by whoever may. */
export default function OrganizationName({ name, children }: OrganizationNameProps) {
  const { t } = useTranslation();
  const [isNaming, setNaming] = useState(false);
  const pencil = useFocusBack(isNaming);
  if (isNaming) return <Naming name={name} onDone={() => setNaming(false)} />;
  return (
    <div className="flex min-w-0 items-center">
      {children}
      <IconButton
        ref={pencil}
        icon={Pencil}
        label={t('organization.rename.button', { organization: name })}
        onClick={() => setNaming(true)}
        className="[&>svg]:size-4"
      />
    </div>
  );
}

function Naming({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const rename = useRenameOrganization();
  const change = useChange();
  const save = (typed: string) => {
    if (typed === name || typed === '') return onDone();
    void change.run(async () => {
      await rename.mutateAsync(typed);
      announce(t('organization.rename.done', { organization: typed }));
      onDone();
    });
  };
  return (
    <div className="w-full py-1">
      <NameField
        label={t('organization.rename.label')}
        from={name}
        isWorking={change.isWorking}
        error={change.error === null ? undefined : problemText(change.error)}
        onSave={save}
        onLeave={onDone}
      />
      {change.proved.waiting === null ? null : <ProofSheet proved={change.proved} />}
    </div>
  );
}
