import { useTranslation } from 'react-i18next';
import { ChoiceField } from './choice-field.tsx';
import { FilterFrame } from './filter-frame.tsx';
import type { Places } from './places.ts';
import { type SessionFilter, spans, states, types } from './session-filter.ts';

interface FilterBarProps {
  readonly filter: SessionFilter;
  readonly onChange: (filter: SessionFilter) => void;
  readonly places: Places;
  readonly onPlaces: (places: Places) => void;
}

/** Whose sessions, and which. */
export function FilterBar({ filter, onChange, ...places }: FilterBarProps) {
  const { t } = useTranslation();
  return (
    <FilterFrame {...places} search={filter.search} onSearch={(search) => onChange({ ...filter, search })}>
      <ChoiceField
        label={t('organization.sessions.state')}
        word={filter.state}
        words={states}
        say={(state) => t(`organization.sessions.states.${state}`)}
        onChoose={(state) => onChange({ ...filter, state })}
      />
      <ChoiceField
        label={t('organization.sessions.type')}
        word={filter.type}
        words={types}
        say={(type) => (type === '' ? t('organization.sessions.anyType') : t(`device.plain.${type}`))}
        onChoose={(type) => onChange({ ...filter, type })}
      />
      <ChoiceField
        label={t('organization.sessions.signedIn')}
        word={filter.span}
        words={spans}
        say={(span) => t(`organization.sessions.spans.${span}`)}
        onChoose={(span) => onChange({ ...filter, span })}
      />
    </FilterFrame>
  );
}
