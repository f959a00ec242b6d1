/** The header that carries a session's token. */
export const cookieWith = (token: string): string => `__Host-rollcall_session=${token}`;
