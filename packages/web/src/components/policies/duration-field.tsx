import { Select } from '@rollcall/react/ui/select.tsx';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { inUnit, units } from '../../text/policy-form.ts';

interface DurationFieldProps {
  readonly name:
    | 'idleLimitMinutes'
    | 'absoluteLimitMinutes'
    | 'rememberedIdleLimitMinutes'
    | 'rememberedAbsoluteLimitMinutes';
  readonly minutes: number;
}

/** A number and its unit, which are one value. */
export function DurationField({ name, minutes }: DurationFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { number, unit } = inUnit(minutes);
  const label = t(`policies.field.${name}`);
  return (
    <div className="flex min-w-0 flex-col justify-end">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          name={name}
          type="number"
          inputMode="numeric"
          min={1}
          step={1}
          required
          defaultValue={number}
          className="h-11 w-24 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-base"
        />
        <Select name={`${name}.unit`} aria-label={t('policies.unitOf', { label })} defaultValue={unit}>
          {units.map((one) => (
            <option key={one} value={one}>
              {t(`policies.units.${one}`)}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
