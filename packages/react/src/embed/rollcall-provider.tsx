import { type ClientOptions, createClient, type RollcallClient } from '@rollcall/client';
import { RollcallProvider as ClientProvider } from '@rollcall/client/react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { NavigationProvider, type PageAddresses } from '../components/shell/page-link.tsx';
import { type ColorScheme, type Setting, SettingProvider } from './setting.ts';
import { chosenLanguage, useWords } from './use-words.ts';

export interface RollcallProviderProps {
  /**
   * Where Rollcall answers, without a trailing slash: a path of this very origin that is handed on to it, such as `/rollcall`,
   * or with `getToken` another origin.
   */
  readonly baseUrl: string;
  /**
   * The token of this person's session, asked for before each request and sent as a bearer; `null` where nobody is signed in.
   * With it no cookie is sent. Without it the browser's own cookie signs in.
   */
  readonly getToken?: ClientOptions['getToken'];
  /**
   * Keeps the token that replaces it, where `getToken` finds it: proving again who one is makes the old one useless. Nothing is
   * asked before it has settled.
   */
  readonly onToken?: ClientOptions['onToken'];
  /** `en` or `sv`. The page's `<html lang>` unless given, else what the browser prefers. */
  readonly language?: string | undefined;
  /** An IANA time zone. The account's own unless given, else the browser's. */
  readonly timeZone?: string | undefined;
  /** Light, dark, or `light dark` for what the system prefers. Unless given, what `color-scheme` is around it. */
  readonly colorScheme?: ColorScheme | undefined;
  /** Pages of the application that ours point to. What is not named is not pointed to. */
  readonly pages?: PageAddresses | undefined;
  /** Goes to one of these pages without loading anew: the `navigate` of a router. */
  readonly onNavigate?: ((href: string) => void) | undefined;
  /** Called when this session is out, whoever ended it. */
  readonly onSignedOut?: (() => void) | undefined;
  /** Where dialogs are put. Inside the component that opens them unless given. */
  readonly portalContainer?: HTMLElement | null | undefined;
  readonly children: ReactNode;
}

const nowhere: PageAddresses = {};

/** Everything below it may use the components and the hooks. */
export function RollcallProvider(props: RollcallProviderProps) {
  const { timeZone, colorScheme, portalContainer = null, pages = nowhere, onNavigate, onSignedOut, children } = props;
  const client = useClient(props);
  const language = chosenLanguage(props.language);
  const { words, isSpoken } = useWords(language);
  const setting = useMemo<Setting>(
    () => ({ language, isSpoken, timeZone, colorScheme, portalContainer }),
    [language, isSpoken, timeZone, colorScheme, portalContainer],
  );
  const navigation = useMemo(() => ({ pages, onNavigate }), [pages, onNavigate]);
  return (
    <ClientProvider client={client} {...(onSignedOut === undefined ? {} : { onSignedOut })}>
      <I18nextProvider i18n={words}>
        <NavigationProvider value={navigation}>
          <SettingProvider value={setting}>{children}</SettingProvider>
        </NavigationProvider>
      </I18nextProvider>
    </ClientProvider>
  );
}

type SignIn = Pick<RollcallProviderProps, 'getToken' | 'onToken'>;

/** One client for as long as it speaks to the same place in the same way, however often these functions are written anew. */
function useClient({ baseUrl, getToken, onToken }: Pick<RollcallProviderProps, 'baseUrl'> & SignIn): RollcallClient {
  const [newest] = useState(() => new Newest({ getToken, onToken }));
  useEffect(() => newest.replace({ getToken, onToken }), [newest, getToken, onToken]);
  const hasToken = getToken !== undefined;
  return useMemo(() => createClient({ baseUrl, ...(hasToken && newest.functions) }), [baseUrl, hasToken, newest]);
}

/** Calls what was given last. */
class Newest {
  #signIn: SignIn;
  readonly functions = {
    getToken: () => this.#signIn.getToken?.() ?? null,
    onToken: (token: string) => this.#signIn.onToken?.(token),
  };

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  replace(signIn: SignIn): void {
    this.#signIn = signIn;
  }
}
