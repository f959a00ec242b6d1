import { type ComponentProps, useId } from 'react';
import { Select } from './select.tsx';

interface SelectFieldProps extends Omit<ComponentProps<typeof Select>, 'id'> {
  readonly label: string;
}

export function SelectField({ label, ...rest }: SelectFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <Select {...rest} id={id} />
    </div>
  );
}
