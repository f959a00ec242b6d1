import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

/** Pages that components point to. What the application does not have is left out: no link goes nowhere. */
export interface PageAddresses {
  /** Where devices are listed. */
  readonly devices?: string | undefined;
  /** Where the password is changed. */
  readonly security?: string | undefined;
  /** Where one acts on behalf of others, before the id of whom; there is no slash at its end. */
  readonly actingFor?: string | undefined;
  /** Where a proof that a service asked for comes back to; Rollcall's own page unless given. */
  readonly confirm?: string | undefined;
  /** Where somebody who was signed out gets in again. */
  readonly signIn?: string | undefined;
}

interface Navigation {
  readonly pages: PageAddresses;
  /** Goes there without loading the page anew; without it the browser follows the link. */
  readonly onNavigate?: ((href: string) => void) | undefined;
}

const NavigationContext = createContext<Navigation>({ pages: {} });

/** Says where the pages are, and how to go there. */
export const NavigationProvider = NavigationContext;

export function usePageAddresses(): PageAddresses {
  return useContext(NavigationContext).pages;
}

interface PageLinkProps {
  readonly href: string;
  readonly className: string;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

/** A link to one of those pages. A press that wants a new tab or window gets it. */
export function PageLink({ href, className, onClick, children }: PageLinkProps) {
  const { onNavigate } = useContext(NavigationContext);
  const follow = (event: MouseEvent) => {
    onClick?.();
    if (onNavigate === undefined || wantsItsOwn(event)) return;
    event.preventDefault();
    onNavigate(href);
  };
  return (
    <a href={href} className={className} onClick={follow}>
      {children}
    </a>
  );
}

function wantsItsOwn({ button, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return button !== 0 || altKey || ctrlKey || metaKey || shiftKey;
}
