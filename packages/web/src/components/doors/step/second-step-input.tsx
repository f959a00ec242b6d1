import type { FactorKind } from '@rollcall/client';
import { CodeField, RecoveryCodeField } from '@rollcall/react/components/factor/code-field.tsx';
import { useFocusOnMount } from '@rollcall/react/hooks/use-focus-on-mount.ts';

/** The field of what is typed; a passkey needs none. */
export function SecondStepInput({ way }: { readonly way: FactorKind }) {
  const field = useFocusOnMount<HTMLInputElement>();
  if (way === 'authenticator') return <CodeField ref={field} />;
  if (way === 'recovery_codes') return <RecoveryCodeField ref={field} />;
  return null;
}
