import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { type ButtonTone, buttonStyle } from './button-style.ts';

interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone;
  /** It was pressed and works on it: it stays where it is, and a second press does nothing. */
  readonly isWorking?: boolean;
}

export function Button({ tone = 'plain', isWorking = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonStyle(tone, className)}
      aria-busy={isWorking || undefined}
      onClick={(event) => {
        if (isWorking) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isWorking ? <LoaderCircle size={16} aria-hidden className="shrink-0 animate-spin" /> : null}
      {children}
    </button>
  );
}
