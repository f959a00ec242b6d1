import { useState } from 'react';

/**
 * The secret in the address's fragment. Read once and taken out of the address bar, so that it stands neither in the history
 * nor on a screenshot; a fragment is sent nowhere.
 */
export function useLinkSecret(): string | null {
  const [secret] = useState(takeSecret);
  return secret;
}

let taken: { readonly path: string; readonly secret: string } | null = null;

/** React may ask twice for a first state; the second time the address bar is empty already. */
function takeSecret(): string | null {
  const { hash, pathname, search } = window.location;
  const secret = hash.slice(1);
  if (secret === '') return taken?.path === pathname ? taken.secret : null;
  taken = { path: pathname, secret };
  window.history.replaceState(window.history.state, '', pathname + search);
  return secret;
}
