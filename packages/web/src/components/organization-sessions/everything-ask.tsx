import type { OrganizationSessions } from '@rollcall/client';
import { useMe } from '@rollcall/client/react';
import { useFormat } from '@rollcall/react/language/viewer.tsx';
import { Checkbox } from '@rollcall/react/ui/checkbox.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskButtons } from '../asking/ask-buttons.tsx';

interface Wish {
  readonly organizationName: string;
  readonly spareOwnSession: boolean;
}

interface EverythingAskProps {
  readonly active: OrganizationSessions['active'];
  readonly isWorking: boolean;
  readonly error: string | undefined;
  readonly onPress: (wish: Wish) => void;
  readonly onCancel: () => void;
}

/** Everybody is signed out: only whoever types the organization's name means it. */
export function EverythingAsk({ active, isWorking, error, onPress, onCancel }: EverythingAskProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useMe().data?.organization.name ?? '';
  const [typed, setTyped] = useState('');
  const [spares, setSpares] = useState(false);
  const isTyped = typed.normalize('NFC').trim() === name;
  const count = active === null ? '' : format.number(active.count);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isTyped && !isWorking) onPress({ organizationName: typed, spareOwnSession: spares });
  };
  return (
    <form onSubmit={submit}>
      <p>
        {t('organization.end.everythingMore', {
          organization: name,
          number: active?.isMore ? t('organization.sessions.orMore', { number: count }) : count,
        })}
      </p>
      <div className="mt-4 space-y-2">
        <TextField
          label={t('organization.end.typeName', { organization: name })}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          onChange={({ target }) => setTyped(target.value)}
        />
        <Checkbox
          label={t('organization.end.spare')}
          hint={t('organization.end.spareHint')}
          checked={spares}
          onChange={({ target }) => setSpares(target.checked)}
        />
      </div>
      <AskButtons
        press={t('organization.end.pressEverything')}
        isWorking={isWorking}
        error={error}
        isDisabled={!isTyped}
        onCancel={onCancel}
      />
    </form>
  );
}
