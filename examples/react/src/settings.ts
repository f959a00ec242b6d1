/** What the application's server says of itself. */
export interface Settings {
  /** Who asks for the password: Rollcall, or this application, which then has a token for Rollcall. */
  readonly signIn: 'rollcall' | 'own';
  /** Where Rollcall answers. */
  readonly rollcall: string;
}

export async function readSettings(): Promise<Settings> {
  return (await fetch('/api/settings')).json();
}

/** The token of the session in this browser, from this application's own server. */
export async function readToken(): Promise<string | null> {
  const { token }: { readonly token: string | null } = await (await fetch('/api/token')).json();
  return token;
}

/** Keeps the token that replaces it. */
export async function keepToken(token: string): Promise<void> {
  await fetch('/api/token', { method: 'PUT', body: JSON.stringify({ token }) });
}
