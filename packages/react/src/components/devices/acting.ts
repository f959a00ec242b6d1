import { createContext, useContext } from 'react';

const ActingContext = createContext(false);

/** Says that what is below shows somebody else's devices, to whoever acts on their behalf. */
export const ActingProvider = ActingContext;

/** Whether they are somebody else's: then nothing is renamed, removed or lost, and addresses are left out. */
export function useIsActing(): boolean {
  return useContext(ActingContext);
}
