import { createContext, useContext } from 'react';
import type { Language } from '../language/languages.ts';

/** What the application has said about how our components stand in it. */
export interface Setting {
  readonly language: Language;
  /** Whether its words are there. */
  readonly isSpoken: boolean;
  readonly timeZone: string | undefined;
  readonly colorScheme: ColorScheme | undefined;
  readonly portalContainer: HTMLElement | null;
}

export type ColorScheme = 'light' | 'dark' | 'light dark';

const SettingContext = createContext<Setting | null>(null);

export const SettingProvider = SettingContext;

export function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (setting === null) throw new Error('Put a RollcallProvider above the components of Rollcall.');
  return setting;
}
