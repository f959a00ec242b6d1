import type { Factor } from '@rollcall/client';
import { factorIcons } from '@rollcall/react/components/factor/factor-icons.ts';
import { Moment } from '@rollcall/react/components/shell/moment.tsx';
import { useFocusBack } from '@rollcall/react/hooks/use-focus-back.ts';
import { IconButton } from '@rollcall/react/ui/icon-button.tsx';
import { Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FactorNameField } from './factor-name-field.tsx';
import { useFactorName } from './use-factor-name.ts';

interface FactorLineProps {
  readonly factor: Factor;
  readonly isNaming: boolean;
  /** Begins or ends renaming. */
  readonly onNaming: (isNaming: boolean) => void;
  readonly onRemove: () => void;
}

/** A way to sign in: what it is called, since when, and when it was used last. */
export function FactorLine({ factor, isNaming, onNaming, onRemove }: FactorLineProps) {
  const { t } = useTranslation();
  const name = useFactorName()(factor);
  const pencil = useFocusBack(isNaming);
  const Icon = factorIcons[factor.kind];
  if (isNaming) {
    return (
      <li className="p-3">
        <FactorNameField factor={factor} onDone={() => onNaming(false)} />
      </li>
    );
  }
  return (
    <li className="flex items-start gap-3 p-3">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg bg-sunken text-muted">
        <Icon size={18} aria-hidden />
      </span>
      <div className="min-w-0 grow self-center">
        <p className="font-semibold [overflow-wrap:anywhere]">{name}</p>
        <p className="text-sm leading-5 text-muted">
          <FactorFacts factor={factor} />
        </p>
      </div>
      <div className="flex shrink-0 max-[359px]:flex-col">
        <IconButton
          ref={pencil}
          icon={Pencil}
          label={t('factors.rename', { name })}
          onClick={() => onNaming(true)}
          className="[&>svg]:size-4"
        />
        <IconButton icon={Trash2} tone="end" label={t('factors.remove', { name })} onClick={onRemove} />
      </div>
    </li>
  );
}

function FactorFacts({ factor }: { readonly factor: Factor }) {
  const { t } = useTranslation();
  return (
    <>
      <Moment at={factor.createdAt} as="moment" say={(when) => t('factors.added', { when: when ?? '' })} />
      {' · '}
      {factor.lastUsedAt === null ? (
        t('factors.unused')
      ) : (
        <Moment
          at={factor.lastUsedAt}
          as="ago"
          say={(when) => t('factors.used', { when: when ?? t('time.justNow') })}
        />
      )}
      {factor.backedUp ? ` · ${t('factors.backedUp')}` : null}
    </>
  );
}
