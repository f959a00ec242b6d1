import { type ComponentProps, type ReactNode, useId } from 'react';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what was typed. */
  readonly error?: string | undefined;
  /** Stands at the end inside the frame. */
  readonly after?: ReactNode;
}

export function TextField({ label, hint, error, after, className = '', ...rest }: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const frame = error ? 'border-ending' : 'border-line-strong';
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <div
        className={`flex rounded-lg border bg-surface ${frame} has-[input:focus-visible]:ring-2 has-[input:focus-visible]:ring-accent`}
      >
        <input
          {...rest}
          id={id}
          aria-describedby={described}
          aria-invalid={error ? true : undefined}
          className="h-11 w-full min-w-0 rounded-lg bg-transparent px-3 text-base focus-visible:outline-none"
        />
        {after}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm leading-5 text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-sm leading-5 font-medium text-ending">
          {error}
        </p>
      ) : null}
    </div>
  );
}
