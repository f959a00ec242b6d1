import type { OrganizationPolicy, PolicyBody } from '@rollcall/client';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { useTranslation } from 'react-i18next';

interface TemplatesProps {
  readonly templates: OrganizationPolicy['templates'];
  readonly onTake: (settings: Partial<PolicyBody>) => void;
}

/** Settings that belong together, filled in by one press; nothing is saved by that. */
export function Templates({ templates, onTake }: TemplatesProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('policies.templates.title')} lead={t('policies.templates.lead')}>
      <ul className="grid gap-3 sm:grid-cols-3">
        {templates.map(({ name, settings }) => (
          <li key={name} className="flex">
            <button
              type="button"
              onClick={() => onTake(settings)}
              className="flex min-h-11 w-full flex-col rounded-lg border border-line-strong p-3 text-left transition-colors hover:bg-sunken"
            >
              <span className="font-medium">{t(`policies.templates.${name}`)}</span>
              <span className="mt-1 text-sm leading-5 text-muted">{t(`policies.templates.${name}_more`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
