const key = 'rollcall.asked';

/**
 * Notes that this browser has just asked its service for a proof. Whoever holds a copy of the session may ask too, and lead its
 * owner to the service; but not write here.
 */
export function noteAskedHere(url: string): void {
  const requestId = new URL(url).searchParams.get('request');
  try {
    if (requestId !== null) window.sessionStorage.setItem(key, requestId);
  } catch {
    // Without storage every proof counts as asked for elsewhere, which costs its owner one more press.
  }
}

/** Whether that proof was asked for in this browser, by the same person who comes back with it. */
export function wasAskedHere(requestId: string): boolean {
  try {
    return window.sessionStorage.getItem(key) === requestId;
  } catch {
    return false;
  }
}
